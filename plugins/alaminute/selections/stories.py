"""Which titles tell the same story. Pure.

Two entries are one story if they lead to one page, or if their titles are nearly equal and name the same numbers:
« Debian 13 released » and « Debian 12 released » are 94 % alike and two stories. Only titles that share a rare word are
compared, so ten thousand entries cost little more than ten times a thousand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

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
    """A title as it is compared, and the number of its story."""

    in_order: str
    numbers: tuple[str, ...]
    story: int


class Stories:
    """The stories told so far. `titles` are all that will come: they say which words are rare."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._frequency = Counter(word for title in titles for word in set(title_words(title)))
        self._by_page: dict[str, int] = {}
        self._by_title: dict[str, int] = {}
        self._by_word: dict[str, list[_Told]] = defaultdict(list)

    def first_told(self, page: str, title: str, number: int) -> int | None:
        """The number under which the same story was told first; None if it is new, and then it gets `number`."""
        words = title_words(title)
        key = " ".join(words)
        first = self._by_page.get(page)
        if first is None and key:
            first = self._by_title.get(key)
        if first is None:
            first = self._alike(words)
        if first is None:
            self._tell(page, words, key, number)
        return first

    def _alike(self, words: list[str]) -> int | None:
        if len(words) < _TELLING_WORDS:
            return None
        in_order, numbers = _in_order(words), _numbers(words)
        for word in self._rare(words):
            for told in self._by_word[word][:_COMMON]:
                if told.numbers == numbers and fuzz.ratio(in_order, told.in_order, score_cutoff=ALIKE):
                    return told.story
        return None

    def _tell(self, page: str, words: list[str], key: str, number: int) -> None:
        self._by_page[page] = number
        if key:
            self._by_title[key] = number
        if len(words) >= _TELLING_WORDS:
            told = _Told(_in_order(words), _numbers(words), number)
            for word in self._rare(words):
                self._by_word[word].append(told)

    def _rare(self, words: list[str]) -> list[str]:
        return sorted(set(words), key=lambda word: (self._frequency[word], word))[:_RARE_WORDS]


def title_words(title: str) -> list[str]:
    """A title's words, without case, accents and punctuation."""
    return re.findall(r"\w+", fold(title))


def _in_order(words: Iterable[str]) -> str:
    """The words sorted, so that titles are compared whatever the order of theirs."""
    return " ".join(sorted(words))


def _numbers(words: Iterable[str]) -> tuple[str, ...]:
    """The words with a digit, sorted."""
    return tuple(sorted(word for word in words if _DIGIT.search(word)))
