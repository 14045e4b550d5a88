"""A Markdown extension: French typography, headings in order, tables and code that scroll, images that load late.

Python-Markdown writes a table with inline styles and headings without `scope`; a wide one pushes the whole page
sideways on a telephone (WCAG 1.4.10).
"""

import re
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from alaminute.theming.headings import outline
from alaminute.theming.typography import INLINE, VERBATIM, VERBATIM_INLINE, Passages, typeset

_HEADING = re.compile("h[1-6]")
_ALIGNMENT = {"text-align: right;": "droite", "text-align: center;": "centre"}


class Typography(Treeprocessor):
    """Prose is set as printers of its language do; code is not."""

    def __init__(self, md: Markdown, language: str) -> None:
        """`language` is that of documents that do not say theirs in a `Lang:` header."""
        super().__init__(md)
        self._language = language

    def run(self, root: Element) -> None:
        """Set the texts of one document in place."""
        header = getattr(self.md, "Meta", {}).get("lang") or [self._language]
        passages = Passages()
        _gather(root, header[0], passages)
        passages.end()


class ReadableTables(Treeprocessor):
    """Column headings get their scope, alignment becomes a class, the table a box that scrolls by itself."""

    def run(self, root: Element) -> None:
        """Rewrite the tables of one document in place."""
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    _mend_cells(child)
                    parent[position] = _scrolling_box(child)


class OrderedHeadings(Treeprocessor):
    """A post's headings stand under its title, which the theme writes, with no level skipped; see headings.outline."""

    def run(self, root: Element) -> None:
        """Change the levels of one document in place."""
        headings = [element for element in root.iter() if _HEADING.fullmatch(element.tag)]
        levels = outline(int(heading.tag[1]) for heading in headings)
        for heading, level in zip(headings, levels, strict=True):
            heading.tag = f"h{level}"


class HeadingTokens(Treeprocessor):
    """The headings that the toc extension found go with the header: Pelican keeps nothing else of a conversion."""

    def run(self, root: Element) -> None:  # noqa: ARG002 (what was found is elsewhere)
        """Add `toc_tokens` to the header, where there are headings."""
        tokens = getattr(self.md, "toc_tokens", [])
        if tokens and hasattr(self.md, "Meta"):
            # A list of one value, as each header line is.
            self.md.Meta["toc_tokens"] = [tokens]


class ScrollingCode(Postprocessor):
    """Lines of code that are too long scroll with the keyboard too. Code itself is escaped by now."""

    def run(self, text: str) -> str:
        """The document with focusable code blocks."""
        return text.replace("<pre>", '<pre tabindex="0">')


class LazyImages(Treeprocessor):
    """An image that says nothing about it loads when it comes near the screen."""

    def run(self, root: Element) -> None:
        """Add the attributes in place."""
        for image in root.iter("img"):
            image.attrib.setdefault("loading", "lazy")
            image.attrib.setdefault("decoding", "async")


class ThemeExtension(Extension):
    """All of them, after what the other extensions do to the tree."""

    def __init__(self, **kwargs: Any) -> None:
        """`language`: that of documents without a `Lang:` header."""
        self.config = {"language": ["fr", "language of documents that do not say theirs"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors; the lower the priority, the later they run."""
        typography = Typography(md, str(self.getConfig("language")))
        md.treeprocessors.register(typography, "alaminute-typography", 2)
        # Before the table of contents (5) gives headings their ids and reads their levels.
        md.treeprocessors.register(OrderedHeadings(md), "alaminute-headings", 6)
        # After it (5), before typography changes the tree that it has read.
        md.treeprocessors.register(HeadingTokens(md), "alaminute-heading-tokens", 4)
        # After the raw HTML of code blocks is back in its place (30).
        md.postprocessors.register(ScrollingCode(md), "alaminute-code", 5)
        md.treeprocessors.register(ReadableTables(md), "alaminute-tables", 1)
        md.treeprocessors.register(LazyImages(md), "alaminute-images", 0)


def makeExtension(**kwargs: Any) -> ThemeExtension:  # noqa: N802 (Python-Markdown's name)
    """What Python-Markdown calls for the dotted name of this module."""
    return ThemeExtension(**kwargs)


def _gather(element: Element, language: str, passages: Passages) -> None:
    """The texts within an element of that language; those below it may say another."""
    if element.tag in VERBATIM:
        passages.add_opaque()
        return
    for name in ("alt", "title"):
        if name in element.attrib:
            element.set(name, typeset(element.attrib[name], language))
    if element.text:
        passages.add(element.text, partial(setattr, element, "text"), language)
    for child in element:
        if child.tag not in INLINE | VERBATIM_INLINE:
            passages.end()
        _gather(child, child.get("lang", language), passages)
        if child.tag not in INLINE | VERBATIM_INLINE:
            passages.end()
        if child.tail:
            passages.add(child.tail, partial(setattr, child, "tail"), language)


def _mend_cells(table: Element) -> None:
    for cell in table.iter():
        if cell.tag == "th":
            cell.attrib.setdefault("scope", "col")
        if cell.tag in ("th", "td"):
            alignment = _ALIGNMENT.get(cell.attrib.pop("style", ""))
            if alignment:
                cell.set("class", alignment)


def _scrolling_box(table: Element) -> Element:
    # Focusable, so that it scrolls with the keyboard too; a group, for several regions would need several names.
    box = Element(
        "div", {"class": "tableau", "tabindex": "0", "role": "group", "aria-label": "Tableau, qui peut défiler"}
    )
    box.tail, table.tail = table.tail, None
    box.append(table)
    return box
