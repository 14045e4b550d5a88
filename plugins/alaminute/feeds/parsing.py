"""Bytes → entries: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.x. Pure.

What is well-formed is read by xml_feed and json_feed, everything else by feedparser, which forgives a lot and is slow.

Hostile until shown otherwise: document types with declarations are refused, feedparser gets a stream (a string it might
open or fetch), its sanitising and URL resolution are off because nothing is kept but plain text and canonical URLs.
Whatever can be recovered is, and `recovered` says what had to be, in words for the author.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

import feedparser

from alaminute.errors import FeedParseError
from alaminute.feeds import json_feed, plain_text, xml_feed
from alaminute.feeds.addresses import canonical
from alaminute.feeds.discovery import announced_feeds
from alaminute.feeds.model import FeedHints, ParsedFeed
from alaminute.feeds.raw_entry import RawEntry, finish_entries

_TEXT_START = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*")
# What may stand before the root element; anything in it but a document type with declarations is harmless.
_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE_WITH_DECLARATIONS = re.compile(rb"<!DOCTYPE(?:[^>\[\"']|\"[^\"]*\"|'[^']*')*\[", re.IGNORECASE)
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# feedparser takes the second of description and itunes:summary for full text; under this name it leaves it alone.
_ITUNES_SUMMARY = re.compile(rb"(</?itunes:)summary\b", re.IGNORECASE)
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\r")


def parse_feed(body: bytes, url: str, headers: Mapping[str, str] | None = None) -> ParsedFeed:
    """The entries of a feed, in its order, without duplicates.

    `url` is where the body came from, after redirects; `headers` the answer's (only Content-Type is looked at).
    Entries have no `first_seen`, and `feed_url` is `url`. Raises FeedParseError.
    """
    content_type = _header(headers, "content-type")
    text = _TEXT_START.sub(b"", body)
    if not text.strip(b"\0"):
        raise FeedParseError(url, "réponse vide")
    if text.startswith(b"{"):
        return _parse_json(text, url)
    _refuse_declarations(text, url)
    _refuse_pages(text, url)
    return _parse_xml(body, url, content_type)


def _header(headers: Mapping[str, str] | None, name: str) -> str:
    return next((value for key, value in (headers or {}).items() if key.lower() == name), "")


def _parse_json(text: bytes, url: str) -> ParsedFeed:
    document = json_feed.parse_document(text, url)
    entries, notes = finish_entries(document.entries, feed_url=url, base=url, language=document.language)
    return ParsedFeed(
        plain_text.title(document.title, declared_plain=True),
        document.language,
        entries,
        (*document.recovered, *notes),
        FeedHints(),
        document.site_url,
    )


def _refuse_declarations(text: bytes, url: str) -> None:
    """Entity bombs and external entities need declarations; no honest feed does (RSS 0.91 only names its DTD)."""
    start = text.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf")
    prolog = _PROLOG.match(start)
    if _DOCTYPE_WITH_DECLARATIONS.match(start, prolog.end() if prolog else 0):
        raise FeedParseError(
            url, "le flux déclare des entités XML (DTD) ; refusé, car c'est ainsi que l'on attaque un lecteur"
        )


def _refuse_pages(text: bytes, url: str) -> None:
    prolog = _PROLOG.match(text)
    if not _HTML_START.match(text, prolog.end() if prolog else 0) or b"<rss" in text[:2000] or b"<feed" in text[:2000]:
        return
    announced = announced_feeds(text, url)
    hint = f" ; cette page annonce un flux : {announced[0].url}" if announced else ""
    raise FeedParseError(url, f"c'est une page HTML et non un flux{hint}")


def _parse_xml(body: bytes, url: str, content_type: str) -> ParsedFeed:
    recovered = []
    # UTF-16 and UTF-32 have zero bytes of their own.
    if body[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\0<" not in body[:8] and b"<\0" not in body[:8]:
        cleaned = body.translate(None, _CONTROL_BYTES)
        if len(cleaned) != len(body):
            recovered.append("caractères de contrôle interdits, retirés")
        body = cleaned
    document = xml_feed.parse_document(body, url)
    if document is None:
        document, complaints = _forgiving(body, url, content_type)
        recovered += complaints
    entries, notes = finish_entries(
        document.entries, feed_url=url, base=url, language=document.language, author=document.author
    )
    return ParsedFeed(
        plain_text.title(document.title, declared_plain=document.title_is_plain),
        document.language,
        entries,
        tuple(dict.fromkeys([*recovered, *notes])),
        document.hints,
        document.site_url,
    )


def _forgiving(body: bytes, url: str, content_type: str) -> tuple[xml_feed.XmlDocument, list[str]]:
    """What feedparser makes of it, and what it had to forgive."""
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    try:
        found = feedparser.parse(
            io.BytesIO(_ITUNES_SUMMARY.sub(rb"\1abstract", body)),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        # feedparser's lenient parser has faults of its own on made-up input; they are the feed's failure, not ours.
        raise FeedParseError(url, f"illisible ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        raise FeedParseError(url, "ce n'est ni RSS, ni Atom, ni JSON Feed")
    complaints = _complaints(found)
    raw_entries: list[RawEntry] = []
    for entry in found.entries:
        try:
            raw_entries.append(_raw_entry(entry, atom=found.version.startswith("atom")))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            complaints.append("une entrée incompréhensible, laissée de côté")
    channel = found.feed
    period = _text(channel, "sy_updateperiod"), _text(channel, "sy_updatefrequency")
    document = xml_feed.XmlDocument(
        title=_text(channel, "title"),
        title_is_plain=False,
        language=json_feed.language_code(_text(channel, "language")),
        site_url=canonical(_text(channel, "link"), url) or "",
        author=_text(channel, "author"),
        hints=FeedHints(xml_feed.interval_of(_text(channel, "ttl").strip(), *period)),
        entries=tuple(raw_entries),
    )
    return document, complaints


def _text(found: dict[str, Any], key: str) -> str:
    """A value as text. Read past feedparser's own look-up, which answers `updated` with `published` and warns."""
    value = dict.get(found, key)
    return value if isinstance(value, str) else ""


