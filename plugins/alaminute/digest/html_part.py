"""A digest → its HTML part: one column of tables at most 600 pixels wide, styles inlined, nothing loaded. Pure.

Outlook knows neither `max-width` nor media queries, Gmail drops a style sheet that it does not like: all that matters
is inlined, and the one `<style>` only adds dark colours. The bar over each reading is as long as its time, as on the
site: a whole column is twenty minutes.
"""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from lxml.html import HtmlElement
from markupsafe import Markup

from alaminute.digest.fragments import INK, heading_html, mail_html, safe_tree
from alaminute.digest.model import Digest, DigestItem, DigestProse, Envelope
from alaminute.digest.wording import (
    pace,
    preheader,
    provenance,
    read_online,
    subject,
    time_of,
    total_line,
    unsubscribe,
    week_line,
)

_WHOLE_BAR_SECONDS = 20 * 60
_TITLE_LINK = f"color:{INK};text-decoration:underline"


@dataclass(frozen=True)
class _Row:
    """What the template shows of one part; `lang` and `time` are empty for prose."""

    title: Markup
    body: Markup
    lang: str = ""
    provenance: str = ""
    time: str = ""
    percent: int = 0
    known: bool = True


def html_part(digest: Digest, envelope: Envelope) -> str:
    """The whole document."""
    words = digest.site.words
    return _template().render(
        digest=digest,
        envelope=envelope,
        subject=subject(digest),
        week=week_line(digest.selection, words),
        total=total_line(digest.selection, words),
        preheader=preheader(digest),
        intro=_body(digest.intro_html, digest),
        rows=[_item(part, digest) if isinstance(part, DigestItem) else _prose(part, digest) for part in digest.parts],
        notes=_body(digest.notes_html, digest),
        pace=pace(words),
        read_online=read_online(words),
        unsubscribe=unsubscribe(words),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("alaminute.digest", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("digest.html")


def _item(part: DigestItem, digest: Digest) -> _Row:
    item, words = part.item, digest.site.words
    seconds = item.time.seconds if item.time else 0
    return _Row(
        title=_title(part.title_html, part.anchor, digest),
        body=_body(part.body_html, digest, part.anchor),
        lang=item.title_language(words) if words.is_foreign(item.title_language(words)) else "",
        provenance=provenance(item, words),
        time=time_of(item, words),
        # A bar of nothing would still be drawn by Outlook.
        percent=min(100, max(1, round(100 * seconds / _WHOLE_BAR_SECONDS))) if seconds else 0,
        known=item.time is not None,
    )


def _prose(part: DigestProse, digest: Digest) -> _Row:
    return _Row(_title(part.title_html, part.anchor, digest), _body(part.body_html, digest, part.anchor))


def _title(fragment: Markup, anchor: str, digest: Digest) -> Markup:
    return heading_html(_tree(fragment, anchor, digest), link_style=_TITLE_LINK)


def _body(fragment: Markup, digest: Digest, anchor: str = "") -> Markup:
    return mail_html(_tree(fragment, anchor, digest))


def _tree(fragment: Markup, anchor: str, digest: Digest) -> HtmlElement:
    return safe_tree(fragment, page_url=digest.page_url, words=digest.site.words, anchor=anchor)
