"""A digest → its text part: wrapped, addresses in full, minutes at each reading and the total on top. Pure."""

from collections.abc import Iterator

from markupsafe import Markup

from alaminute.digest.fragments import safe_tree
from alaminute.digest.model import Digest, DigestItem, DigestProse, Envelope
from alaminute.digest.plain_text import Paragraph, indented, joined, line_of, one_line, paragraphs, wrapped
from alaminute.digest.wording import pace, provenance, subject, time_of, total_line, week_line
from alaminute.selections.model import Link

_INDENT = "   "


def text_part(digest: Digest, envelope: Envelope) -> str:
    """The whole text, lines ended by newlines."""
    lines = joined([part for part in _whole(digest, envelope) if part])
    return "\n".join(lines) + "\n"


def _whole(digest: Digest, envelope: Envelope) -> Iterator[Paragraph]:
    title = wrapped(subject(digest.selection))
    yield [*title, "=" * max(map(len, title), default=0)]
    yield [*wrapped(f"{week_line(digest.selection)}."), *wrapped(_sentence(total_line(digest.selection)))]
    yield [f"Lire sur le site\u00a0: {digest.page_url}"]
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
    item, marker = part.item, f"{number}. "
    tree = safe_tree(part.title_html, page_url=digest.page_url, anchor=part.anchor)
    title = wrapped(f"{line_of(tree)} — {time_of(item)}", 72 - len(marker))
    known = wrapped(provenance(item, digest.site.language), 72 - len(_INDENT))
    links = [_link(link, first=link is item.links[0]) for link in item.links]
    body = safe_tree(part.body_html, page_url=digest.page_url, anchor=part.anchor)
    below = [[*known, *links], *paragraphs(body, 72 - len(_INDENT))]
    lines = joined([paragraph for paragraph in below if paragraph])
    return [*indented(title, marker, " " * len(marker)), *indented(lines, _INDENT, _INDENT)]


def _link(link: Link, *, first: bool) -> str:
    """An address in full; the article's own needs no words, the title has just been said."""
    address = one_line(link.url)
    return address if first else f"{one_line(link.text)}\u00a0: {address}"


def _heading(part: DigestProse, digest: Digest) -> Paragraph:
    title = wrapped(line_of(safe_tree(part.title_html, page_url=digest.page_url, anchor=part.anchor)))
    return [*title, "-" * max(map(len, title), default=0)]


def _prose(html: Markup, digest: Digest, anchor: str = "") -> list[Paragraph]:
    return paragraphs(safe_tree(html, page_url=digest.page_url, anchor=anchor))


def _foot(digest: Digest, envelope: Envelope) -> Paragraph:
    lines = [*wrapped(f"{one_line(digest.site.name)}. {pace()}"), f"{digest.site.url}/"]
    if envelope.unsubscribe:
        lines.append(f"Se désabonner\u00a0: {envelope.unsubscribe.removeprefix('mailto:')}")
    return lines


def _sentence(text: str) -> str:
    return f"{text}." if text else ""