def _complaints(found: dict[str, Any]) -> list[str]:
    """What feedparser had to forgive, in French."""
    error = dict.get(found, "bozo_exception") if dict.get(found, "bozo") else None
    if error is None or isinstance(error, feedparser.NonXMLContentType):
        return []  # Half the feeds of the world are served as text/html or without a type; nothing is lost by it.
    if isinstance(error, feedparser.CharacterEncodingOverride):
        return ["encodage déclaré faux, corrigé"]
    if isinstance(error, feedparser.CharacterEncodingUnknown):
        return ["encodage inconnu"]
    return ["XML mal formé, lu quand même"]


def _raw_entry(entry: dict[str, Any], *, atom: bool) -> RawEntry:
    title = dict.get(entry, "title_detail") or {}
    description = dict.get(entry, "summary_detail") or {}
    contents = [content for content in dict.get(entry, "content") or [] if content.get("value")]
    # Several contents: alternatives (Atom 0.3), of which the longest says most.
    content: dict[str, Any] = max(contents, key=lambda one: len(one["value"]), default={})
    declared = [_text(entry, "language"), _text(content, "language"), _text(title, "language")]
    return RawEntry(
        id=_text(entry, "id"),
        # The original address behind a feed proxy comes first; an id is a link only where the format says so.
        links=(_text(entry, "feedburner_origlink"), _text(entry, "link")),
        title=_text(entry, "title"),
        # feedparser guesses the type in RSS, where nothing is declared.
        title_is_plain=atom and _text(title, "type") == "text/plain",
        published=tuple(_text(entry, key) for key in ("published", "issued", "created")),
        updated=_text(entry, "updated"),
        description=_text(entry, "summary") or _text(entry, "itunes_abstract"),
        description_is_plain=atom and _text(description, "type") == "text/plain",
        content=_text(content, "value"),
        content_is_plain=atom and _text(content, "type") == "text/plain",
        language=next(filter(None, map(json_feed.language_code, declared)), None),
        duration=_text(entry, "itunes_duration") or _media_duration(entry),
        author=_text(entry, "author"),
    )


def _media_duration(entry: dict[str, Any]) -> str:
    """`duration` of Media RSS, in seconds."""
    return next(filter(None, (_text(media, "duration") for media in dict.get(entry, "media_content") or [])), "")
