"""A page's bytes → its main text, counted, or its duration; its language; the address it calls its own. Pure.

Menus, comments, lists of other posts and what cannot be read never count (see `main_text`). Where there is no honest
time (no article, only its beginning, a video that does not say how long it is), there is a reason and never a guess.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from lxml.html import HtmlElement

from alaminute.articles.access import SUBSCRIBERS_ONLY, WALL_WORDS, is_for_subscribers, wall
from alaminute.articles.decoding import MAX_ELEMENTS, is_too_large, page_string, page_tree
from alaminute.articles.identity import stated_address
from alaminute.articles.language import language_code, text_language
from alaminute.articles.main_text import SMALLEST_WORDS, MainText, main_text
from alaminute.articles.media import CAPTION_WORDS, Medium, shows_player, stated_medium
from alaminute.articles.model import Block, PageText, SeenPage
from alaminute.articles.pdf import pdf_text
from alaminute.articles.pruning import elements
from alaminute.articles.repetition import repeated_words
from alaminute.articles.structured_data import entities
from alaminute.reading_time import count_words

_HTML_TYPES = {"text/html", "application/xhtml+xml", ""}
_PDF_TYPES = {"application/pdf", "application/x-pdf"}
# What servers call a file of which they know nothing.
_UNKNOWN_TYPES = {"", "application/octet-stream", "binary/octet-stream", "application/download"}
_PDF_START = b"%PDF-"
# A page with more text than this shows more than a wall.
_WALL_CHARACTERS = 3000
_UNSHOWN = frozenset({"head", "script", "style", "template"})


def page_text(page: bytes, url: str, *, content_type: str = "", languages: Sequence[str] = ()) -> PageText:
    """What a page says. `languages`: what the author reads, for a page that does not declare its own.

    `content_type` is the HTTP header's value, parameters included. Never raises for what a page contains.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if is_pdf(page, content_type):
        return _of_pdf(page, languages)
    if kind == "text/plain":
        return _of_plain_text(page_string(page, content_type) or page.decode("latin-1"), languages)
    if kind not in _HTML_TYPES:
        return PageText(None, f"ce n'est pas une page web ({kind[:60]})")
    tree = page_tree(page, content_type)
    if tree is None:
        return PageText(None, "la page est vide ou illisible")
    if is_too_large(tree):
        return PageText(None, f"la page est trop grande pour un article (plus de {MAX_ELEMENTS} éléments)")
    return _of_html(tree, url, languages)


def is_pdf(page: bytes, content_type: str = "") -> bool:
    """Whether an answer is a PDF, by its type, or by its first bytes where its type says nothing."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind in _PDF_TYPES or (kind in _UNKNOWN_TYPES and page.startswith(_PDF_START))


def article_words(page: bytes, url: str, siblings: Sequence[bytes] = ()) -> int | None:
    """The number of words of a page's main text; None if there is no telling.

    `siblings` are other pages of the same site: what most of them repeat of this one is not its article.
    """
    text = page_text(page, url)
    if text.words is None or not siblings:
        return text.words
    others = [page_text(other, f"{url}#{number}") for number, other in enumerate(siblings)]
    pages = [_seen(number, other.blocks) for number, other in enumerate([text, *others])]
    words = text.words - repeated_words(pages)["0"]
    return words if words >= SMALLEST_WORDS else None


def _seen(number: int, blocks: tuple[Block, ...]) -> SeenPage:
    return SeenPage(str(number), "", str(number), datetime.min.replace(tzinfo=UTC), blocks)


def _of_html(tree: HtmlElement, url: str, languages: Sequence[str]) -> PageText:
    # Extraction changes its tree: all that stands around the text is read before.
    about = PageText(None, "", _declared_language(tree), _title(tree), stated_address(tree, url))
    described = entities(tree)
    medium, plays, shown = stated_medium(tree, described), shows_player(tree), _little_text(tree)
    found = main_text(tree, url)
    about = replace(about, language=about.language or text_language(found.text if found else shown, among=languages))
    if medium and medium.is_the_page(found.words if found else None):
        return _of_medium(about, medium)
    if is_for_subscribers(described):
        return replace(about, reason=SUBSCRIBERS_ONLY)
    if reason := wall(found.text if found else shown, found.words if found else count_words(shown)):
        return replace(about, reason=reason)
    if plays and (found is None or found.words <= CAPTION_WORDS):
        return _of_medium(about, Medium(None))
    return _of_text(about, found)


def _of_medium(about: PageText, medium: Medium) -> PageText:
    reason = "" if medium.seconds else "c'est une vidéo ou un enregistrement qui ne dit pas sa durée"
    return replace(about, is_medium=True, duration_seconds=medium.seconds, reason=reason)


def _of_text(about: PageText, found: MainText | None) -> PageText:
    if found is None:
        return replace(about, reason="aucun texte d'article n'a été trouvé dans la page")
    return replace(about, words=found.words, other_words=found.other_words or None, blocks=found.blocks)


def _of_pdf(document: bytes, languages: Sequence[str]) -> PageText:
    found = pdf_text(document)
    if found.reason:
        return PageText(None, found.reason)
    counted = _of_plain_text(found.text, languages)
    return replace(counted, title=found.title, language=language_code(found.language) or counted.language)


def _of_plain_text(text: str, languages: Sequence[str]) -> PageText:
    words = count_words(text)
    if words < SMALLEST_WORDS:
        return PageText(None, "le texte est trop court pour être un article")
    return PageText(words, "", text_language(text, among=languages))


def _little_text(tree: HtmlElement) -> str:
    """All that a page shows, to those without script too; "" if that is more than a wall."""
    parts: list[str] = []
    size = 0
    for element in elements(tree):
        if element.tag not in _UNSHOWN and not any(above.tag in _UNSHOWN for above in element.iterancestors()):
            parts += [element.text or "", element.tail or ""]
            size += len(parts[-2].strip()) + len(parts[-1].strip())
        if size > _WALL_CHARACTERS:
            return ""
    text = " ".join(" ".join(parts).split())
    return text if count_words(text) <= WALL_WORDS else ""


def _declared_language(tree: HtmlElement) -> str | None:
    # In HTML `xml:lang` is a name like any other; in a page parsed as XML it has its namespace.
    names = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
    declared = [tree.get(name) for name in names]
    declared += tree.xpath("/html/body/@lang")
    declared += tree.xpath('//meta[@http-equiv="content-language" or @http-equiv="Content-Language"]/@content')
    declared += tree.xpath('//meta[@property="og:locale"]/@content')
    return next((code for text in declared if text and (code := language_code(text))), None)


def _title(tree: HtmlElement) -> str:
    found = tree.xpath("//head/title")
    return re.sub(r"\s+", " ", found[0].text_content()).strip() if found else ""
