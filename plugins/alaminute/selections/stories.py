"""Which titles tell the same story. Pure.

Two entries are one story if they lead to one page, or if their titles are nearly equal and name the same numbers:
« Debian 13 released » and « Debian 12 released » are 94 % alike and two stories. Only titles that share a rare word are
compared, so ten thousand entries cost little more than ten times a thousand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from alaminute.header import fold

# Of 100, as rapidfuzz counts it; below, titles of one series begin to match (our choice, from the corpus).
ALIKE = 90
# Shorter titles (« Lectures du lundi ») are names of columns, equal or nothing.
_TELLING_WORDS = 4
_RARE_WORDS = 3
# A word that so many titles share says nothing.
_COMMON = 50


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class _Told:
    """Titles that share a rare word and their numbers, as they are compared; and the numbers of their stories."""

    titles: list[str] = field(default_factory=list)
    stories: list[int] = field(default_factory=list)

    def add(self, title: str, story: int) -> None:
        if len(self.titles) < _COMMON:
            self.titles.append(title)
            self.stories.append(story)

    def alike(self, title: str) -> int | None:
        best = process.extractOne(title, self.titles, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE)
        return None if best is None else self.stories[best[2]]


class Stories:
    """The stories told so far. `titles` are all that will come: they say which words are rare."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._frequency = Counter(word for title in titles for word in set(title_words(title)))
        self._by_page: dict[str, int] = {}
        self._by_title: dict[str, int] = {}
        self._by_word: dict[tuple[str, ...], _Told] = defaultdict(_Told)

    def first_told(self, page: str, title: str, number: int) -> int | None:
        """The number under which the same story was told first; None if it is new, and then it gets `number`."""
        words = title_words(title)
        in_order, shelves = _in_order(words), self._shelves(words)
        key = " ".join(words)
        first = self._by_page.get(page)
        if first is None and key:
            first = self._by_title.get(key)
        if first is None:
            alike = (shelf.alike(in_order) for shelf in shelves)
            first = next((story for story in alike if story is not None), None)
        if first is not None:
            return first
        self._by_page[page] = number
        if key:
            self._by_title[key] = number
        for shelf in shelves:
            shelf.add(in_order, number)
        return None

    def _shelves(self, words: list[str]) -> list[_Told]:
        """Where titles like this one were put and are sought: by each of its rarest words, with its numbers."""
        if len(words) < _TELLING_WORDS:
            return []
        numbers = _numbers(words)
        # A word of this title alone leads to no other.
        shared = {word for word in words if self._frequency[word] > 1}
        rarest = sorted(shared, key=lambda word: (self._frequency[word], word))[:_RARE_WORDS]
        return [self._by_word[word, *numbers] for word in rarest]


def title_words(title: str) -> list[str]:
    """A title's words, without case, accents and punctuation."""
    return re.findall(r"\w+", fold(title))


def _in_order(words: Iterable[str]) -> str:
    """The words sorted, so that titles are compared whatever the order of theirs."""
    return " ".join(sorted(words))


def _numbers(words: Iterable[str]) -> tuple[str, ...]:
    """The words with a digit, sorted."""
    return tuple(sorted(word for word in words if _DIGIT.search(word)))
