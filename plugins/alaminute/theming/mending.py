"""The HTML of a post's body, repaired: what years of pasted HTML need to be valid, accessible and well set. Pure.

The author's file stays as it is. The text is parsed as browsers do (HTML Living Standard, 13.2), so that what is left
open or wrongly nested is closed where readers have always seen it closed, then written again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, unquote

from turbohtml import Comment, Element, Text, parse_fragment

from alaminute.theming.fragments import as_html, scrolling_box
from alaminute.theming.headings import outline
from alaminute.theming.style_sheets import layout_only, understood_rules
from alaminute.theming.typography import INLINE, VERBATIM, VERBATIM_INLINE, Passages, typeset

_READINGS = 8
_HEADINGS = ", ".join(f"h{level}" for level in range(1, 7))
_MODERN = {"acronym": "abbr", "big": "span", "center": "div", "dir": "ul", "strike": "s", "tt": "code"}
_DROPPED = ("basefont", "blink", "font", "marquee", "nobr")
# Obsolete (HTML Living Standard, 16.2) and only about looks; the theme decides those.
_PRESENTATIONAL = (
    "align", "alink", "axis", "background", "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing", "char",
    "charoff", "clear", "compact", "frame", "frameborder", "hspace", "link", "longdesc", "marginheight", "marginwidth",
    "noshade", "nowrap", "rules", "scrolling", "summary", "valign", "vlink", "vspace",
)  # fmt: skip
_ALIGNED = {"center": "centre", "middle": "centre", "right": "droite", "left": "gauche"}
# Tables and what is in them are as wide as they need to be.
_SIZED_BY_CONTENT = {"col", "hr", "pre", "table", "td", "th", "tr"}
_SIZES = ("width", "height", "size")
_PHRASING_PARENTS = {"a", "b", "em", "i", "p", "small", "span", "strong"}
# Letters of any script are written as they are, as Pelican does.
_NOT_IN_ADDRESSES = re.compile(r"[^\w!#$%&'()*+,/:;=?@_.~-]")
_PELICAN_LINK = re.compile(r"^\s*[{|]\w+[}|]")


@dataclass(frozen=True)
class Mended:
    """A body, and the style sheets that stood in it: a page has its own in its head."""

    html: str
    styles: tuple[str, ...]


def mend(fragment: str, language: str, table_label: str = "") -> Mended:
    """The body of a post in `language` (BCP 47), as valid HTML. Mending twice changes nothing more.

    `table_label` tells who listens to the page that a table can scroll.
    """
    mended = _mended(fragment, language, table_label)
    # Some trees cannot be written as HTML (a heading in another one, by way of <font>): read again, they are others.
    for _ in range(_READINGS):
        if as_html(parse_fragment(mended.html)) == mended.html:
            break
        mended = Mended(_mended(mended.html, language, table_label).html, mended.styles)
    return mended


def _mended(fragment: str, language: str, table_label: str) -> Mended:
    root = parse_fragment(fragment)
    styles = tuple(_take_out_styles(root))
    for element in list(root.iter_elements()):
        if element.tag in _DROPPED:
            element.unwrap()
        elif "." in element.tag:
            # « <exemple.org> » was meant for readers, who would see nothing of such an element.
            element.insert_before(Text(element.tag))
            element.unwrap()
        else:
            _modernise(element)
    for node in root.descendants:
        if isinstance(node, Comment):
            node.data = node.data.replace("<!--", "<!–")
    _identify(root)
    for figure in root.find_all("figure"):
        _caption(figure)
    for caption in root.find_all("figcaption"):
        _unless_in_figure(caption)
    for table in root.find_all("table"):
        _let_scroll(table, table_label)
    for link in root.select("a[href]"):
        _name(link)
    _order_headings(root.select(_HEADINGS))
    _typeset(root, language)
    return Mended(as_html(root), styles)


def _take_out_styles(root: Element) -> Iterator[str]:
    """The style sheets of a body, which is no place for them."""
    for sheet in root.find_all("style"):
        yield understood_rules(sheet.text)
        sheet.decompose()


def _modernise(element: Element) -> None:
    _align(element)
    for name in (*_PRESENTATIONAL, *(_SIZES if element.tag in _SIZED_BY_CONTENT else ())):
        element.attrs.pop(name, None)
    if element.tag == "center" and isinstance(element.parent, Element) and element.parent.tag in _PHRASING_PARENTS:
        element.tag = "span"
    if kept := layout_only(element.attr("style") or ""):
        element.attrs["style"] = kept
    else:
        element.attrs.pop("style", None)
    element.tag = _MODERN.get(element.tag, element.tag)
    _complete(element)
    for name in ("href", "src"):
        if name in element.attrs:
            element.attrs[name] = _address(element.attr(name) or "")


def _complete(element: Element) -> None:
    """What an element of its kind needs, and what it must not have."""
    if element.tag in ("ul", "ol"):
        _wrap_stray_children(element)
    elif element.tag == "th" and not element.text.strip() and element.select_one("img") is None:
        # The corner of a table heads nothing.
        element.tag = "td"
        for name in ("abbr", "scope"):
            element.attrs.pop(name, None)
    elif element.tag == "img":
        # A screen reader would say the name of the file.
        element.attrs.setdefault("alt", "")
    elif element.tag == "pre":
        # Long lines scroll, with the keyboard too.
        element.attrs.setdefault("tabindex", "0")
    elif element.tag == "iframe":
        # Browsers show nothing of what is in it.
        element.clear()


def _identify(root: Element) -> None:
    """What was named for links to it has an id, as all else; the first of a name keeps it, as in browsers."""
    taken = {element.attr("id") for element in root.iter_elements()}
    for anchor in root.select("a[name]"):
        name = anchor.attr("name") or ""
        if name and not re.search(r"\s", name) and name not in taken and "id" not in anchor.attrs:
            anchor.attrs["id"] = name
            taken.add(name)
        if not name or name in taken:
            del anchor.attrs["name"]


def _wrap_stray_children(items: Element) -> None:
    """Nothing but items stands in a list; comments and white space do no harm."""
    for child in list(items.children):
        if isinstance(child, Element) and child.tag not in ("li", "script", "template"):
            child.wrap(Element("li"))


def _align(element: Element) -> None:
    side = element.attr("align") or ("center" if element.tag == "center" else "")
    if name := _ALIGNED.get(side.lower()):
        element.add_class(name)


def _address(typed: str) -> str:
    """An address whose characters are all allowed in one (RFC 3986), white space around it and line ends in it gone."""
    if _PELICAN_LINK.match(typed):
        return typed
    joined = re.sub(r"[\t\r\n]+", "", typed.strip())
    return _NOT_IN_ADDRESSES.sub(lambda match: quote(match[0]), joined)


def _name(link: Element) -> None:
    """A link around a picture without words is named as what it leads to."""
    image = link.select_one("img")
    if not link.text.strip() and not link.attr("aria-label") and all(each.tag == "br" for each in link.iter_elements()):
        # Nothing to follow: a leftover of editing, which a screen reader would read out as an address.
        _unlink(link)
        return
    named = link.text.strip() or link.attr("aria-label") or any(other.attr("alt") for other in link.find_all("img"))
    if image is not None and not named:
        file = re.sub(r"[?#].*", "", link.attr("href") or "").rstrip("/").rpartition("/")[2]
        words = re.sub(r"[\W_]+", " ", unquote(file.rpartition(".")[0] or file)).strip()
        image.attrs["alt"] = link.attr("title") or image.attr("title") or words or link.attr("href") or ""


def _unlink(link: Element) -> None:
    anchor = link.attr("id")
    if anchor:
        link.insert_before(Element("span", {"id": anchor}))
    link.unwrap()


def _let_scroll(table: Element, label: str) -> None:
    """A wide table scrolls in a box of its own, with the keyboard too; Markdown's have theirs."""
    parent = table.parent
    if isinstance(parent, Element) and (parent.closest("table") or parent.closest(".tableau")):
        return
    table.wrap(Element("div", scrolling_box(label)))


