"""A page's bytes → its main text, counted; its language; the address it calls its own. Pure.

Menus, comments, lists of other posts and what cannot be read never count (see `main_text`). Where no article is found,
the number of words is None with a reason, never a guess.
"""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from alaminute.articles.language import language_code, text_language
from alaminute.articles.main_text import main_text
from alaminute.articles.model import PageText
from alaminute.articles.pruning import repeated_blocks

_HTML_TYPES = {"text/html", "application/xhtml+xml", ""}
_OTHER_TYPES = {
    "application/pdf": "c'est un document PDF",
    "text/plain": "c'est un texte sans balisage",
}


def page_text(
    page: bytes, url: str, *, content_type: str = "", languages: Sequence[str] = (), siblings: Sequence[bytes] = ()
) -> PageText:
    """What a page says. `languages`: what the author reads, for a page that does not declare its own.

    `content_type` is the HTTP header's value, parameters included. `siblings` are other pages of the same site: what
    they share with this one is not its article. Never raises for what a page contains.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _HTML_TYPES:
        return PageText(None, _OTHER_TYPES.get(kind, f"ce n'est pas une page web ({kind})"))
    tree = _tree(page)
    if tree is None:
        return PageText(None, "la page est vide ou illisible")
    # Extraction changes its tree: what the head says is read before.
    language, canonical, title = _declared_language(tree), _canonical(tree, url), _title(tree)
    sample = "" if language else tree.text_content()
    repeated = repeated_blocks([other for other in map(_tree, siblings) if other is not None])
    found = main_text(tree, url, repeated=sorted(repeated))
    if found is None:
        return PageText(None, "aucun texte d'article n'a été trouvé dans la page", language, title, canonical)
    return PageText(
        found.words, "", language or text_language(sample, among=languages), title, canonical, found.agreement
    )


def article_words(page: bytes, url: str, siblings: Sequence[bytes] = ()) -> int | None:
    """The number of words of a page's main text; None if there is no telling."""
    return page_text(page, url, siblings=siblings).words


def _tree(page: bytes) -> HtmlElement | None:
    # Here, since importing it takes half a second of every command's start, and only drafting needs it.
    import trafilatura  # noqa: PLC0415

    return trafilatura.load_html(page) if page.strip() else None


def _declared_language(tree: HtmlElement) -> str | None:
    # In HTML `xml:lang` is a name like any other; in a page parsed as XML it has its namespace.
    names = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
    declared = [tree.get(name) for name in names]
    declared += tree.xpath('//meta[@http-equiv="content-language" or @http-equiv="Content-Language"]/@content')
    declared += tree.xpath('//meta[@property="og:locale"]/@content')
    return next((code for text in declared if text and (code := language_code(text))), None)


def _canonical(tree: HtmlElement, url: str) -> str | None:
    for href in tree.xpath('//link[@rel="canonical"]/@href'):
        try:
            absolute: str = urljoin(url, href.strip())
            parts = urlsplit(absolute)
        except ValueError:  # no host can be read of it
            continue
        if parts.scheme in {"http", "https"} and parts.netloc:
            return absolute
    return None


def _title(tree: HtmlElement) -> str:
    found = tree.xpath("//head/title")
    return re.sub(r"\s+", " ", found[0].text_content()).strip() if found else ""
