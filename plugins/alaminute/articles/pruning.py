"""What on a page is not its article: taken out of its tree. Pure, but for the tree it is given.

Only conventions that many sites share, never a rule for one: HTML's own sectioning elements, class names of the common
themes, lists of other posts, and what stands on a site's other pages too.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

# Never read: not text, what is shown only where something fails, or text around the article (HTML Living Standard,
# sections, embedded content and scripting).
_NEVER = frozenset(
    """
    script style noscript template svg iframe object audio video canvas nav aside form button select textarea datalist
    dialog footer head title
    """.split()
)
# Class names and ids that themes give to what stands around an article.
_NAMES = (
    r"share|sharing|sharedaddy|social|related|jp-relatedposts|comments?|commentlist|respond|newsletter|subscribe"
    r"|breadcrumbs?|nextprev|pagination|postnav|post-nav|nav-links|author-box|byline|posted|posted-(?:on|by)"
    r"|screen-reader-text|visually-hidden|sr-only|tags|tag-?cloud|tag-?list|cat-links|categories|post-?meta|entry-meta"
    r"|cookie|mc4wp|mailchimp|lire-aussi|read-also|read-next|recommended|recommendations|outbrain|taboola|addtoany|advertisement"
)
_AROUND = re.compile(rf"(?:^|[-_])(?:{_NAMES})(?:$|[-_])", re.IGNORECASE)
# An id may be a heading's own words, made by a program: « comment-faire-sans » is no comment.
_PARTS = (
    r"area|articles?|bar|block|body|box|buttons?|container|content|count|footer|form|header|icons?|inner|items?|links?"
    r"|list|outer|panel|posts?|reply|section|sidebar|template|thread|title|widget|wrap|wrapper|\d+"
)
_AROUND_ID = re.compile(rf"(?:[a-z]+[-_])?(?:{_NAMES})(?:[-_](?:{_NAMES}|{_PARTS}))*", re.IGNORECASE)
# WordPress names a post's own tags and categories on its element: « tag-cookie » says what it is about.
_TAXONOMY = re.compile(r"(?:tag|category)-(?!cloud\b|list\b)", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:the-)?comments?(?:[-_](?:area|header|list|section|title))?", re.IGNORECASE)
_COMMENT = re.compile(r"[a-z]*-?comment(?:-(?:body|item))?", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# More words than these are hidden only until a script shows them.
_HIDDEN_WORDS = 100
# So much text before a heading or an anchor of the comments, and it is no link to them above the article.
_BEFORE_COMMENTS_WORDS = 20
_BEFORE_COMMENTS_ELEMENTS = 50
# A bar of steps from post to post has a few links: more elements need not be looked at.
_STEPS_ELEMENTS = 40
_SECTIONS = frozenset({"html", "body", "main", "article"})
# A header with more words than this holds a standfirst, which is read.
_HEADER_WORDS = 40
_LEAVES = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote figcaption div section article".split())
_TITLE_SEPARATOR = re.compile(r"\s[-|–—·:»«]\s|:\s")
# How a link to the post before or after is marked.
_BACK, _ON = "«‹←", "»›→"


def elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Every element of a tree in document order, comments and processing instructions left out."""
    yield from tree.iter("*")


def is_around(element: HtmlElement) -> bool:
    """Whether an element's class or id says that it stands around an article."""
    classes = (element.get("class") or "").split()
    if element.tag in _SECTIONS:
        # HTML calls a comment an article, too (4.3.2, the article element).
        return element.tag == "article" and any(map(_COMMENT.fullmatch, classes))
    named = any(_AROUND.search(name) for name in classes if not _TAXONOMY.match(name))
    return named or bool(_AROUND_ID.fullmatch((element.get("id") or "").strip()))


def stands_aside(element: HtmlElement) -> bool:
    """Whether an element is in something that stands around an article."""
    return any(above.tag in {"aside", "footer", "nav"} or is_around(above) for above in element.iterancestors())


