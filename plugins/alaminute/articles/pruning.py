"""What on a page is not its article: taken out of its tree. Pure, but for the tree it is given.

Only conventions that many sites share, never a rule for one: HTML's own sectioning elements, class names of the common
themes, lists of other posts, and what stands on a site's other pages too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

# Never read: not text, or text around the article (HTML Living Standard, sections and scripting).
_NEVER = frozenset(
    "script style noscript template svg iframe object nav aside form button select textarea footer head title".split()
)
# Class names and ids that themes give to what stands around an article.
_AROUND = re.compile(
    r"(?:^|[-_ ])(?:share|sharing|sharedaddy|social|related|jp-relatedposts|comments?|commentlist|respond|newsletter"
    r"|subscribe|breadcrumbs?|nextprev|pagination|postnav|post-nav|nav-links|author-box|byline|screen-reader-text"
    r"|visually-hidden|sr-only|tags|tag-?cloud|tag-?list|cat-links|categories|post-?meta|entry-meta|cookie)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SECTIONS = frozenset({"html", "body", "main", "article"})
# A header with more words than this holds a standfirst, which is read.
_HEADER_WORDS = 40
_LEAVES = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote figcaption div section article".split())
_TITLE_SEPARATOR = re.compile(r"\s[-|–—·:»«]\s")


def elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Every element of a tree in document order, comments and processing instructions left out."""
    yield from tree.iter("*")


def is_around(element: HtmlElement) -> bool:
    """Whether an element's class or id says that it stands around an article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in _SECTIONS and bool(_AROUND.search(names))


def normal(text: str) -> str:
    """Letters and digits only, in lower case: what two renderings of one text share."""
    return " ".join(re.findall(r"\w+", text.lower()))


def title_keys(tree: HtmlElement) -> set[str]:
    """The page's title in each form in which it may stand again above the text, normalised."""
    titles = [str(title) for title in tree.xpath('//meta[@property="og:title"]/@content')]
    titles += [element.text_content() for element in tree.xpath("//h1")]
    for element in tree.xpath("//head/title"):
        titles += [element.text_content(), *_TITLE_SEPARATOR.split(element.text_content())]
    return {normal(title) for title in titles} - {""}


def prune(tree: HtmlElement, titles: set[str]) -> None:
    """Take out of a tree what no reader of the article reads as its text; `titles` as `title_keys` gives them."""
    for element in list(elements(tree)):
        if element is tree or element.getparent() is None:
            continue
        if _lists_posts(element):
            _drop_heading_before(element)
            element.drop_tree()
        elif _is_furniture(element, titles):
            element.drop_tree()


def blocks(tree: HtmlElement) -> dict[str, list[HtmlElement]]:
    """The innermost blocks of text, by their text in lower case; code is no block."""
    found: dict[str, list[HtmlElement]] = {}
    for element in elements(tree):
        if element.tag in _LEAVES and not any(inner.tag in _LEAVES for inner in element.iterdescendants("*")):
            text = " ".join(element.text_content().split()).lower()
            if text:
                found.setdefault(text, []).append(element)
    return found


def repeated_blocks(pages: Sequence[HtmlElement]) -> set[str]:
    """The blocks that at least two of a site's pages share (one, if there is only one page): they are no article's."""
    counts = Counter(text for page in pages for text in blocks(page))
    enough = min(2, len(pages))
    return {text for text, count in counts.items() if count >= enough}


def drop_blocks(tree: HtmlElement, texts: Iterable[str]) -> None:
    """Take the blocks with those texts out of a tree."""
    own = blocks(tree)
    for text in texts:
        for element in own.get(text, ()):
            if element.getparent() is not None:
                element.drop_tree()


def _is_furniture(element: HtmlElement, titles: set[str]) -> bool:
    tag = element.tag
    if tag in _NEVER or tag in {"h1", "time"} or element.get("hidden") is not None or is_around(element):
        return True
    if element.get("aria-hidden") == "true":
        return True
    if tag in {"h2", "h3"}:
        return normal(element.text_content()) in titles
    return tag == "header" and len(element.text_content().split()) <= _HEADER_WORDS


def _lists_posts(element: HtmlElement) -> bool:
    """Whether an element is a list of other posts: two children or more, each with a link and a date."""
    if element.tag not in {"ul", "ol", "div", "section"}:
        return False
    children = list(element.iterchildren("*"))
    return len(children) > 1 and all(
        child.find(".//a[@href]") is not None and child.find(".//time") is not None for child in children
    )


def _drop_heading_before(element: HtmlElement) -> None:
    heading = element.getprevious()
    if heading is not None and heading.tag in {"h2", "h3", "h4"}:
        heading.drop_tree()
