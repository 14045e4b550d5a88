"""E-mails of brands, from files, into the files of their years: `invoke import-birthday FILE…`.

    files → read_mail → draft_of → a record at the end of its year's file, and its picture beside it

Appends only: what is in a year's file stays as it is, byte for byte. A mail is known again by the mark that its record
carries, a brand by its record: neither comes twice into a year. Everything is read before anything is written.
"""

import mailbox
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from alaminute.birthdays.from_records import SCHEMA, year_from
from alaminute.birthdays.mail.drafting import MailDraft, draft_of, marks_in
from alaminute.birthdays.mail.reading import MailError, read_mail
from alaminute.birthdays.model import Archive, Brand, Year, build_archive
from alaminute.birthdays.wording import birthday_category, birthday_title
from alaminute.errors import SettingsError, os_reason
from alaminute.files import shown_path, write_atomically
from alaminute.records import parse_document
from alaminute.wording.words import FRENCH, Words

ADDED, KNOWN, REFUSED = "added", "known", "refused"


@dataclass(frozen=True)
class ImportPlan:
    """Where the years' files are and what the author says of themselves.

    `birthday` is (month, day); without it, the latest year's `Birthday` is taken, else a mail counts for the year in
    which it came. `people` are names that must not be published, `words` those of the site.
    """

    folder: Path
    zone: ZoneInfo
    birthday: tuple[int, int] | None = None
    people: tuple[str, ...] = ()
    words: Words = FRENCH


@dataclass(frozen=True)
class MailOutcome:
    """What became of one mail: `state` is added, known or refused; `brand` and `year` are unknown if it was refused."""

    source: str
    state: str
    brand: str = ""
    year: int = 0
    reason: str = ""


@dataclass(frozen=True)
class ImportReport:
    """All outcomes in the order of the mails, and the files written."""

    outcomes: tuple[MailOutcome, ...]
    files: tuple[Path, ...]

    @property
    def exit_code(self) -> int:
        """1 if there were mails and not one could be read."""
        return int(bool(self.outcomes) and all(outcome.state == REFUSED for outcome in self.outcomes))

    def to_json(self) -> dict[str, object]:
        """The report for other programs."""
        return {
            "mails": [
                {"source": o.source, "state": o.state, "brand": o.brand, "year": o.year or None, "reason": o.reason}
                for o in self.outcomes
            ],
            "files": [shown_path(path) for path in self.files],
        }

    def summary_lines(self) -> list[str]:
        """What happened, in French: a line a mail that was added or refused, then the files to read over."""
        lines = [_line(outcome) for outcome in self.outcomes]
        if self.files:
            written = ", ".join(shown_path(path) for path in self.files)
            lines.append(f"À relire avant de publier : {written}.")
        return lines or ["Aucun e-mail à importer."]


def import_mails(sources: Iterable[Path], plan: ImportPlan) -> ImportReport:
    """Append what these mails hold to the years' files. Raises SettingsError, ContentError, WriteError.

    Sources are `.eml` files, mbox files and Maildir folders.
    """
    shelf = _Shelf(plan)
    outcomes = [shelf.take(label, data) for label, data in read_sources(sources)]
    return ImportReport(tuple(outcomes), shelf.save())


