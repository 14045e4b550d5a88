"""A page's bytes → its text, and its tree. Pure.

What declares the encoding is asked in the order of the HTML standard (byte order mark, HTTP header, `meta`), but a
declaration counts only if every byte agrees. Every byte agrees with the encodings of one byte a letter, whatever is
written: valid UTF-8 counts before those, and before any `meta`, which themes copy from each other.
"""

import logging
import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

# Encodings of text that the web uses (encoding.spec.whatwg.org), by Python's names: a page may not choose `punycode`.
_TEXT_CODECS = re.compile(
    r"ascii|utf-?_?8|utf-?_?16.*|utf-?_?32.*|cp\d+|windows.*|latin.*|iso.*|koi8.*|mac.*|gb.*|hz|big5.*|shift.*|euc.*"
    r"|johab|tis.*|viscii",
    re.IGNORECASE,
)
_ONE_BYTE = re.compile(r"ascii|cp125\d|cp437|cp8\d\d|iso8859.*|latin.*|koi8.*|mac.*|tis.*|viscii", re.IGNORECASE)
# What no XML document may hold (XML 1.0, 2.2).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Beyond this, a page is no article, and measuring it takes more than some seconds (an article has a few hundred).
MAX_ELEMENTS = 30_000


def page_string(page: bytes, content_type: str = "") -> str | None:
    """The text of a page by the first encoding that fits every byte; None if nothing declared fits, nor UTF-8."""
    for encoding in _candidates(page, content_type):
        try:
            return page.decode(encoding).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            continue
    return None


def page_tree(page: bytes, content_type: str = "") -> HtmlElement | None:
    """The tree of a page; None if it is empty or no HTML. Where no declared encoding fits, it is detected."""
    # Here, since importing it takes half a second of every command's start, and only drafting needs it.
    import trafilatura  # noqa: PLC0415

    if not page.strip(b" \t\r\n\0"):
        return None
    # It would tell the author's terminal about every page that is none; the reason says so already.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(page_string(page, content_type) or page)
    if tree is not None:
        _drop_control_characters(tree)
    return tree


def is_too_large(tree: HtmlElement) -> bool:
    """Whether a tree has more elements than any article."""
    return sum(1 for _ in zip(tree.iter("*"), range(MAX_ELEMENTS + 1), strict=False)) > MAX_ELEMENTS


def _candidates(page: bytes, content_type: str) -> Iterator[str]:
    mark, header = read_bom(page)[0], http_content_type_encoding(content_type)
    certain = header if header and not _ONE_BYTE.fullmatch(header) else None
    declared = [mark, certain, "utf-8", header, html_body_declared_encoding(page)]
    return (encoding for encoding in declared if encoding and _TEXT_CODECS.fullmatch(encoding))


def _drop_control_characters(tree: HtmlElement) -> None:
    """Take out what references like `&#8;` brought in: it is in the tree, but lxml refuses to put it anywhere else."""
    for element in tree.iter("*"):
        for name in ("text", "tail"):
            if (text := getattr(element, name)) and _NOT_XML.search(text):
                setattr(element, name, _NOT_XML.sub("", text))
        for name, value in element.attrib.items():
            if _NOT_XML.search(value):
                element.set(name, _NOT_XML.sub("", value))
