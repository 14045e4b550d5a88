"""Mail forwarded in the text of another: the header lines that mail programs copy, in French and English. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from alaminute.header import fold

_KEYS = {
    "from": ("from", "de", "expediteur"),
    "date": ("date", "sent", "envoye", "envoye le"),
    "subject": ("subject", "objet", "sujet"),
    "to": ("to", "a", "pour", "destinataire"),
    "other": ("cc", "reply-to", "repondre a", "importance"),
}
_CANONICAL = {key: name for name, keys in _KEYS.items() for key in keys}
_LINE = re.compile(r"[>\s]*\*?(?P<key>[^\W\d_][\w '’-]{0,14}?)\*?[ \u00a0\u202f]*:\*?[ \u00a0\u202f]*(?P<value>.*?)\s*")
_ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
# How many lines the copied headers may take, wrapped values and blank lines included.
_WINDOW = 14
# Programs that wrap text do it at 72 to 80 characters; longer lines were not wrapped at all.
_WRAPPED, _LONGEST = 55, 80

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan", "fevrier fevr february feb", "mars march mar", "avril avr april apr",
            "mai may", "juin june jun", "juillet juil july jul", "aout august aug", "septembre sept september sep",
            "octobre october oct", "novembre november nov", "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAY_MONTH = re.compile(r"\b(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_MONTH_DAY = re.compile(r"\b(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_SLASHES = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")


@dataclass(frozen=True)
class Forward:
    """What the copied headers say. `sent` is naive where they name no time zone, None where it cannot be read."""

    sender_name: str
    sender_address: str
    sent: datetime | None
    subject: str
    recipients: tuple[str, ...]
    text: str


def find_forward(text: str) -> Forward | None:
    """The innermost mail that this text forwards; None if it forwards none.

    A block of headers is a sender with an address, a date and a subject, one under the other in any order.
    """
    lines = _with_values(text.split("\n"))
    for index in range(len(lines) - 1, -1, -1):
        if _key(lines[index]) == "from" and (forward := _forward(lines, _block_start(lines, index))):
            return forward
    return None


def parse_date(text: str) -> datetime | None:
    """The day, at midnight and naive, of a date as mail programs write it in French or English; None if it is none.

    A date of RFC 5322 keeps its time and zone. In `04/05/2013` the day comes first, as in French.
    """
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        pass
    plain = fold(text)
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _SLASHES):
        for match in pattern.finditer(plain):
            month = match["month"]
            number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
            try:
                return datetime(int(match["year"]), number, int(match["day"]))  # noqa: DTZ001  # no zone is named
            except ValueError:
                continue
    return None


def _forward(lines: Sequence[str], start: int) -> Forward | None:
    headers, end = _headers(lines, start)
    address = _ADDRESS.search(headers.get("from", ""))
    if address is None or not {"date", "subject"} <= headers.keys():
        return None
    name = headers["from"][: address.start()].split("[mailto", 1)[0].strip(" \t<[(\"'*")
    people = headers.get("to", "")
    return Forward(
        " ".join(name.split()),
        address[0],
        parse_date(headers["date"]),
        headers["subject"],
        (*_ADDRESS.findall(people), _ADDRESS.sub("", people)),
        "\n".join(line.lstrip("> ") for line in lines[end:]),
    )


def _with_values(lines: Sequence[str]) -> list[str]:
    """The lines, values put beside their keys where a table had them in the next cell."""
    found: list[str] = []
    for line in lines:
        if found and line.strip() and _key(found[-1]) and found[-1].rstrip().endswith(":"):
            found[-1] = f"{found[-1].rstrip()} {line.strip('> ')}"
        else:
            found.append(line)
    return found


def _block_start(lines: Sequence[str], index: int) -> int:
    """Where the block of headers around that line begins."""
    while index > 0:
        if _key(lines[index - 1]):
            index -= 1
        elif index > 1 and _is_wrapped(lines, index - 1):
            index -= 2
        else:
            break
    return index


def _headers(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """The copied headers from that line on, wrapped values joined, and the index after the last of them."""
    headers: dict[str, str] = {}
    name = ""
    end = start
    for index in range(start, min(start + _WINDOW, len(lines))):
        key = _key(lines[index])
        if key and key in headers and key != "other":
            break
        if key and (match := _LINE.fullmatch(lines[index])):
            name, end = key, index + 1
            headers[name] = match["value"]
        elif name and _is_wrapped(lines, index):
            headers[name] = f"{headers[name]} {lines[index].strip('> ')}"
            end = index + 1
        elif lines[index].strip("> ") and {"date", "subject"} <= headers.keys():
            break
    return headers, end


def _is_wrapped(lines: Sequence[str], index: int) -> bool:
    """Whether that line only continues the header above it, which was too long for one line."""
    above = lines[index - 1]
    return bool(lines[index].strip("> ")) and bool(_key(above)) and _WRAPPED <= len(above) <= _LONGEST


def _key(line: str) -> str:
    match = _LINE.fullmatch(line)
    return _CANONICAL.get(fold(match["key"]), "") if match else ""
