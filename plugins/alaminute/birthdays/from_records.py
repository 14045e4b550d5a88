"""A year's document → Year: what fields and header lines mean, and what is wrong with those that mean nothing.

Pure: takes a parsed Document, returns values. All faults of a file are raised together, each with `path:line`.
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from alaminute.birthdays.model import Aside, Brand, Channel, Kind, Message, Year, plain_heading
from alaminute.birthdays.vocabulary import CHANNEL_NAMES, KIND_NAMES, proposal, split_names
from alaminute.errors import ContentError, RecordError
from alaminute.header import fold
from alaminute.records import Document, Field, Record, Schema

SCHEMA = Schema(
    {
        "brand": ("Marque", "Brand"),
        "channel": ("Canal", "Canaux", "Channel", "Channels"),
        "date": ("Date",),
        "offer": ("Offre", "Offer"),
        "kind": ("Nature", "Kind"),
        "identical": ("Identique", "Identical", "Same as"),
        "visual": ("Visuel", "Visual", "Image"),
    }
)

_HEADER = {
    "Year": ("annee",),
    "Birthday": ("anniversaire",),
    "Personal_Messages": ("messages_personnels",),
    "Incomplete": ("incomplet", "incomplete"),
}
_YES_NO = {"yes": True, "oui": True, "no": False, "non": False}
_COUNTDOWN = re.compile(r"J(?:(?P<sign>[-−–+])(?P<days>\d{1,3}))?", re.IGNORECASE)
# Nobody writes for a birthday half a year away: such a date is a slip.
_FARTHEST_DAYS = 183

Name = TypeVar("Name", Channel, Kind)


def year_from(document: Document) -> Year:
    """The year that this document tells of. Raises ContentError with everything in it that does not parse."""
    problems: list[RecordError] = _header_slips(document)
    number = _year_number(document, problems)
    birthday = _birthday(document, number, problems)
    incomplete = _incomplete(document, problems)
    personal = _personal_messages(document, problems)
    messages: list[Message] = []
    asides: list[Aside] = []
    for record in document.records:
        if record.fields:
            messages.append(_Reading(record, number, birthday, incomplete=incomplete, problems=problems).message())
        else:
            heading = plain_heading(record.title)
            asides.append(Aside(heading, record.body, not messages, record.path, record.line))
    problems += _twice(messages)
    if problems:
        raise ContentError(sorted(problems, key=lambda problem: problem.line))
    return Year(
        number,
        title=document.header.value("Title") or f"Anniversaire {number}",
        birthday=birthday,
        personal_messages=personal,
        incomplete=incomplete,
        intro=document.intro.strip("\r\n"),
        messages=tuple(messages),
        asides=tuple(asides),
        path=document.path,
    )


class _Reading:
    """One record being read; faults are gathered in `problems` so that the author sees all at once."""

    def __init__(
        self, record: Record, year: int, birthday: date | None, *, incomplete: bool, problems: list[RecordError]
    ) -> None:
        self.record = record
        self.year = year
        self.birthday = birthday
        self.incomplete = incomplete
        self.problems = problems

    def message(self) -> Message:
        """The message; where a field does not parse, its value stays empty and the fault is noted."""
        heading = plain_heading(self.record.title)
        offer = self._text("offer")
        sent, days_before = self._dates()
        kinds = self._names("kind", KIND_NAMES, "nature inconnue")
        if not kinds and offer is None and not self.incomplete:
            kinds = (Kind.WISHES,)
        return Message(
            Brand(self._text("brand") or heading),
            heading,
            channels=self._channels(),
            sent=sent,
            days_before=days_before,
            offer=offer,
            kinds=kinds,
            identical=self._years(),
            visual=self._text("visual"),
            body=self.record.body,
            path=self.record.path,
            line=self.record.line,
        )

    def _text(self, name: str) -> str | None:
        found = self.record.get(name)
        return found.value if found else None

    def _problem(self, reason: str, at: Field | None, hint: str) -> None:
        self.problems.append(self.record.error(reason, at=at, hint=hint))

    def _channels(self) -> tuple[Channel, ...]:
        if self.record.get("channel") is None and not self.incomplete:
            hint = f"ajoutez « - Canal : … » ({', '.join(channel.french for channel in Channel)})"
            self._problem("canal manquant", None, hint)
        return self._names("channel", CHANNEL_NAMES, "canal inconnu")

    def _names(self, name: str, known: Mapping[str, Name], unknown: str) -> tuple[Name, ...]:
        """The values that a field lists, in order, each once."""
        found = self.record.get(name)
        values: dict[Name, None] = {}
        for typed in split_names(found.value) if found else []:
            value = known.get(fold(typed))
            if value is None:
                self._problem(f"{unknown} « {typed} »", found, proposal(typed, known))
            else:
                values[value] = None
        return tuple(values)

    def _dates(self) -> tuple[date | None, int | None]:
        """When it was sent, and how many days before the birthday; each None if it cannot be known."""
        found = self.record.get("date")
        if found is None:
            return None, None
        if match := _COUNTDOWN.fullmatch(found.value.replace(" ", "")):
            days = int(match["days"] or 0) * (-1 if match["sign"] == "+" else 1)
            sent = self.birthday - timedelta(days=days) if self.birthday else None
            return sent, self._plausible(days, found)
        if (sent := _iso_date(found.value)) is None:
            self._problem("date illisible", found, f"écrivez « {self.year or 2013}-06-21 » ou « J-18 »")
            return None, None
        return sent, self._plausible((self.birthday - sent).days, found) if self.birthday else None

    def _plausible(self, days: int, found: Field) -> int:
        if abs(days) > _FARTHEST_DAYS:
            self._problem(f"date à {abs(days)} jours de l'anniversaire", found, "vérifiez l'année et le jour")
        return days

    def _years(self) -> tuple[int, ...]:
        found = self.record.get("identical")
        years: set[int] = set()
        for typed in split_names(found.value) if found else []:
            if not re.fullmatch(r"\d{4}", typed) or (self.year and int(typed) >= self.year):
                self._problem(f"« {typed} » n'est pas une année passée", found, "par exemple : « - Identique : 2012 »")
            else:
                years.add(int(typed))
        return tuple(sorted(years))


def _header_slips(document: Document) -> list[RecordError]:
    """Keys of the header that look like ours but are none: Pelican would take them for something else in silence."""
    known = {fold(name) for english, others in _HEADER.items() for name in (english, *others)}
    ordinary = {"title", "date", "category", "status", "slug", "tags", "lang", "summary", "series", "authors", "author"}
    problems = []
    for field in document.header.fields:
        typed = fold(field.key.replace("-", "_"))
        close = difflib.get_close_matches(typed, known, n=1, cutoff=0.75)
        if close and field.key.lower() not in known and typed not in ordinary:
            proposal = next(e for e, others in _HEADER.items() if close[0] in {fold(e), *others})
            reason = f"clef d'en-tête inconnue « {field.key} »"
            problems.append(document.header_error(field.key, reason, hint=f"vouliez-vous dire « {proposal}: » ?"))
    return problems


def _header(document: Document, key: str) -> tuple[str, str]:
    """The key as the author typed it, and its value; an empty value if there is none."""
    for name in (key, *_HEADER[key]):
        if found := document.header.get(name):
            return found.key, found.value.strip()
    return key, ""


def _header_value(
    document: Document, key: str, parse: Callable[[str], object], problems: list[RecordError], hint: str
) -> object:
    """What `parse` makes of a header value; None if there is none, or if it is wrong, which is noted."""
    typed, text = _header(document, key)
    if not text and document.header.get(typed) is None:
        return None
    value = parse(text)
    if value is None:
        problems.append(document.header_error(typed, f"« {text} » ne convient pas à « {typed} »", hint=hint))
    return value


def _year_number(document: Document, problems: list[RecordError]) -> int:
    """The year; 0 if it is missing or wrong, which is noted."""
    hint = "écrivez par exemple « Year: 2013 » dans l'en-tête"
    if not _header(document, "Year")[1]:
        problems.append(document.header_error("Year", "il manque l'année (Year)", hint=hint))
        return 0
    number = _header_value(document, "Year", lambda text: _count(text, r"[12]\d{3}"), problems, hint)
    return number if isinstance(number, int) else 0


def _birthday(document: Document, year: int, problems: list[RecordError]) -> date | None:
    hint = f"la date de l'anniversaire cette année-là, par exemple « Birthday: {year or 2013}-06-21 »"

    def parse(text: str) -> date | None:
        day = _iso_date(text)
        return day if day and (not year or day.year == year) else None

    day = _header_value(document, "Birthday", parse, problems, hint)
    return day if isinstance(day, date) else None


def _incomplete(document: Document, problems: list[RecordError]) -> bool:
    hint = "écrivez « Incomplete: yes » ou « Incomplete: no »"
    return bool(_header_value(document, "Incomplete", lambda text: _YES_NO.get(fold(text)), problems, hint))


def _personal_messages(document: Document, problems: list[RecordError]) -> int | None:
    hint = "un nombre entier, par exemple « Personal_Messages: 70 »"
    count = _header_value(document, "Personal_Messages", lambda text: _count(text, r"\d{1,7}"), problems, hint)
    return count if isinstance(count, int) else None


def _twice(messages: Sequence[Message]) -> list[RecordError]:
    first: dict[str, Message] = {}
    problems = []
    for message in messages:
        former = first.setdefault(message.brand.key, message)
        if former is not message:
            reason = f"« {message.brand.name} » est déjà à la ligne {former.line} (« {former.brand.name} »)"
            hint = "réunissez les deux : un canal peut en citer plusieurs (« - Canal : e-mail, SMS »)"
            quote = f"## {message.heading}"
            problems.append(RecordError(message.path, message.line, reason, quote=quote, hint=hint))
    return problems


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _count(text: str, pattern: str) -> int | None:
    return int(text) if re.fullmatch(pattern, text, re.ASCII) else None
