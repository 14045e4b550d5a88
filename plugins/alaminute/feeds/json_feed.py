"""JSON Feed 1.0 and 1.1 (jsonfeed.org) → raw entries. Pure."""

import json
import re
from dataclasses import dataclass
from typing import Any

from alaminute.errors import FeedParseError
from alaminute.feeds.addresses import canonical
from alaminute.feeds.raw_entry import RawEntry

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8})*")


@dataclass(frozen=True)
class JsonDocument:
    """A JSON Feed before its entries are cleaned."""

    title: str
    language: str | None
    site_url: str
    entries: tuple[RawEntry, ...]
    recovered: tuple[str, ...]


def parse_document(body: bytes, url: str) -> JsonDocument:
    """The document; items that are no objects are left out and reported. Raises FeedParseError."""
    recovered = []
    try:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode("cp1252", "replace")
            recovered.append("encodage inattendu, lu comme cp1252")
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise FeedParseError(url, "JSON illisible") from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise FeedParseError(url, "du JSON, mais pas un JSON Feed (aucune liste « items »)")
    objects = [item for item in items if isinstance(item, dict)]
    if len(objects) != len(items):
        recovered.append("une entrée incompréhensible, laissée de côté")
    return JsonDocument(
        _string(document, "title"),
        language_code(_string(document, "language")),
        canonical(_string(document, "home_page_url"), url) or "",
        tuple(_raw_entry(item) for item in objects),
        tuple(recovered),
    )


def language_code(text: str) -> str | None:
    """A BCP 47 code in lower case with hyphens; None for anything else."""
    text = text.strip()
    return text.lower().replace("_", "-") if _LANGUAGE.fullmatch(text) else None


def _string(item: dict[str, Any], key: str) -> str:
    """The text of a key; numbers as text, since ids are often numbers; "" for anything else."""
    value = item.get(key)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # "\ud800" alone is half a character
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _raw_entry(item: dict[str, Any]) -> RawEntry:
    content = _string(item, "content_html")
    identity = _string(item, "id")
    return RawEntry(
        id=identity,
        # The specification likes an id that is the full address.
        links=(_string(item, "url"), _string(item, "external_url"), identity if "://" in identity else ""),
        title=_string(item, "title"),
        title_is_plain=True,
        published=(_string(item, "date_published"),),
        updated=_string(item, "date_modified"),
        description=_string(item, "summary"),
        description_is_plain=True,
        content=content or _string(item, "content_text"),
        content_is_plain=not content,
        language=language_code(_string(item, "language")),
        duration=_duration(item),
        author=_author(item),
    )


def _duration(item: dict[str, Any]) -> str:
    attachments = item.get("attachments")
    if not isinstance(attachments, list):
        return ""
    return next(filter(None, (_string(a, "duration_in_seconds") for a in attachments if isinstance(a, dict))), "")


def _author(item: dict[str, Any]) -> str:
    """The first author: `authors` since 1.1, `author` in 1.0."""
    authors = item.get("authors")
    candidates = [*authors, item.get("author")] if isinstance(authors, list) else [item.get("author")]
    return next((name for a in candidates if isinstance(a, dict) and (name := _string(a, "name"))), "")
