"""Pelican reads record files through here: one Markdown conversion for the whole file, cut again at each record.

A plugin says at `signals.readers_init` that the files of a folder are records of some kind:

    def add_reader(readers: Readers) -> None:
        read_records_in(readers, "selections", RecordKind(SCHEMA, interpret))

and `interpret(document, rendered)` then returns the metadata to add to the article. What the folder's files hold is the
author's; every error is a RecordError or ContentError with `path:line`. All other files go to Pelican's own reader.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import Markup
from pelican.readers import MarkdownReader, Readers
from pelican.utils import pelican_open

from alaminute.errors import RecordError, SiteError
from alaminute.records import Document, Schema, parse_document

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class RenderedRecord:
    """A record's heading and body as HTML; `anchor` is the heading's id, unique in the document."""

    heading_html: Markup
    body_html: Markup
    anchor: str


@dataclass(frozen=True)
class RenderedDocument:
    """A document as HTML; `records` stand in the order of the document's; `notes_html` are its footnotes."""

    intro_html: Markup
    records: tuple[RenderedRecord, ...]
    notes_html: Markup


# Of a record's heading and of what its body quotes (BCP 47); None where both are the document's.
Languages = tuple[str, str] | None
Interpret = Callable[[Document, RenderedDocument], Mapping[str, Any]]


@dataclass(frozen=True)
class RecordKind:
    """The fields that a folder's records may have, and what a file of them means to its plugin.

    `languages` gives each record's.
    """

    schema: Schema
    interpret: Interpret
    languages: Callable[[Document], Sequence[Languages]] = lambda _: ()


def read_records_in(readers: Readers, folder: str, kind: RecordKind) -> None:
    """Have Markdown files below `folder` (relative to PATH) read as records of that kind."""
    readers.settings.setdefault("RECORD_KINDS", {})[folder.strip("/")] = kind
    for extension in MarkdownReader.file_extensions:
        readers.reader_classes[extension] = RecordsMarkdownReader