def read_sources(sources: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each mail. Raises SettingsError if a source cannot be read at all."""
    for path in sources:
        try:
            yield from _read_source(path)
        except (OSError, mailbox.Error) as error:
            reason = os_reason(error) if isinstance(error, OSError) else str(error)
            raise SettingsError(f"{shown_path(path)} : lecture impossible ({reason})") from error


def _read_source(path: Path) -> Iterator[tuple[str, bytes]]:
    name = shown_path(path)
    if path.is_dir():
        if not (path / "cur").is_dir():
            raise SettingsError(f"{name} : ce dossier n'est pas un Maildir (il n'a pas de dossier « cur »)")
        box: mailbox.Mailbox[mailbox.MaildirMessage] = mailbox.Maildir(str(path), create=False)
        yield from ((f"{name} : {key}", box.get_bytes(key)) for key in sorted(box.keys()))
        return
    data = path.read_bytes()
    if not data.startswith(b"From "):
        yield name, data
        return
    mbox = mailbox.mbox(str(path), create=False)
    try:
        for number, key in enumerate(mbox.keys(), start=1):
            yield f"{name} : message {number}", mbox.get_bytes(key)
    finally:
        mbox.close()


@dataclass
class _YearFile:
    """One year's file while mails are added to it; `added` is what will stand after its present text."""

    path: Path
    text: str
    brands: set[str]
    marks: set[str]
    added: list[str] = field(default_factory=list)

    def whole(self) -> str:
        """The text with what was added, a blank line between records."""
        newline = "\r\n" if "\r\n" in self.text else "\n"
        gap = "" if self.text.endswith(newline * 2) else newline if self.text.endswith(newline) else newline * 2
        return self.text + gap + newline.join(record.replace("\n", newline) for record in self.added)


class _Shelf:
    """The years' files, and what is to be written to them."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._files: dict[int, _YearFile] = {}
        self._pictures: dict[Path, bytes] = {}
        years = [self._open(path) for path in sorted(plan.folder.rglob("*.md"))] if plan.folder.is_dir() else []
        archive = build_archive(years)
        self._known = known_brands(archive)
        self._birthday = plan.birthday or _latest_birthday(archive)

    def take(self, label: str, data: bytes) -> MailOutcome:
        """Add one mail, or say why not."""
        try:
            mail = read_mail(data)
        except MailError as error:
            return MailOutcome(label, REFUSED, reason=str(error))
        draft = draft_of(mail, self._known, self._birthday, self._plan.zone, self._plan.people)
        file = self._files.get(draft.year) or self._begin(draft)
        if draft.mark in file.marks:
            return MailOutcome(label, KNOWN, draft.brand.name, draft.year, "déjà importé")
        if draft.brand.key in file.brands:
            reason = f"{draft.brand.name} est déjà dans {shown_path(file.path)}"
            return MailOutcome(label, KNOWN, draft.brand.name, draft.year, reason)
        file.added.append(draft.record(self._place_picture(draft, file), self._plan.words))
        file.brands.add(draft.brand.key)
        file.marks.add(draft.mark)
        self._known.setdefault(draft.brand.key, draft.brand)
        return MailOutcome(label, ADDED, draft.brand.name, draft.year)

    def save(self) -> tuple[Path, ...]:
        """Write pictures, then the files that name them. Nothing is written if a text would not read back."""
        changed = [file for file in self._files.values() if file.added]
        for file in changed:
            year_from(parse_document(file.whole(), shown_path(file.path), SCHEMA))
        for path, data in self._pictures.items():
            write_atomically(path, data)
        for file in changed:
            write_atomically(file.path, file.whole())
        return tuple(file.path for file in changed)

    def _open(self, path: Path) -> Year:
        try:
            # Bytes, not read_text: line ends are the author's.
            text = path.read_bytes().decode()
        except UnicodeDecodeError as error:
            raise SettingsError(f"{shown_path(path)} : ce fichier n'est pas en UTF-8") from error
        year = year_from(parse_document(text, shown_path(path), SCHEMA))
        self._files[year.number] = _YearFile(path, text, set(year.by_key), marks_in(text))
        return year

    def _begin(self, draft: MailDraft) -> _YearFile:
        """A new year's file, a draft until the author says otherwise."""
        header = [
            f"Title: {birthday_title(draft.year, self._plan.words)}",
            f"Date: {draft.sent}",
            f"Category: {birthday_category(self._plan.words)}",
            f"Year: {draft.year}",
            "Status: draft",
        ]
        path = self._plan.folder / f"{draft.year}.md"
        file = self._files[draft.year] = _YearFile(path, "\n".join(header) + "\n\n", set(), set())
        return file

    def _place_picture(self, draft: MailDraft, file: _YearFile) -> str | None:
        """Where the picture will be, relative to the year's file; never in the place of another one."""
        if draft.picture is None:
            return None
        number = 1
        while True:
            suffix = f"-{number}" if number > 1 else ""
            name = posixpath.join(str(draft.year), f"{draft.brand.slug}{suffix}.{draft.picture.extension}")
            path = file.path.parent / name
            if path not in self._pictures and (not path.exists() or path.read_bytes() == draft.picture.data):
                self._pictures[path] = draft.picture.data
                return name
            number += 1


def known_brands(archive: Archive) -> dict[str, Brand]:
    """Every brand by its key and by those of the headings under which it stood."""
    headings = {
        Brand(message.heading).key: archive.brand(message.brand) for year in archive for message in year.messages
    }
    return headings | archive.brands


def _latest_birthday(archive: Archive) -> tuple[int, int] | None:
    days = [year.birthday for year in archive if year.birthday]
    return (days[-1].month, days[-1].day) if days else None


def _line(outcome: MailOutcome) -> str:
    said: Mapping[str, str] = {
        ADDED: f"{outcome.brand}, ajoutée à {outcome.year}",
        KNOWN: outcome.reason,
        REFUSED: f"ignoré : {outcome.reason}",
    }
    return f"{outcome.source} : {said[outcome.state]}"


def parse_birthday(text: str) -> tuple[int, int] | None:
    """(month, day) of « 06-21 », « 2013-06-21 » or « 21/06 »; None if it is no day."""
    parts: Sequence[str] = text.strip().split("/")[::-1] if "/" in text else text.strip().split("-")
    try:
        month, day = (int(part) for part in parts[-2:])
    except ValueError:
        return None
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return (month, day) if 1 <= month <= 12 and 1 <= day <= longest[month - 1] else None
