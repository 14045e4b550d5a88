"""The content, linted before a build: everything that would fail or be lost, with `path:line`, all at once."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.utils import get_date, slugify

from alaminute.birthdays.from_records import SCHEMA as BIRTHDAY_SCHEMA
from alaminute.birthdays.from_records import year_from
from alaminute.birthdays.model import Year, build_archive
from alaminute.birthdays.proposals import forgotten_fields, proposals
from alaminute.birthdays.visuals import check_visuals, visual_fingerprints
from alaminute.errors import ContentError, RecordError
from alaminute.files import shown_path
from alaminute.header import Header, HeaderField, header_cut_short, parse_header, split_lines
from alaminute.records import Document, parse_document
from alaminute.selections.from_records import SCHEMA as SELECTION_SCHEMA
from alaminute.selections.from_records import selection_from
from alaminute.theming import posts
from alaminute.weeks import Week

MARKDOWN_SUFFIXES = {".md", ".markdown", ".mkd", ".mdown"}


@dataclass(frozen=True)
class Checked:
    """How many files were read, every fault in them by path and line, and what only the author can decide."""

    files: int
    problems: tuple[RecordError, ...]
    proposals: tuple[str, ...] = ()


def check_content(content: Path, settings: Mapping[str, Any]) -> Checked:
    """Read every Markdown file below `content` as the build will, and report what is wrong. Raises nothing for it."""
    selections = content / settings.get("SELECTIONS_PATH", "selections")
    birthdays = content / settings.get("BIRTHDAYS_PATH", "birthdays")
    paths = _markdown_files(content)
    problems: list[RecordError] = []
    weeks: dict[Week, str] = {}
    years: list[Year] = []
    headers: dict[Path, Header] = {}
    for path in paths:
        try:
            text, name = _text(path), shown_path(path)
            if path.is_relative_to(selections):
                problems += _check_selection(text, name, weeks)
            elif path.is_relative_to(birthdays):
                problems += _check_year(text, name, years)
            else:
                headers[path] = parse_header(split_lines(text))
                problems += _check_post(text, name, headers[path])
        except ContentError as error:
            problems += error.errors
    problems += _check_related(headers, {week.slug for week in weeks}, settings)
    proposed, faults = _check_archive(years) if not problems else ((), [])
    return Checked(len(paths), (*problems, *faults), proposed)


def content_tags(content: Path) -> list[str]:
    """Every tag in the headers below `content`, as often as it is given; files that cannot be read give none."""
    tags: list[str] = []
    for path in _markdown_files(content):
        header = parse_header(split_lines(path.read_bytes().decode(errors="replace")))
        tags += [tag.strip() for tag in header.value("Tags").split(",") if tag.strip()]
    return tags


def _markdown_files(content: Path) -> list[Path]:
    return sorted(path for path in content.rglob("*") if path.suffix in MARKDOWN_SUFFIXES and path.is_file())


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "enregistrez-le en UTF-8 dans votre éditeur"
        raise ContentError([RecordError(shown_path(path), line, "ce fichier n'est pas en UTF-8", hint=hint)]) from error


def _check_selection(text: str, name: str, weeks: dict[Week, str]) -> Iterator[RecordError]:
    document = parse_document(text, name, SELECTION_SCHEMA)
    yield from _record_header(document)
    week = selection_from(document).week
    if (former := weeks.setdefault(week, name)) != name:
        reason = f"la semaine {week} a déjà un fichier : {former}"
        yield RecordError(name, 1, reason, hint="réunissez les deux")


def _check_year(text: str, name: str, years: list[Year]) -> Iterator[RecordError]:
    document = parse_document(text, name, BIRTHDAY_SCHEMA)
    yield from _record_header(document)
    years.append(year_from(document))


def _check_archive(years: Iterable[Year]) -> tuple[tuple[str, ...], list[RecordError]]:
    """What the years say of one another: proposals for the author, and faults."""
    try:
        archive = build_archive(years)
        check_visuals(archive)
    except ContentError as error:
        return (), error.errors
    proposed = proposals(archive, visual_fingerprints(archive))
    return (*map(str, proposed), *forgotten_fields(archive)), []


def _check_post(text: str, name: str, header: Header) -> Iterator[RecordError]:
    # A key given twice is Pelican's to judge in a post: some plugins take lists.
    yield from header_cut_short(name, split_lines(text), header)
    yield from _unreadable_date(name, header)
    place, source = header.get("Series_index"), header.get("Source_date")
    if place and header.get("Series") and not posts.is_place(place.value):
        yield _unusable(name, place, f"« {place.value} » n'est pas un nombre", "écrivez « Series_index: 2 »")
    if source and not _is_source_date(source.value):
        yield _unusable(name, source, f"« {source.value} » n'est pas une date", "écrivez « Source_date: 2010-03-30 »")


def _is_source_date(text: str) -> bool:
    try:
        posts.source_date(text)
    except ValueError:
        return False
    return True


def _check_related(
    headers: Mapping[Path, Header], others: Collection[str], settings: Mapping[str, Any]
) -> Iterator[RecordError]:
    """Posts named in « Related » that no published one is; `others` are the slugs of what is no post."""
    slugs = (_slugs(path, header, settings) for path, header in headers.items() if _is_published(header))
    known = {slug for names in slugs for slug in names} | set(others)
    for path, header in headers.items():
        for field in header.fields:
            if field.key.lower() == "related":
                for slug in sorted(set(posts.related_slugs(field.value)) - known):
                    reason = f"« {slug} » ne désigne aucun billet publié"
                    yield _unusable(shown_path(path), field, reason, "il faut le « Slug » de ce billet")


def _is_published(header: Header) -> bool:
    return header.value("Status", "published").strip().lower() == "published"


def _slugs(path: Path, header: Header, settings: Mapping[str, Any]) -> tuple[str, ...]:
    """What a post may be called; without a « Slug », Pelican's settings decide if by its title or its file."""
    if given := header.value("Slug").strip():
        return (given,)
    title = slugify(header.value("Title"), regex_subs=settings.get("SLUG_REGEX_SUBSTITUTIONS", ()))
    return title, path.stem, re.sub(r"^\d{4}-\d{2}-\d{2}[-_]", "", path.stem)


def _unusable(name: str, field: HeaderField, reason: str, hint: str) -> RecordError:
    return RecordError(name, field.line, reason, quote=f"{field.key}: {field.value}", hint=hint)


def _record_header(document: Document) -> Iterator[RecordError]:
    for key, example in (("Title", "Title: Titre de la page"), ("Date", "Date: 2026-11-20 07:00")):
        if not document.header.value(key):
            yield document.header_error(key, f"l'en-tête n'a pas de ligne « {key} »", hint=f"ajoutez « {example} »")
    yield from _unreadable_date(document.path, document.header)


def _unreadable_date(name: str, header: Header) -> Iterator[RecordError]:
    """A date that Pelican cannot read; a draft may still wait for its date."""
    given = header.get("Date")
    if given is None or header.value("Status").strip().lower() == "draft":
        return
    try:
        get_date(given.value.replace("_", " "))
    except ValueError:
        yield _unusable(name, given, f"« {given.value} » n'est pas une date", "écrivez « Date: 2026-11-20 07:00 »")
