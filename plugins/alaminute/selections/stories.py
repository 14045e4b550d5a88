"""Which titles tell the same story. Pure.

Two entries are one story if they lead to one page, or if their titles are nearly equal and name the same numbers:
« Debian 13 released » and « Debian 12 released » are 94 % alike and two stories. Only titles that share a rare word are
compared, so ten thousand entries cost little more than ten times a thousand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from alaminute.header import fold

# Of 100, as rapidfuzz counts it; below, titles of one series begin to match (our choice, from the corpus).
ALIKE = 90
# Shorter titles (« Lectures du lundi ») are names of columns, equal or nothing.
_TELLING_WORDS = 4
_RARE_WORDS = 3
# A word that so many titles share says nothing.
_COMMON = 50


class Stories:
    """The stories told so far. `titles` are all that will come: they say which words are rare."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._frequency = Counter(word for title in titles for word in set(title_words(title)))
        self._by_page: dict[str, int] = {}
        self._by_title: dict[str, int] = {}
        self._by_word: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def first_told(self, page: str, title: str, number: int) -> int | None:
        """The number under which the same story was told first; None if it is new, and then it gets `number`."""
        words = title_words(title)
        key = " ".join(words)
        first = self._by_page.get(page)
        if first is None and key:
            first = self._by_title.get(key)
        if first is None:
            first = self._alike(words, key)
        if first is None:
            self._tell(page, words, key, number)
        return first

    def _alike(self, words: list[str], key: str) -> int | None:
        if len(words) < _TELLING_WORDS:
            return None
        numbers = _numbers(words)
        for word in self._rare(words):
            for other, number in self._by_word[word][:_COMMON]:
                if _numbers(other.split()) == numbers and fuzz.token_sort_ratio(key, other) >= ALIKE:
                    return number
        return None

    def _tell(self, page: str, words: list[str], key: str, number: int) -> None:
        self._by_page[page] = number
        if key:
            self._by_title[key] = number
        if len(words) >= _TELLING_WORDS:
            for word in self._rare(words):
                self._by_word[word].append((key, number))

    def _rare(self, words: list[str]) -> list[str]:
        return sorted(set(words), key=lambda word: (self._frequency[word], word))[:_RARE_WORDS]


def title_words(title: str) -> list[str]:
    """A title's words, without case, accents and punctuation."""
    return re.findall(r"\w+", fold(title))


def _numbers(words: Iterable[str]) -> Counter[str]:
    return Counter(word for word in words if any(character.isdigit() for character in word))
