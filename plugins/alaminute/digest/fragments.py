"""The author's HTML → what an e-mail may hold. Pure.

A message opens offline, asks nothing of anyone and runs nothing: images become links to them, scripts, frames and
forms go, addresses become absolute. What only the site can resolve (`{filename}` and the like) leads to the page on the
site, where that link works.
"""

import re
from typing import Any
from urllib.parse import urljoin

import nh3
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from alaminute.wording.words import Words

_TAGS = set(
    """
    a abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    img ins kbd li mark ol p pre q s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul
    var wbr
    """.split()
)
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}}
_UNSEEN = {"script", "style", "svg", "math", "iframe", "object", "template", "noscript", "video", "audio", "textarea"}
# What lxml refuses to hold: control characters, which may come as `&#27;` too, and two that are none.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Pelican's links inside a site, {filename}, {static}, {tag}… in their new and old spelling.
_INTRASITE = re.compile(r"\s*(?:\{|\||%7B)", re.IGNORECASE)

INK, GREY, RULE, VEIL = "#16202f", "#566173", "#d8d7d0", "#f1efe8"
_CELL = "padding:4px 8px 4px 0;text-align:left;vertical-align:top;word-break:break-word"
_STYLES = {
    "p": "margin:0 0 12px",
    "a": f"color:{INK};text-decoration:underline",
    "ul": "margin:0 0 12px;padding:0 0 0 20px",
    "ol": "margin:0 0 12px;padding:0 0 0 24px",
    "li": "margin:0 0 4px",
    "dl": "margin:0 0 12px",
    "dd": "margin:0 0 4px 20px",
    "blockquote": f"margin:0 0 12px;padding:0 0 0 14px;border-left:2px solid {INK};font-style:italic",
    "pre": f"margin:0 0 12px;padding:10px;background:{VEIL};white-space:pre-wrap;word-wrap:break-word;font-size:14px",
    "code": "font-family:Consolas,Menlo,monospace;font-size:14px;word-wrap:break-word",
    "table": "border-collapse:collapse;width:100%;margin:0 0 12px;font-size:14px",
    "th": f"{_CELL};border-bottom:1px solid {INK}",
    "td": f"{_CELL};border-bottom:1px solid {RULE}",
    "hr": f"border:0;border-top:1px solid {RULE};margin:16px 0",
    "sup": "font-size:70%;line-height:0",
    "figure": "margin:0 0 12px",
    "figcaption": f"color:{GREY};font-size:14px",
    **{f"h{level}": "margin:16px 0 8px;font-size:17px;font-weight:bold;line-height:1.3" for level in range(1, 7)},
}


def safe_tree(fragment: str, *, page_url: str, words: Words, anchor: str = "") -> HtmlElement:
    """A `div` that holds the fragment, safe and with absolute addresses.

    `anchor` is where on the page the fragment stands. References to footnotes are `sup class="note"`, without links: a
    message may be one of many on a page, where they would jump elsewhere.
    """
    cleaned = nh3.clean(
        fragment,
        tags=_TAGS,
        clean_content_tags=_UNSEEN,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    root = html.fragment_fromstring(_NOT_XML.sub("", cleaned), create_parent="div")
    for element in list(root.iter("a", "img")):
        _mend(element, page_url, f"{page_url}#{anchor}" if anchor else page_url, words)
    return root


def mail_html(tree: HtmlElement) -> Markup:
    """The tree's content as HTML with inlined styles; for a place where blocks may stand."""
    for element in tree.iterdescendants():
        element.attrib.pop("class", None)
        if style := _STYLES.get(element.tag):
            element.set("style", style)
    return _inner(tree)


def heading_html(tree: HtmlElement, *, link_style: str) -> Markup:
    """The tree's content for a heading, its links in that style."""
    for element in tree.iterdescendants():
        element.attrib.pop("class", None)
        if style := link_style if element.tag == "a" else _STYLES.get(element.tag):
            element.set("style", style)
    return _inner(tree)


def _mend(element: Any, page_url: str, place: str, words: Words) -> None:
    """Make one link or image fit for a message."""
    kind = element.get("class", "")
    if kind == "footnote-backref":
        element.drop_tree()
    elif kind == "footnote-ref":
        if (parent := element.getparent()) is not None and parent.tag == "sup":
            parent.set("class", "note")
        element.drop_tag()
    elif element.tag == "img":
        _image_as_link(element, page_url, place, words)
    elif "href" not in element.attrib:
        element.drop_tag()
    else:
        element.set("href", _absolute(element.get("href"), page_url, place))


def _image_as_link(image: Any, page_url: str, place: str, words: Words) -> None:
    """Its alternative text, leading to the image; an image without such text adorns, and goes."""
    shows, source = " ".join((image.get("alt") or "").split()), image.get("src")
    if not shows:
        image.drop_tree()
        return
    image.attrib.clear()
    image.tag, image.text = "span", words.gettext("[Image\u00a0: %(shows)s]", shows=shows)
    # A link inside a link is none.
    if source and not any(above.tag == "a" for above in image.iterancestors()):
        image.tag = "a"
        image.set("href", _absolute(source, page_url, place))


def _absolute(address: str, page_url: str, place: str) -> str:
    if _INTRASITE.match(address):
        return place
    try:
        return urljoin(page_url, address)
    except ValueError:  # « http://[ »
        return place


def _inner(tree: HtmlElement) -> Markup:
    inside = (html.tostring(child, encoding="unicode") for child in tree)
    return Markup("{}").format(tree.text or "") + Markup("".join(inside))  # noqa: S704  # cleaned above
