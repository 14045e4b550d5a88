"""A Markdown extension: French typography, headings in order, tables and code that scroll, images that load late.

Python-Markdown writes a table with inline styles and headings without `scope`; a wide one pushes the whole page
sideways on a telephone (WCAG 1.4.10).
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from alaminute.theming.fragments import scrolling_box
from alaminute.theming.headings import outline
from alaminute.theming.typography import INLINE, VERBATIM, VERBATIM_INLINE, Passages, typeset
from alaminute.wording.words import FRENCH, Words

_HEADING = re.compile("h[1-6]")
# What records_reader puts before headings and bodies.
_MARK = re.compile(r"<!--alaminute \d+(?: lang=(?P<language>[\w-]+))?(?: quotes=(?P<quotes>[\w-]+))?-->")
# What Python-Markdown calls the way back from a footnote, unless the site's settings say otherwise.
_BACK = re.compile(r"Jump back to footnote (\d+) in the text")
_ALIGNMENT = {"text-align: right;": "droite", "text-align: center;": "centre"}


class Typography(Treeprocessor):
    """Prose is set as printers of its language do; code is not."""

    def __init__(self, md: Markdown, language: str) -> None:
        """`language` is that of documents that do not say theirs in a `Lang:` header."""
        super().__init__(md)
        self._language = language

    def run(self, root: Element) -> None:
        """Set the texts of one document in place."""
        language = current = quoted = _language_of(self.md, self._language)
        passages = Passages()
        for child in root:
            if mark := self._mark(child):
                current, quoted = mark["language"] or language, mark["quotes"] or language
            if child.tag == "blockquote" and quoted != language:
                child.attrib.setdefault("lang", quoted)
            _gather(child, child.get("lang", current), passages)
            passages.end()

    def _mark(self, element: Element) -> re.Match[str] | None:
        """The comment that the element stands for, if it says from where on a document is in which language."""
        stash = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        source = self.md.htmlStash.rawHtmlBlocks[int(stash[1])] if stash and element.tag == "p" else ""
        return _MARK.fullmatch(str(source).strip())


class ReadableTables(Treeprocessor):
    """Column headings get their scope, alignment becomes a class, the table a box that scrolls by itself."""

    def __init__(self, md: Markdown, language: str, words_of: Callable[[str], Words]) -> None:
        """`words_of` gives the words of a language, `language` is that of documents that do not say theirs."""
        super().__init__(md)
        self._language = language
        self._words_of = words_of

    def run(self, root: Element) -> None:
        """Rewrite the tables of one document in place."""
        label = self._words_of(_language_of(self.md, self._language)).gettext("Tableau, qui peut défiler")
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    _mend_cells(child)
                    parent[position] = _scrolling_box(child, label)


class FootnoteLabels(Treeprocessor):
    """The ways back from footnotes are named in the document's language; a name that the settings give stays."""

    def __init__(self, md: Markdown, language: str, words_of: Callable[[str], Words]) -> None:
        """`words_of` gives the words of a language, `language` is that of documents that do not say theirs."""
        super().__init__(md)
        self._language = language
        self._words_of = words_of

    def run(self, root: Element) -> None:
        """Rewrite the titles in place."""
        words = self._words_of(_language_of(self.md, self._language))
        for link in root.iter("a"):
            if match := _BACK.fullmatch(link.get("title", "")):
                link.set("title", words.gettext("Retour à l’appel de la note %(number)s", number=match[1]))


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
        """`language`: that of documents without a `Lang:` header; `words_of`: what gives the words of a language."""
        self.config = {
            "language": ["fr", "language of documents that do not say theirs"],
            "words_of": [lambda _: FRENCH, "what gives the words of a language"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors; the lower the priority, the later they run."""
        language, words_of = str(self.getConfig("language")), self.getConfig("words_of")
        md.treeprocessors.register(Typography(md, language), "alaminute-typography", 2)
        # After the footnotes' own processors (50 and 15).
        md.treeprocessors.register(FootnoteLabels(md, language, words_of), "alaminute-footnotes", 3)
        # Before the table of contents (5) gives headings their ids and reads their levels.
        md.treeprocessors.register(OrderedHeadings(md), "alaminute-headings", 6)
        # After it (5), before typography changes the tree that it has read.
        md.treeprocessors.register(HeadingTokens(md), "alaminute-heading-tokens", 4)
        # After the raw HTML of code blocks is back in its place (30).
        md.postprocessors.register(ScrollingCode(md), "alaminute-code", 5)
        md.treeprocessors.register(ReadableTables(md, language, words_of), "alaminute-tables", 1)
        md.treeprocessors.register(LazyImages(md), "alaminute-images", 0)


def makeExtension(**kwargs: Any) -> ThemeExtension:  # noqa: N802 (Python-Markdown's name)
    """What Python-Markdown calls for the dotted name of this module."""
    return ThemeExtension(**kwargs)


def _language_of(md: Markdown, default: str) -> str:
    header: list[str] = getattr(md, "Meta", {}).get("lang") or [default]
    return header[0]


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


def _scrolling_box(table: Element, label: str) -> Element:
    box = Element("div", scrolling_box(label))
    box.tail, table.tail = table.tail, None
    box.append(table)
    return box
