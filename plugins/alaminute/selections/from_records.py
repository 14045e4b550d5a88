"""Edited Markdown, as Records → Selection. Pure.

A heading with a link is an item; a heading without link and without fields is prose. A heading with fields must have a
link, or say that it is lost (`- Lien : inconnu`): an item that readers cannot follow is never an accident.
"""

import html
import re
from datetime import date, datetime

from alaminute.articles.language import language_code
from alaminute.errors import ContentError, RecordError
from alaminute.feeds.addresses import canonical
from alaminute.header import fold
from alaminute.reading_time import parse_duration
from alaminute.records import Document, Field, Record, Schema
from alaminute.selections.model import Item, Link, Prose, Selection
from alaminute.weeks import Week, parse_week

SCHEMA = Schema(
    {
        "source": ("Source",),
        "language": ("Langue", "Language"),
        "words": ("Mots", "Words"),
        "duration": ("Durée", "Duration"),
        "published": ("Publié", "Published", "Publié le"),
        "score": ("Score",),
        "link": ("Lien", "Link"),
    }
)

_LOST = {"inconnu", "perdu", "unknown", "lost"}
# An inline link: brackets may nest once, parentheses in the address must pair, a title is let go.
_LINK = re.compile(
    r"(?<![\\!])\[(?P<text>(?:\\.|\[[^\[\]]*\]|[^\[\]\\])+)\]"
    r"\((?:<(?P<angled>[^<>]*)>|(?P<url>(?:[^\s()]|\([^\s()]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
)
_AUTOLINK = re.compile(r"<(?P<url>https?://[^\s<>]+)>")
_EMPHASIS = re.compile(r"(?<![\\\w])([*_]{1,3}|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!|~-])")
# What Python-Markdown leaves as an entity (serializers.RE_AMP): always with its semicolon.
_ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);", re.IGNORECASE | re.ASCII)
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")


def selection_from(document: Document) -> Selection:
    """The selection that a document's records describe. Raises ContentError with every fault in it."""
    problems: list[RecordError] = []
    week = _week(document, problems)
    parts = [_part(record, problems) for record in document.records]
    if problems or week is None:
        raise ContentError(sorted(problems, key=lambda problem: problem.line))
    return Selection(week, document.header.value("Title"), tuple(parts), document.path)


def heading_links(title: str) -> tuple[Link, ...]:
    """The links of a heading, in order; empty if it has none."""
    inline = [(match.start(), plain(match["text"]), match["angled"] or match["url"]) for match in _LINK.finditer(title)]
    # An address in angle brackets may also be that of an inline link.
    rest = _LINK.sub(lambda match: " " * len(match[0]), title)
    bare = [(match.start(), match["url"], match["url"]) for match in _AUTOLINK.finditer(rest)]
    return tuple(Link(text, url) for _, text, url in sorted(inline + bare))


def plain(markdown: str) -> str:
    """A line of Markdown as the text that a reader sees: links, emphasis, escapes and entities resolved."""
    text = _LINK.sub(lambda match: match["text"], markdown)
    text = _AUTOLINK.sub(lambda match: match["url"], text)
    text = _EMPHASIS.sub(lambda match: match[2], text)
    text = _ESCAPE.sub(lambda match: match[1], text)
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text.strip()


def _week(document: Document, problems: list[RecordError]) -> Week | None:
    given = document.header.get("Week")
    week = parse_week(given.value) if given else None
    if given is None:
        reason, hint = "l'en-tête n'a pas de ligne « Week »", "ajoutez par exemple « Week: 2026-W47 »"
        problems.append(document.header_error("Week", reason, hint=hint))
    elif week is None:
        hint = "écrivez l'année et le numéro de semaine ISO, comme « Week: 2026-W47 »"
        problems.append(document.header_error("Week", f"« {given.value} » n'est pas une semaine", hint=hint))
    return week


def _part(record: Record, problems: list[RecordError]) -> Item | Prose:
    links = heading_links(record.title)
    if not links and not record.fields:
        return Prose(plain(record.title), record.body, record.line)
    _check_links(record, links, problems)
    if (words := record.get("words")) and (duration := record.get("duration")):
        hint = f"gardez « {words.key} » pour un article, « {duration.key} » pour une vidéo ou un son"
        problems.append(record.error("des mots et une durée à la fois", at=duration, hint=hint))
    return Item(
        title=plain(record.title),
        links=links,
        body=record.body,
        source=_value(record, "source"),
        language=_language(record, problems),
        words=_words(record, problems),
        duration_seconds=_duration(record, problems),
        published=_published(record, problems),
        score=_value(record, "score"),
        line=record.line,
    )


def _check_links(record: Record, links: tuple[Link, ...], problems: list[RecordError]) -> None:
    lost = record.get("link")
    if lost and fold(lost.value) not in _LOST:
        hint = "le lien s'écrit dans le titre, « ## [titre](adresse) » ; ici seulement « inconnu »"
        problems.append(record.error(f"« {lost.value} » n'est pas attendu ici", at=lost, hint=hint))
    elif lost and links:
        reason = "lien dit inconnu, mais présent dans le titre"
        problems.append(record.error(reason, at=lost, hint="supprimez cette ligne"))
    elif not lost and not links:
        hint = "écrivez « ## [titre](adresse) » ou, si l'adresse est perdue, ajoutez « - Lien : inconnu »"
        problems.append(record.error("lecture sans lien", hint=hint))
    for link in links:
        if canonical(link.url) is None:
            hint = "une adresse complète commence par https://"
            problems.append(record.error(f"« {link.url} » n'est pas une adresse web", hint=hint))


def _value(record: Record, name: str) -> str:
    found = record.get(name)
    return found.value if found else ""


def _language(record: Record, problems: list[RecordError]) -> str | None:
    found = record.get("language")
    if found is None:
        return None
    code = language_code(found.value)
    if code is None:
        _bad_value(record, found, "une langue", "écrivez « en », « anglais » ou « English »", problems)
    return code


def _words(record: Record, problems: list[RecordError]) -> int | None:
    found = record.get("words")
    if found is None:
        return None
    digits = _THOUSANDS.sub("", found.value)
    if re.fullmatch(r"[0-9]{1,9}", digits) and int(digits) > 0:
        return int(digits)
    hint = "écrivez un nombre de mots, comme « 250 » ; supprimez la ligne si on ne le connaît pas"
    _bad_value(record, found, "un nombre de mots", hint, problems)
    return None


def _duration(record: Record, problems: list[RecordError]) -> int | None:
    found = record.get("duration")
    seconds = parse_duration(found.value) if found else None
    if found and not seconds:
        _bad_value(record, found, "une durée", "écrivez « 10 min 14 s » ou « 10:14 »", problems)
    return seconds


def _published(record: Record, problems: list[RecordError]) -> date | None:
    found = record.get("published")
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found.value).date()
    except ValueError:
        _bad_value(record, found, "une date", "écrivez « 2026-11-20 »", problems)
        return None


def _bad_value(record: Record, at: Field, what: str, hint: str, problems: list[RecordError]) -> None:
    problems.append(record.error(f"« {at.value} » n'est pas {what}", at=at, hint=hint))
