"""Bytes of an e-mail → Mail: who, when, what about, in words; the original one if it was forwarded.

Written against mail as it is: wrong charsets, raw 8-bit headers, messages inside messages. Nothing remote is ever
fetched: only what is inside the bytes is seen. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message as Part
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from alaminute.birthdays.mail.decoding import decode_header_text, decode_text, html_lines
from alaminute.birthdays.mail.forwards import find_forward
from alaminute.birthdays.mail.pictures import Picture, picture_of

_PREFIX = re.compile(r"^(?:(?:re|fwd?|tr|rv|wg)\s*:\s*|\[fwd:\s*)+", re.IGNORECASE)
# Mail nested deeper than that is an attack or an accident.
_MAX_DEPTH = 8
_HEADERS = ("from", "date", "subject", "message-id", "received")


class MailError(ValueError):
    """Bytes that are no e-mail, or one that cannot be placed; the reason is in French."""


@dataclass(frozen=True)
class Mail:
    """One message as its first sender wrote it.

    `sent` is aware, or naive where a forward names no time zone. `text` has one line a paragraph or table cell.
    `people` are the names and addresses of those who received or forwarded it: nothing of them may be published.
    """

    sender_name: str
    sender_address: str
    sent: datetime
    subject: str
    text: str
    message_id: str
    people: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()


def read_mail(data: bytes) -> Mail:
    """The mail that these bytes hold. Raises MailError."""
    try:
        return _read(data)
    except (LookupError, UnicodeError, RecursionError) as error:
        # The email package's own stumbling over what no mail program writes.
        raise MailError(f"e-mail illisible ({error})") from error


def _read(data: bytes) -> Mail:
    outer = message_from_bytes(data)
    if not any(outer.get(name) for name in _HEADERS[:3]):
        raise MailError("ce n'est pas un e-mail")
    chain = list(_nested(outer))
    people = [person for part in chain for person in _recipients(part)]
    people += [person for part in chain[:-1] for person in _addresses(part, "from")]
    return _mail(chain[-1], people)


def _mail(part: Part, people: Sequence[str]) -> Mail:
    text = "\n".join(_texts(part))
    name, address = (decode_header_text(raw) for raw in parseaddr(_raw(part, "from")))
    if forward := find_forward(text):
        sent, text, subject = forward.sent, forward.text, forward.subject
        people = [*people, name, address, *forward.recipients]
        name, address = forward.sender_name, forward.sender_address
    else:
        sent, subject = _sent(part), decode_header_text(_raw(part, "subject"))
    if sent is None:
        # Not the day of the forward, nor today: a wrong year would go unnoticed.
        raise MailError("date absente ou illisible")
    return Mail(
        name.strip(" \"'"),
        address,
        sent,
        _subject(subject),
        text,
        decode_header_text(_raw(part, "message-id")),
        tuple(people),
        tuple(_pictures(part)),
    )


def _nested(part: Part, depth: int = 0) -> Iterator[Part]:
    """The message and those attached to it, each inside the one before."""
    yield part
    if depth < _MAX_DEPTH:
        for attached in _attached(part):
            yield from _nested(attached, depth + 1)
            return


def _attached(part: Part) -> Iterator[Part]:
    """Messages attached to this one, not those attached to them."""
    for leaf in _leaves(part):
        if leaf.get_content_type() == "message/rfc822":
            yield _parsed(leaf)
        elif (leaf.get_filename() or "").lower().endswith(".eml"):
            yield message_from_bytes(_payload(leaf))


def _parsed(leaf: Part) -> Part:
    """The message in a message/rfc822 part, which Exchange may have put in base64 against RFC 2046, 5.2.1."""
    payload = leaf.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else leaf
    if isinstance(inner, Part) and not inner.keys():
        inner["Content-Transfer-Encoding"] = str(leaf.get("Content-Transfer-Encoding", "7bit"))
        return message_from_bytes(_payload(inner))
    return inner if isinstance(inner, Part) else leaf


def _leaves(part: Part) -> Iterator[Part]:
    """The parts that hold something, in order; attached messages are one part each."""
    payload = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(payload, list):
        for child in payload:
            if isinstance(child, Part):
                yield from _leaves(child)
    else:
        yield part


def _texts(part: Part) -> Iterator[str]:
    """The visible text: of the HTML, or of the plain text where there is no HTML."""
    plain: list[str] = []
    rich: list[str] = []
    for leaf in _leaves(part):
        kind = leaf.get_content_type()
        if leaf.get_content_disposition() == "attachment" or kind not in {"text/plain", "text/html"}:
            continue
        text = decode_text(_payload(leaf), leaf.get_content_charset(), is_html=kind == "text/html")
        if kind == "text/html":
            rich.append(html_lines(text))
        else:
            plain.append(text)
    rich = [text for text in rich if text.strip()]
    yield from rich or plain


def _pictures(part: Part) -> Iterator[Picture]:
    for leaf in _leaves(part):
        if leaf.get_content_maintype() == "image" and (picture := picture_of(_payload(leaf))):
            yield picture


def _payload(leaf: Part) -> bytes:
    payload = leaf.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _raw(part: Part, name: str) -> str:
    """The header as it was sent, unfolded, bytes above 127 as surrogates; empty if there is none."""
    value = next((value for key, value in part.raw_items() if key.lower() == name), "")
    return re.sub(r"\r?\n[ \t]*", " ", str(value))


def _addresses(part: Part, name: str) -> list[str]:
    pairs = getaddresses([_raw(part, name)])
    return [decode_header_text(text) for pair in pairs for text in pair if text]


def _recipients(part: Part) -> list[str]:
    return [person for name in ("to", "cc", "delivered-to", "x-original-to") for person in _addresses(part, name)]


def _sent(part: Part) -> datetime | None:
    """When it was sent; failing that, when the last server took it."""
    received = [str(value).rpartition(";")[2] for key, value in part.raw_items() if key.lower() == "received"]
    for text in (_raw(part, "date"), *received):
        try:
            sent = parsedate_to_datetime(text.strip())
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
        return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
    return None


def _subject(text: str) -> str:
    return " ".join(_PREFIX.sub("", " ".join(text.split())).rstrip("]" if text.startswith("[Fwd:") else "").split())
