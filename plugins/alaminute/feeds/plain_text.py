"""A feed's HTML → plain text: the only form in which anything of a feed is kept. Pure."""

import html
import re

import nh3

from alaminute.reading_time import visible_text

# Our choice: a title longer than this is no title, and a summary is to decide by, not to read instead.
TITLE_LENGTH = 300
SUMMARY_LENGTH = 600
# Enough for any summary; the rest of a long content need not be cleaned for it.
_SUMMARY_SOURCE_LENGTH = 6_000

# C0 and C1 controls but tab, newline and carriage return, which become spaces; lone surrogates, which
# JSON can smuggle in and no encoding can write.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Bidirectional marks, embeddings, overrides and isolates (« Trojan Source », CVE-2021-42574), zero-width
# space and byte-order mark, interlinear annotation, tag characters.
# Joiners (U+200C, U+200D) stay: emoji, Persian and Hindi need them.
_INVISIBLE = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&#?\w+;")
# In text declared plain, a lone `<dialog>` is a word; an end tag or an attribute shows that it was HTML after all.
_SURELY_MARKUP = re.compile(r"</[a-zA-Z]|<[a-zA-Z]+\s[^<>]*=|<(?:script|style|iframe|img|svg|br|p)\b", re.IGNORECASE)


def clean(text: str) -> str:
    """The text on one line, without control, bidirectional and other invisible characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_INVISIBLE.sub("", _CONTROLS.sub("", text)).split())


def from_html(fragment: str) -> str:
    """The visible text of an HTML fragment, on one line."""
    if not _MARKUP.search(fragment):
        return clean(fragment)
    return clean(visible_text(_CONTROLS.sub("", fragment)))


def title(raw: str, *, declared_plain: bool = False) -> str:
    """A title, source or name as plain text of at most TITLE_LENGTH characters.

    `declared_plain`: the format says that it is no HTML (Atom's type="text", JSON Feed).
    """
    raw = raw[: TITLE_LENGTH * 20]
    pattern = _SURELY_MARKUP if declared_plain else _MARKUP
    if not pattern.search(raw):
        return shorten(clean(raw), TITLE_LENGTH)
    # No spaces at tag edges: <b>H</b><sub>2</sub>O is one word in a title.
    return shorten(clean(html.unescape(nh3.clean(_CONTROLS.sub("", raw), tags=set()))), TITLE_LENGTH)


def summary(raw: str, *, declared_plain: bool = False) -> str:
    """The beginning of a description or content as plain text of at most SUMMARY_LENGTH characters."""
    raw = raw[:_SUMMARY_SOURCE_LENGTH]
    plain = clean(raw) if declared_plain and not _SURELY_MARKUP.search(raw) else from_html(raw)
    return shorten(plain, SUMMARY_LENGTH)


def shorten(text: str, length: int) -> str:
    """The text, cut with « … » at a word's end if it is longer than `length` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    # A single endless word has no end to cut at.
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.–—-") + "…"