def _order_headings(headings: Sequence[Element]) -> None:
    levels = outline(int(heading.tag[1]) for heading in headings)
    for heading, level in zip(headings, levels, strict=True):
        heading.tag = f"h{level}"


def _caption(figure: Element) -> None:
    """A figure's caption stands right in it, not in a link around the picture."""
    captions = [caption for caption in figure.find_all("figcaption") if caption.closest("figure") is figure]
    if captions:
        figure.attrs.pop("role", None)
        if captions[0].parent is not figure:
            figure.append(captions[0].extract())


def _unless_in_figure(caption: Element) -> None:
    parent = caption.parent
    if isinstance(parent, Element) and parent.tag != "figure":
        caption.tag = "span" if parent.tag in _PHRASING_PARENTS else "div"
        caption.add_class("sous-image")


def _typeset(root: Element, language: str) -> None:
    passages = Passages()
    _gather(root, language, passages)
    passages.end()


def _gather(node: Element, language: str, passages: Passages) -> None:
    for child in node.children:
        if isinstance(child, Text):
            passages.add(child.data, partial(setattr, child, "data"), language)
        elif isinstance(child, Element):
            if child.tag not in INLINE | VERBATIM_INLINE:
                passages.end()
            _gather_element(child, child.attr("lang") or language, passages)
            if child.tag not in INLINE | VERBATIM_INLINE:
                passages.end()


def _gather_element(element: Element, language: str, passages: Passages) -> None:
    if element.tag in VERBATIM or element.attr("translate") == "no":
        passages.add_opaque()
        return
    for name in ("alt", "title", "aria-label"):
        if value := element.attr(name):
            element.attrs[name] = typeset(value, language)
    _gather(element, language, passages)
