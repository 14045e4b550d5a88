"""The content, linted before a build: everything that would fail or be lost, with `path:line`, all at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.utils import get_date

from alaminute.birthdays.from_records import SCHEMA as BIRTHDAY_SCHEMA
from alaminute.birthdays.from_records import year_from
from alaminute.errors import ContentError, RecordError
from alaminute.files import shown_path
from alaminute.header import Header, header_cut_short, parse_header, split_lines
from alaminute.records import Document, parse_document
from alaminute.selections.from_records import SCHEMA as SELECTION_SCHEMA
from alaminute.selections.from_records import selection_from

MARKDOWN_SUFFIXES = {".md", ".markdown", ".mkd", ".mdown"}


@dataclass(frozen=True)
class Checked:
    """How many files were read, and every fault in them, by path and line."""

    files: int
    problems: tuple[RecordError, ...]


def check_content(content: Path, settings: Mapping[str, Any]) -> Checked:
    """Read every Markdown file below `content` as the build will, and report what is wrong. Raises nothing for it."""
    folders = {
        content / settings.get("SELECTIONS_PATH", "selections"): _check_selection,
        content / settings.get("BIRTHDAYS_PATH", "birthdays"): _check_year,
    }
    paths = _markdown_files(content)
    problems: list[RecordError] = []
    named: dict[str, str] = {}
    for path in paths:
        check = next((check for folder, check in folders.items() if path.is_relative_to(folder)), _check_post)
        problems += _check_file(path, check, named)
    return Checked(len(paths), tuple(problems))


def content_tags(content: Path) -> list[str]:
    """Every tag in the headers below `content`, as often as it is given; files that cannot be read give none."""
    tags: list[str] = []
    for path in _markdown_files(content):
        header = parse_header(split_lines(path.read_bytes().decode(errors="replace")))
        tags += [tag.strip() for tag in header.value("Tags").split(",") if tag.strip()]
    return tags


def _markdown_files(content: Path) -> list[Path]:
    return sorted(path for path in content.rglob("*") if path.suffix in MARKDOWN_SUFFIXES and path.is_file())


Check = Callable[[str, str], "tuple[Document, str] | None"]


def _check_file(path: Path, check: Check, named: dict[str, str]) -> list[RecordError]:
    name = shown_path(path)
    data = path.read_bytes()
    try:
        found = check(data.decode(), name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "enregistrez-le en UTF-8 dans votre éditeur"
        return [RecordError(name, line, "ce fichier n'est pas en UTF-8", hint=hint)]
    except ContentError as error:
        return error.errors
    if found is None:
        return []
    document, subject = found
    former = named.setdefault(subject, name)
    dates = _unreadable_date(name, document.header)
    return [*_missing_keys(document), *dates, *_twice(document, subject, former)]


def _check_selection(text: str, name: str) -> tuple[Document, str]:
    document = parse_document(text, name, SELECTION_SCHEMA)
    return document, f"la semaine {selection_from(document).week}"


def _check_year(text: str, name: str) -> tuple[Document, str]:
    document = parse_document(text, name, BIRTHDAY_SCHEMA)
    return document, f"l'année {year_from(document).number}"


def _check_post(text: str, name: str) -> None:
    lines = split_lines(text)
    header = parse_header(lines)
    # A key given twice is Pelican's to judge in a post: some plugins take lists.
    if problems := [*header_cut_short(name, lines, header), *_unreadable_date(name, header)]:
        raise ContentError(problems)


def _unreadable_date(name: str, header: Header) -> Iterator[RecordError]:
    """A date that Pelican cannot read; a draft may still wait for its date."""
    given = header.get("Date")
    if given is None or header.value("Status").strip().lower() == "draft":
        return
    try:
        get_date(given.value.replace("_", " "))
    except ValueError:
        quote, hint = f"{given.key}: {given.value}", "écrivez « Date: 2026-11-20 07:00 »"
        yield RecordError(name, given.line, f"« {given.value} » n'est pas une date", quote=quote, hint=hint)


def _missing_keys(document: Document) -> Iterator[RecordError]:
    for key, example in (("Title", "Title: Titre de la page"), ("Date", "Date: 2026-11-20 07:00")):
        if not document.header.value(key):
            yield document.header_error(key, f"l'en-tête n'a pas de ligne « {key} »", hint=f"ajoutez « {example} »")


def _twice(document: Document, subject: str, former: str) -> Iterable[RecordError]:
    if former != document.path:
        yield RecordError(document.path, 1, f"{subject} a déjà un fichier : {former}", hint="réunissez les deux")
