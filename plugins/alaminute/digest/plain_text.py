"""A safe tree of HTML → plain text for the reader of a text part: wrapped, links in full. Pure."""

import re
import textwrap
from collections.abc import Iterator

from lxml.html import HtmlElement

from alaminute.wording.words import Words

# RFC 3676 advises lines of at most 78 characters; 72 leaves room for a few « > » of replies.
WIDTH = 72
_BREAK = "\x1e"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BLOCKS = set(
    "blockquote caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table ul".split()
)

# Lines that belong together; an empty line goes between two of them.
Paragraph = list[str]


def one_line(text: str) -> str:
    """The text on one line, without control characters; no-break spaces stay."""
    return _CONTROLS.sub("", _SPACES.sub(" ", text)).strip()


def line_of(tree: HtmlElement) -> str:
    """All the tree's text on one line, without addresses."""
    return one_line(tree.text_content())


def wrapped(text: str, width: int = WIDTH) -> Paragraph:
    """The lines of a text; a word that is longer than `width`, such as an address, stays whole."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def paragraphs(tree: HtmlElement, width: int = WIDTH) -> list[Paragraph]:
    """The tree's paragraphs."""
    found: list[Paragraph] = []
    running = tree.text or ""
    for child in tree:
        if child.tag in _BLOCKS:
            found += [_flow(running, width), *_block(child, width)]
            running = ""
        else:
            running += _inline(child)
        running += child.tail or ""
    found.append(_flow(running, width))
    return [paragraph for paragraph in found if paragraph]


def joined(parts: list[Paragraph]) -> list[str]:
    """Paragraphs as lines, an empty one between two of them."""
    lines: list[str] = []
    for part in parts:
        lines += ["", *part] if lines else part
    return lines


def indented(lines: list[str], first: str, others: str) -> list[str]:
    """The lines after a marker, and below it; empty ones stay empty of spaces."""
    return [(f"{others if number else first}{line}").rstrip() for number, line in enumerate(lines)]


def spell_out_quotations(tree: HtmlElement, words: Words) -> None:
    """Write the marks around `<q>`, in place, which a browser would show."""
    for quotation in list(tree.iter("q")):
        opening, closing = words.gettext("«\u202f%(quotation)s\u202f»", quotation=_BREAK).split(_BREAK)
        quotation.text = opening + (quotation.text or "")
        if len(quotation):
            quotation[-1].tail = (quotation[-1].tail or "") + closing
        else:
            quotation.text += closing
        quotation.drop_tag()


def _flow(text: str, width: int) -> Paragraph:
    lines = (one_line(line) for line in text.split(_BREAK))
    return [row for line in lines for row in wrapped(line, width)]


def _inline(element: HtmlElement) -> str:
    if element.tag == "br":
        return _BREAK
    inside = (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)
    if element.tag == "sup" and element.get("class") == "note":
        return f"[{inside}]"
    address = element.get("href") if element.tag == "a" else None
    if not address:
        return inside
    # Angle brackets, so that no sign after it is taken for a part of the address (RFC 3986, appendix C).
    shown = address.removeprefix("mailto:")
    return f"<{shown}>" if one_line(inside) in {address, shown} else f"{inside} <{shown}>"


def _block(element: HtmlElement, width: int) -> list[Paragraph]:
    if element.get("class") == "footnote":
        return [list(_notes(element, width))]
    match element.tag:
        case "hr":
            found = [["* * *"]]
        case "pre":
            found = [indented(_CONTROLS.sub("", element.text_content()).strip("\n").split("\n"), "    ", "    ")]
        case "ul" | "ol":
            found = [list(_listed(element, width))]
        case "blockquote":
            found = [indented(joined(paragraphs(element, width - 2)), "> ", "> ")]
        case "table":
            found = [[row for line in element.iter("tr") for row in _flow(_cells(line), width)]]
        case _:
            found = paragraphs(element, width)
    return found


def _listed(element: HtmlElement, width: int) -> Iterator[str]:
    start = element.get("start", "1")
    number = int(start) if start.isascii() and start.isdigit() else 1
    for position, item in enumerate(element.iterchildren("li")):
        marker = f"{number + position}. " if element.tag == "ol" else "– "
        yield from indented(joined(paragraphs(item, width - len(marker))), marker, " " * len(marker))


def _notes(element: HtmlElement, width: int) -> Iterator[str]:
    """Footnotes, numbered as their references are."""
    for number, item in enumerate(element.iterfind("./ol/li"), start=1):
        marker = f"[{number}] "
        yield from indented(joined(paragraphs(item, width - len(marker))), marker, " " * len(marker))


def _cells(row: HtmlElement) -> str:
    return " | ".join(one_line(_inline(cell).replace(_BREAK, " ")) for cell in row.iterchildren("th", "td"))