def normal(text: str) -> str:
    """Letters and digits only, in lower case: what two renderings of one text share."""
    return " ".join(re.findall(r"\w+", text.lower()))


def title_keys(tree: HtmlElement) -> set[str]:
    """The page's title in each form in which it may stand again above the text, normalised."""
    titles = [str(title) for title in tree.xpath('//meta[@property="og:title"]/@content')]
    titles += [element.text_content() for element in tree.xpath("(//h1)[1]")]
    for element in tree.xpath("//head/title"):
        titles += [element.text_content(), *_TITLE_SEPARATOR.split(element.text_content())]
    return {normal(title) for title in titles} - {""}


def prune(tree: HtmlElement, titles: set[str]) -> None:
    """Take out of a tree what no reader of the article reads as its text; `titles` as `title_keys` gives them."""
    # Coloured code names its own parts, comments among them.
    coloured = {part for code in tree.iter("pre", "code") for part in code.iterdescendants("*")}
    for element in list(elements(tree)):
        if element is tree or element.getparent() is None:
            continue
        if element.tag in _NEVER:
            element.drop_tree()
        elif element in coloured:
            continue
        elif _lists_posts(element):
            _drop_heading_before(element)
            element.drop_tree()
        elif _opens_comments(element):
            _drop_from(element)
        elif _is_furniture(element, titles):
            element.drop_tree()


def leaves(tree: HtmlElement) -> list[HtmlElement]:
    """The innermost blocks of text, in document order; code is no block."""
    return [
        element
        for element in elements(tree)
        if element.tag in _LEAVES and not any(inner.tag in _LEAVES for inner in element.iterdescendants("*"))
    ]


def _is_furniture(element: HtmlElement, titles: set[str]) -> bool:
    tag = element.tag
    if tag == "time" or is_around(element) or _is_hidden(element) or _steps_through_posts(element):
        return True
    # A second h1 may be a section's.
    if tag in {"h1", "h2", "h3"}:
        return normal(element.text_content()) in titles
    return tag == "header" and len(element.text_content().split()) <= _HEADER_WORDS


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style", ""))) and len(element.text_content().split()) <= _HIDDEN_WORDS


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


def _opens_comments(element: HtmlElement) -> bool:
    """Whether an element is a heading or an anchor under which readers' comments follow, in no element of their own."""
    if element.tag not in {"a", "h2", "h3", "h4", "h5", "h6"} or element.get("href"):
        return False
    names = [*(element.get("class") or "").split(), element.get("id") or "", element.get("name") or ""]
    if not any(map(_COMMENTS.fullmatch, names)):
        return False
    nearest = islice(element.itersiblings("*", preceding=True), _BEFORE_COMMENTS_ELEMENTS)
    before = islice((word for sibling in nearest for word in sibling.text_content().split()), _BEFORE_COMMENTS_WORDS)
    return len(list(before)) == _BEFORE_COMMENTS_WORDS


def _drop_from(element: HtmlElement) -> None:
    """Take out an element and all that follows below its parent."""
    for follower in [*element.itersiblings("*"), element]:
        follower.tail = None
        follower.drop_tree()


def _steps_through_posts(element: HtmlElement) -> bool:
    """Whether an element holds nothing but links, one of them marked as leading back or on: « An older post | Home."""
    inner = list(islice(element.iterdescendants("*"), _STEPS_ELEMENTS)) if element.tag in {"p", "div", "ul"} else []
    links = [" ".join(one.text_content().split()) for one in inner if one.tag == "a" and one.get("href")]
    if len(inner) == _STEPS_ELEMENTS or not any((link[:1] in _BACK) != (link[-1:] in _ON) for link in links if link):
        return False
    return not normal(_outside_links(element))


def _outside_links(element: HtmlElement) -> str:
    return "".join(map(str, element.xpath(".//text()[not(ancestor::a)]")))
