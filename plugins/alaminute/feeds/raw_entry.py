"""What one format said of an entry → an Entry: the cleaning that all formats share. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from alaminute.feeds import plain_text
from alaminute.feeds.addresses import canonical, same_page_key
from alaminute.feeds.dates import parse_date
from alaminute.feeds.model import Entry
from alaminute.reading_time import count_words, parse_duration, visible_text

MAX_ENTRIES = 2000  # Our choice: the largest honest feeds hold some hundreds; newest come first in nearly all.
_ID_LENGTH = 1000
_MAX_CONTENT = 2_000_000  # characters; a novel has about a million
# How excerpts end: « […] », « … », « Lire la suite », « Continue reading → ».
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]?"
    r"|(?:lire|voir)\s+(?:la\s+suite|plus|l['’]article)[^<]{0,60}|en\s+savoir\s+plus[^<]{0,20}"
    r"|(?:continue\s+reading|read\s+(?:more|the\s+rest|the\s+full|on))[^<]{0,80})"
    r"\W*$",
    re.IGNORECASE,
)
# What WordPress adds below each post, as the last paragraph; only so much of the end is looked at.
_APPEARED_FIRST = re.compile(r"\b(?:appeared first on|est apparu en premier sur)\b", re.IGNORECASE)
_END = 500
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
# Nearly no text has one of these at its end: a look that spares the longer one.
_CUT_HINT = re.compile(r"…|\.\.\.|&|suite|plus|article|read", re.IGNORECASE)
# An e-mail address, which is personal data and no name.
_ADDRESS = re.compile(r"<?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}>?")
# A description is taken for the whole text only if it is written like one.
_PARAGRAPHS = 3
_FULL_DESCRIPTION_WORDS = 150


@dataclass(frozen=True)
class RawEntry:
    """An entry as its format gave it: strings untouched, "" for what is missing."""

    id: str = ""
    # Candidates, best first; the first that is an http(s) URL is taken.
    links: tuple[str, ...] = ()
    # What they are relative to; "": the feed's address.
    base: str = ""
    title: str = ""
    title_is_plain: bool = False
    # Candidates, best first.
    published: tuple[str, ...] = ()
    updated: str = ""
    description: str = ""
    description_is_plain: bool = False
    # The element meant for full text: content:encoded, atom:content, content_html.
    content: str = ""
    content_is_plain: bool = False
    language: str | None = None
    duration: str = ""
    author: str = ""


def finish_entries(
    raw_entries: Iterable[RawEntry], *, feed_url: str, base: str, language: str | None, author: str = ""
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The usable entries, each page once, and what was left out, in French.

    `base` resolves relative links; `language` and `author` are the feed's, for entries that state none.
    """
    entries: dict[str, Entry] = {}
    unusable = repeated = 0
    for number, raw in enumerate(raw_entries):
        if number >= MAX_ENTRIES:
            return tuple(entries.values()), (f"seules les {MAX_ENTRIES} premières entrées sont lues",)
        entry = finish_entry(raw, feed_url=feed_url, base=base, language=language, author=author)
        if entry is None:
            unusable += 1
        elif entries.setdefault(same_page_key(entry.url), entry) is not entry:
            repeated += 1
    notes = []
    if unusable:
        notes.append(
            f"{unusable} entrée{'s' * (unusable > 1)} sans lien utilisable, laissée{'s' * (unusable > 1)} de côté"
        )
    if repeated:
        notes.append(f"{repeated} entrée{'s' * (repeated > 1)} en double")
    return tuple(entries.values()), tuple(notes)


def finish_entry(
    raw: RawEntry, *, feed_url: str, base: str, language: str | None = None, author: str = ""
) -> Entry | None:
    """The entry in plain text; None if it has no http(s) link, for there is nothing to select then."""
    url = next(filter(None, (canonical(link, raw.base or base) for link in raw.links if link)), None)
    if url is None:
        return None
    words, summary = _words_and_summary(raw)
    updated = parse_date(raw.updated) if raw.updated else None
    published = next(filter(None, (parse_date(text) for text in raw.published if text)), None) or updated
    return Entry(
        feed_url=feed_url,
        id=plain_text.clean(raw.id)[:_ID_LENGTH] or url,
        url=url,
        title=plain_text.title(raw.title, declared_plain=raw.title_is_plain) or url,
        published=published,
        updated=updated,
        summary=summary,
        content_words=words,
        language=raw.language or language,
        duration_seconds=_duration(raw.duration),
        author=_name(raw.author) or _name(author),
    )


def _words_and_summary(raw: RawEntry) -> tuple[int | None, str]:
    """The words of the full text, if the feed carries one, and the beginning of what it says."""
    words, visible = _full_text(raw)
    if raw.description.strip():
        return words, plain_text.summary(raw.description, declared_plain=raw.description_is_plain)
    if visible:  # already cleaned: no need to do it twice
        return words, plain_text.summary(visible, declared_plain=True)
    return words, plain_text.summary(raw.content, declared_plain=raw.content_is_plain)


def _full_text(raw: RawEntry) -> tuple[int | None, str]:
    """Words and visible form of the full text; (None, "") for an excerpt: its words would be an invented time."""
    in_content = bool(raw.content.strip())
    body = _without_credit((raw.content if in_content else raw.description)[:_MAX_CONTENT])
    if _is_cut(body) or not (in_content or len(_PARAGRAPH.findall(body)) >= _PARAGRAPHS):
        return None, ""
    visible = visible_text(body)
    words = count_words(visible)
    if not words or not (in_content or words >= _FULL_DESCRIPTION_WORDS):
        return None, ""
    return words, visible


def _without_credit(fragment: str) -> str:
    """The fragment without « The post X appeared first on Y », which is not the author's text."""
    end = max(0, len(fragment) - _END)
    credit = _APPEARED_FIRST.search(fragment, end)
    paragraph = fragment.rfind("<p", end, credit.start()) if credit else -1
    return fragment[:paragraph] if paragraph >= 0 else fragment


def _is_cut(fragment: str) -> bool:
    """Whether the text ends as excerpts do; only the end is looked at, its tags dropped."""
    end = _TAG.sub("", fragment[-_END:]).strip()[-150:]
    return bool(_CUT_HINT.search(end) and _CUT.search(end))


def _name(author: str) -> str:
    """A person's name without the address that RSS asks for: « a@b.test (Ann) »; "" if no name is left."""
    author = plain_text.title(_ADDRESS.sub(" ", author))
    return author.strip(" ()<>,;")


def _duration(text: str) -> int | None:
    """Seconds of itunes:duration: a number of seconds, or h:mm:ss; None for nothing, zero or over two days."""
    text = text.strip()
    seconds = int(float(text)) if re.fullmatch(r"\d{1,7}(?:\.\d{1,6})?", text, re.ASCII) else parse_duration(text[:40])
    return seconds if seconds and seconds <= 172_800 else None
