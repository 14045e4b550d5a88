"""A digest → its text part: wrapped, addresses in full, minutes at each reading and the total on top. Pure."""

from collections.abc import Iterator

from lxml.html import HtmlElement
from markupsafe import Markup

from alaminute.digest.fragments import safe_tree
from alaminute.digest.model import Digest, DigestItem, DigestProse, Envelope
from alaminute.digest.plain_text import (
    Paragraph,
    indented,
    joined,
    line_of,
    one_line,
    paragraphs,
    spell_out_quotations,
    wrapped,
)
from alaminute.digest.wording import (
    pace,
    provenance,
    read_online,
    subject,
    time_of,
    total_line,
    unsubscribe,
    week_line,
)
from alaminute.selections.model import Link
from alaminute.wording.words import Words

_INDENT = "   "


def text_part(digest: Digest, envelope: Envelope) -> str:
    """The whole text, lines ended by newlines."""
    lines = joined([part for part in _whole(digest, envelope) if part])
    return "\n".join(lines) + "\n"


def _whole(digest: Digest, envelope: Envelope) -> Iterator[Paragraph]:
    words, selection = digest.site.words, digest.selection
    title = wrapped(subject(digest))
    yield [*title, "=" * max(map(len, title), default=0)]
    yield [*wrapped(_sentence(week_line(selection, words))), *wrapped(_sentence(total_line(selection, words)))]
    yield [_labelled(read_online(words), digest.page_url, words)]
    yield from _prose(digest.intro_html, digest)
    number = 0
    for part in digest.parts:
        if isinstance(part, DigestItem):
            number += 1
            yield _item(part, number, digest)
        else:
            yield _heading(part, digest)
            yield from _prose(part.body_html, digest, part.anchor)
    yield from _prose(digest.notes_html, digest)
    # Mail readers know the dashes with a space as the beginning of a signature (RFC 3676, 4.3).
    yield ["-- ", *_foot(digest, envelope)]


def _item(part: DigestItem, number: int, digest: Digest) -> Paragraph:
    item, marker, words = part.item, f"{number}. ", digest.site.words
    title_line = line_of(_tree(part.title_html, digest, part.anchor))
    title = wrapped(f"{title_line} — {time_of(item, words)}", 72 - len(marker))
    known = wrapped(provenance(item, words), 72 - len(_INDENT))
    links = [_link(link, words, first=link is item.links[0]) for link in item.links]
    body = _tree(part.body_html, digest, part.anchor)
    below = [[*known, *links], *paragraphs(body, 72 - len(_INDENT))]
    lines = joined([paragraph for paragraph in below if paragraph])
    return [*indented(title, marker, " " * len(marker)), *indented(lines, _INDENT, _INDENT)]


def _link(link: Link, words: Words, *, first: bool) -> str:
    """An address in full; the article's own needs no words, the title has just been said."""
    address = one_line(link.url)
    return address if first else _labelled(one_line(link.text), address, words)


def _labelled(label: str, address: str, words: Words) -> str:
    return words.gettext("%(label)s\u00a0: %(address)s", label=label, address=address)


def _heading(part: DigestProse, digest: Digest) -> Paragraph:
    title = wrapped(line_of(_tree(part.title_html, digest, part.anchor)))
    return [*title, "-" * max(map(len, title), default=0)]


def _prose(html: Markup, digest: Digest, anchor: str = "") -> list[Paragraph]:
    return paragraphs(_tree(html, digest, anchor))


def _tree(html: Markup, digest: Digest, anchor: str) -> HtmlElement:
    words = digest.site.words
    tree = safe_tree(html, page_url=digest.page_url, words=words, anchor=anchor)
    spell_out_quotations(tree, words)
    return tree


def _foot(digest: Digest, envelope: Envelope) -> Paragraph:
    words = digest.site.words
    lines = [*wrapped(f"{one_line(digest.site.name)}. {pace(words)}"), f"{digest.site.url}/"]
    if envelope.unsubscribe:
        lines.append(_labelled(unsubscribe(words), envelope.unsubscribe.removeprefix("mailto:"), words))
    return lines


def _sentence(text: str) -> str:
    return f"{text}." if text else ""
