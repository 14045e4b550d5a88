"""What a site repeats from page to page is not its articles': found again by fingerprints. Pure.

A block of an article's counted text does not count if most of the site's articles have it, two others at least: with
one other page, nobody can tell the site's furniture from a paragraph that one article quotes of another. "Most" is of
the articles seen last, so that a site's former looks are outvoted by its present ones.

One article under two addresses (AMP, print, a feed's proxy) would be all repetition: pages that call the same address
their own, or whose texts are nearly the same or one a part of the other, are one article.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TypeVar

from alaminute.articles.model import Block, SeenPage
from alaminute.articles.pruning import normal
from alaminute.reading_time import count_words

T = TypeVar("T")

# Furniture stands before or after an article: of a page with more blocks only so many of each end are remembered.
BLOCKS_AT_EACH_END = 250
# So many articles of a site say what it looks like now.
RECENT_ARTICLES = 12
_LEAST_ARTICLES = 2
# Of the shorter of two texts, as much in the other one, and they are one article (our choice).
_SAME_SHARE = 0.8


def both_ends(blocks: Sequence[T]) -> Sequence[T]:
    """The first and last of many blocks; all of few."""
    if len(blocks) <= 2 * BLOCKS_AT_EACH_END:
        return blocks
    return [*blocks[:BLOCKS_AT_EACH_END], *blocks[-BLOCKS_AT_EACH_END:]]


def fingerprints(texts: Iterable[str]) -> tuple[Block, ...]:
    """The blocks of a text, in its order; `texts` are theirs. Blocks without a letter or digit are left out.

    The second « Oui » of a table is another block than the first: ten of them are ten on few other pages.
    """
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        if key := normal(text):
            seen[key] += 1
            digest = blake2b(f"{seen[key]} {key}".encode(errors="replace"), digest_size=8).digest()
            found.append(Block(int.from_bytes(digest, signed=True), count_words(text)))
    return tuple(both_ends(found))


def repeated_words(pages: Iterable[SeenPage]) -> dict[str, int]:
    """By the address of each page: the words of its blocks that the other articles of its site repeat.

    The same for the same pages, in whatever order they come.
    """
    by_site: dict[str, list[_Known]] = {}
    for page in sorted(pages, key=lambda page: (-page.seen_at.timestamp(), page.url)):
        by_site.setdefault(page.site, []).append(_Known(page))
    return {
        own.page.url: _repeated(own, recent)
        for site_pages in by_site.values()
        for recent in [_articles(site_pages)]
        for own in site_pages
    }


class _Known:
    """A page with its words by fingerprint."""

    def __init__(self, page: SeenPage) -> None:
        self.page = page
        self.words = dict(page.blocks)
        self.total = sum(self.words.values())

    def is_same_article(self, other: "_Known") -> bool:
        if self.page.address == other.page.address:
            return True
        shared = sum(words for fingerprint, words in self.words.items() if fingerprint in other.words)
        return shared >= _SAME_SHARE * min(self.total, other.total)


def _articles(newest_first: Iterable[_Known]) -> list[_Known]:
    """One page of each of a site's recent articles, one more than are asked: a page's own does not speak for it."""
    found: list[_Known] = []
    for page in newest_first:
        if len(found) > RECENT_ARTICLES:
            break
        if not any(page.is_same_article(other) for other in found):
            found.append(page)
    return found


def _repeated(own: _Known, articles: Iterable[_Known]) -> int:
    others = [article for article in articles if not article.is_same_article(own)][:RECENT_ARTICLES]
    counts = Counter(fingerprint for other in others for fingerprint in other.words)
    enough = max(_LEAST_ARTICLES, len(others) / 2)
    return sum(words for fingerprint, words in own.words.items() if counts[fingerprint] >= enough)
