"""A week's text with something added, or one untouched item taken out. Pure; what an author typed stays as it is.

Lines are added below what is there, in the file's own line ends; a measured field is one line put under its heading.
"""

from collections.abc import Iterable, Mapping

from alaminute.header import split_lines
from alaminute.records import Document, Record, format_document
from alaminute.selections.from_records import heading_links
from alaminute.selections.ledger import fingerprint
from alaminute.selections.offering import page_key


def append_records(text: str, records: Iterable[str]) -> str:
    """The text with records below it, an empty line before each."""
    end = _line_end(text)
    added = [end + record.replace("\n", end) for record in records]
    if not added:
        return text
    closed = text if not text or text.endswith(("\n", "\r")) else text + end
    return closed + "".join(added)


def insert_words(document: Document, words: Mapping[str, int]) -> str:
    """The document's text where each item that says no time gets its words; `words`: address → measured number."""
    head = document.header_source + document.intro
    return head + "".join(_with_words(record, words) for record in document.records)


def unmeasured(document: Document) -> list[str]:
    """The addresses of the items that say neither words nor a duration."""
    found = [(heading_links(record.title), record) for record in document.records]
    return [links[0].url for links, record in found if links and not record.get("words") and not record.get("duration")]


def find_item(document: Document, url: str) -> Record | None:
    """The record whose first link leads to that page."""
    key = page_key(url)
    for record in document.records:
        links = heading_links(record.title)
        if links and page_key(links[0].url) == key:
            return record
    return None


def without(document: Document, dropped: Record) -> str:
    """The document's text without one record; everything else byte for byte."""
    kept = [record for record in document.records if record is not dropped]
    return format_document(
        Document(document.path, document.header, document.header_source, document.intro, tuple(kept))
    )


def is_untouched(record: Record, drafted: str) -> bool:
    """Whether a record still is what was drafted, by the ledger's fingerprint."""
    return fingerprint(record.source) == drafted


def _with_words(record: Record, words: Mapping[str, int]) -> str:
    links = heading_links(record.title)
    count = words.get(links[0].url) if links else None
    if count is None or record.get("words") or record.get("duration"):
        return record.source
    lines = split_lines(record.source)
    end = _line_end(record.source)
    field = f"- Mots : {count}{end}"
    # Below the last field, else right under the heading; a text glued to the heading needs an empty line before it.
    at = record.fields[-1].line - record.line + 1 if record.fields else 1
    glued = not record.fields and len(lines) > 1 and lines[1].strip()
    return "".join([*_closed(lines[:at], end), field, *([end] if glued else []), *lines[at:]])


def _closed(lines: list[str], end: str) -> list[str]:
    """The lines, the last one ended: it may have been the file's last."""
    return lines if lines[-1].endswith(("\n", "\r")) else [*lines[:-1], lines[-1] + end]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