class RecordsMarkdownReader(MarkdownReader):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's Markdown reader, which also knows the folders whose files are records."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The file's HTML and metadata; of a records file, what its kind makes of it."""
        kind = self._kind(source_path)
        if kind is None:
            return self._post(source_path)
        try:
            return self._records(source_path, kind)
        except SiteError as error:
            # Pelican only says that it could not process the file, and goes on without it unless errors are fatal.
            logger.error("%s", error)  # noqa: TRY400 - for the author, who needs no traceback
            raise

    def _records(self, source_path: str, kind: RecordKind) -> tuple[str, dict[str, Any]]:
        self._source_path = source_path
        with pelican_open(source_path) as text:
            document = parse_document(text, source_path, kind.schema)
        self._md = Markdown(**self.settings["MARKDOWN"])
        rendered = render_document(document, self._md, kind.languages(document))
        metadata = self._parse_metadata(getattr(self._md, "Meta", {}))
        metadata.update(kind.interpret(document, rendered))
        return _whole(rendered), metadata

    def _post(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """An ordinary file. A draft whose date is still to come (`2026-XX-YY`) is left out, with a warning."""
        try:
            content, metadata = super().read(source_path)
        except ValueError as error:
            header = getattr(self._md, "Meta", {})
            if header.get("status", [""])[0].strip().lower() != "draft":
                raise
            logger.warning("Brouillon laissé de côté, sa date ne se lit pas : %s (%s)", source_path, error)
            return "", {"status": "skip"}
        return content, metadata

    def _kind(self, source_path: str) -> RecordKind | None:
        kinds: Mapping[str, RecordKind] = self.settings.get("RECORD_KINDS", {})
        # By its place in the folder, wherever a symbolic link there may lead.
        file, content = Path(source_path).absolute(), Path(self.settings["PATH"]).absolute()
        return next((kind for folder, kind in kinds.items() if file.is_relative_to(content / folder)), None)


_MARK = "<!--alaminute {}{}-->"
_MARKS = re.compile(r"<!--alaminute (\d+)(?: \w+=[\w-]+)?-->")
_MARK_SHOWN = re.compile(r"alaminute \d+(?: \w+=[\w-]+)?--")
_HEADING = re.compile(r"\s*<h2(?P<attributes>[^>]*)>(?P<inner>.*)</h2>\s*", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
# Elements that would hold, or break, what follows them if they are left open.
_NESTED = re.compile(
    r"<(?P<end>/?)(?P<tag>article|aside|blockquote|details|div|dl|figure|footer|form|header|main|nav|ol|section|table|ul)"
    r"\b[^>]*>",
    re.IGNORECASE,
)
_NOT_ELEMENTS = re.compile(r"<!--.*?-->|<(script|style|template|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


def render_document(document: Document, markdown: Markdown, languages: Sequence[Languages] = ()) -> RenderedDocument:
    """Convert the whole document at once, so that footnotes, link references and abbreviations reach everywhere.

    Comments mark where each heading and each body begins: raw HTML blocks pass through Markdown untouched. They say
    the languages of the records, too, to whom it concerns (theming.markdown_extras). Raises RecordError where a heading
    turns out to stand inside an HTML block, or where one is left open.
    """
    sources = [document.intro]
    for record in document.records:
        sources += [f"## {record.title}", record.body]
    sources.append("")  # what follows the last body: the footnotes
    said: dict[int, str] = {}
    for index, spoken in enumerate(languages):
        if spoken:
            said[1 + 2 * index], said[2 + 2 * index] = f" lang={spoken[0]}", f" quotes={spoken[1]}"
    marked = "".join(
        f"\n\n{_MARK.format(number, said.get(number, ''))}\n\n{source}" for number, source in enumerate(sources)
    )
    found = _MARKS.split(markdown.convert(document.header_source.rstrip() + "\n" + marked))
    for index, (mark, number) in enumerate(zip_longest(map(str, range(len(sources))), found[1::2])):
        if mark != number:  # swallowed by what precedes it
            raise _html_error(document, index - 1)
    pieces = [Markup(piece.strip()) for piece in found[2::2]]  # noqa: S704  # the author's own Markdown
    intro, *between, notes = pieces
    records = tuple(
        _rendered(document, index, heading, body)
        for index, (heading, body) in enumerate(zip(between[::2], between[1::2], strict=True))
    )
    if unclosed := [index for index, piece in enumerate(pieces) if _left_open(piece)]:
        raise _html_error(document, unclosed[0])
    return RenderedDocument(intro, records, notes)


def _left_open(fragment: str) -> bool:
    """Whether an element that holds others is opened and not closed, or the reverse.

    After a lone `<?` Python-Markdown loses count of characters, and a part of our next mark shows.
    """
    depths: Counter[str] = Counter()
    for match in _NESTED.finditer(_NOT_ELEMENTS.sub("", fragment)):
        tag = match["tag"].lower()
        depths[tag] += -1 if match["end"] else 1
        if depths[tag] < 0:
            return True
    return any(depths.values()) or _MARK_SHOWN.search(fragment) is not None


def _html_error(document: Document, piece: int) -> RecordError:
    """The complaint about a piece of HTML: the introduction, then each record's heading and body."""
    reason = "HTML mal fermé dans cette fiche : il contiendrait ou casserait la suite de la page"
    hint = "fermez chaque balise et chaque commentaire, et laissez une ligne vide avant le titre suivant"
    if piece <= 0 or not document.records:
        return RecordError(document.path, document.header.end + 1, reason.replace("cette fiche", "le texte"), hint=hint)
    return document.records[min((piece - 1) // 2, len(document.records) - 1)].error(reason, hint=hint)


def _rendered(document: Document, index: int, heading: Markup, body: Markup) -> RenderedRecord:
    match = _HEADING.fullmatch(heading)
    if match is None:
        raise document.records[index].error(
            "ce titre est à l'intérieur d'un bloc HTML",
            hint="fermez la balise ouverte plus haut, et laissez une ligne vide avant le titre",
        )
    identifier = _ID.search(match["attributes"])
    anchor = identifier[1] if identifier else f"fiche-{index + 1}"
    return RenderedRecord(Markup(match["inner"].strip()), body, anchor)  # noqa: S704  # the author's own Markdown


def _whole(rendered: RenderedDocument) -> str:
    """The document as plain HTML, in order: what a theme without a template of its own would show."""
    parts = [rendered.intro_html]
    for record in rendered.records:
        parts += [Markup('<h2 id="{}">{}</h2>').format(record.anchor, record.heading_html), record.body_html]
    return "\n".join([*parts, rendered.notes_html])
