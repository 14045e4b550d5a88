"""The whole archive as data, and back: `archive_from_csv(archive_to_csv(a)) == a`, and the same for JSON. Pure.

Both hold everything that the author wrote, and nothing of where it was written. Values are the French words of the
grammar, so that a column can be copied into a year's file. Reading raises ValueError for what was not written here.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from alaminute.birthdays.model import Archive, Aside, Brand, Channel, Kind, Message, Year, build_archive

VERSION = 1
_YEAR = ("title", "birthday", "personal_messages", "incomplete")
_MESSAGE = ("brand", "heading", "channels", "date", "days_before", "offer", "kinds", "identical", "visual")
COLUMNS = ("year", "row", *_YEAR, *_MESSAGE, "text")
# Spreadsheets run cells that begin so as formulas (OWASP, "CSV Injection"); a quote before them makes them text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")

_CHANNELS = {channel.french: channel for channel in Channel}
_KINDS = {kind.french: kind for kind in Kind}


def archive_to_json(archive: Archive) -> str:
    """`{"version", "years": [{"year", …, "text", "messages": […], "asides": […]}]}`, years oldest first."""
    years = [
        {
            **_year_values(year),
            "text": year.intro,
            "messages": [{**_message_values(message), "text": message.body} for message in year.messages],
            "asides": [
                {"heading": aside.heading, "leading": aside.leading, "text": aside.body} for aside in year.asides
            ],
        }
        for year in archive
    ]
    return json.dumps({"version": VERSION, "years": years}, ensure_ascii=False, indent=1) + "\n"


def archive_from_json(text: str) -> Archive:
    """The archive that this JSON holds. Raises ValueError."""
    data = json.loads(text)
    try:
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']!r} is not {VERSION}")
        return build_archive(_year(year, year["messages"], year["asides"]) for year in data["years"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an archive: {error}") from error


def archive_to_csv(archive: Archive) -> str:
    """One line a year (`row` is `year`), then one a message and one a prose heading (`aside`, `leading aside`).

    Lists are separated by `, `; line ends are those of RFC 4180; the first line names the columns.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for year in archive:
        for row in _rows(year):
            writer.writerow([_cell(row.get(column)) for column in COLUMNS])
    return stream.getvalue()


def archive_from_csv(text: str) -> Archive:
    """The archive that this CSV holds. Raises ValueError."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError(f"the columns are not {', '.join(COLUMNS)}")
    years: list[tuple[Mapping[str, Any], list[Mapping[str, Any]], list[Mapping[str, Any]]]] = []
    for line in reader:
        row = {column: _parsed(column, _text(value)) for column, value in line.items()}
        if row["row"] == "year":
            years.append((row, [], []))
        elif not years or years[-1][0]["year"] != row["year"]:
            raise ValueError(f"line {reader.line_num}: no line for its year comes before it")
        elif row["row"] == "message":
            years[-1][1].append(row)
        else:
            years[-1][2].append({**row, "leading": row["row"] == "leading aside"})
    return build_archive(_year(*parts) for parts in years)


def _year_values(year: Year) -> dict[str, object]:
    return {
        "year": year.number,
        "title": year.title,
        "birthday": year.birthday and year.birthday.isoformat(),
        "personal_messages": year.personal_messages,
        "incomplete": year.incomplete,
    }


def _message_values(message: Message) -> dict[str, object]:
    return {
        "brand": message.brand.name,
        "heading": message.heading,
        "channels": [channel.french for channel in message.channels],
        "date": message.sent and message.sent.isoformat(),
        "days_before": message.days_before,
        "offer": message.offer,
        "kinds": [kind.french for kind in message.kinds],
        "identical": list(message.identical),
        "visual": message.visual,
    }


def _rows(year: Year) -> Iterable[Mapping[str, object]]:
    yield {**_year_values(year), "row": "year", "text": year.intro}
    for message in year.messages:
        yield {**_message_values(message), "year": year.number, "row": "message", "text": message.body}
    for aside in year.asides:
        row = "leading aside" if aside.leading else "aside"
        yield {"year": year.number, "row": row, "heading": aside.heading, "text": aside.body}


def _year(
    values: Mapping[str, Any], messages: Sequence[Mapping[str, Any]], asides: Sequence[Mapping[str, Any]]
) -> Year:
    return Year(
        values["year"],
        values["title"],
        birthday=_date(values["birthday"]),
        personal_messages=values["personal_messages"],
        incomplete=values["incomplete"],
        intro=values["text"],
        messages=tuple(_message(message) for message in messages),
        asides=tuple(Aside(aside["heading"], aside["text"], aside["leading"]) for aside in asides),
    )


def _message(values: Mapping[str, Any]) -> Message:
    return Message(
        Brand(values["brand"]),
        values["heading"],
        channels=tuple(_CHANNELS[name] for name in values["channels"]),
        sent=_date(values["date"]),
        days_before=values["days_before"],
        offer=values["offer"],
        kinds=tuple(_KINDS[name] for name in values["kinds"]),
        identical=tuple(values["identical"]),
        visual=values["visual"],
        body=values["text"],
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _cell(value: object) -> str:
    """A value as a CSV cell; empty for None and for an empty list."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _text(cell: str | None) -> str:
    return (cell or "").removeprefix("'")


def _names(text: str) -> list[str]:
    return text.split(", ") if text else []


_PARSERS: Mapping[str, Callable[[str], object]] = {
    "year": int,
    "birthday": lambda text: text or None,
    "personal_messages": lambda text: int(text) if text else None,
    "incomplete": lambda text: text == "yes",
    "channels": _names,
    "date": lambda text: text or None,
    "days_before": lambda text: int(text) if text else None,
    "offer": lambda text: text or None,
    "kinds": _names,
    "identical": lambda text: [int(name) for name in _names(text)],
    "visual": lambda text: text or None,
}


def _parsed(column: str, text: str) -> object:
    return _PARSERS.get(column, str)(text)
