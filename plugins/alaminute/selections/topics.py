"""What the author writes and selects about, learnt from `content/`: words, with how often they were chosen. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from alaminute.header import fold

# A word of a former item's title counts as a topic once this many items had it; a tag counts at once.
_ITEMS = 2
_SHORTEST = 4
# Words that say nothing of a subject, in the two languages that selections are mostly in.
_EMPTY = frozenset(
    """
    about after also avec aussi been before being between cela celle celui cette ceux chez comme comment could dans
    deux does donc dont elle elles encore entre etre faire fait faut from have here into just leur leurs lors mais
    make meme mieux moins more most much notre nous only over parce peut plus pour pourquoi quand quel quelle quels
    quelles quoi sans sera should sont sous such tous tout toute toutes than that their them then there these they
    this those trop very votre vous what when where which while will with without would your
    """.split()
)


@dataclass(frozen=True)
class Topics:
    """Topic words, folded → their weight, 1 for the ordinary."""

    weights: Mapping[str, int] = field(default_factory=dict)

    def found_in(self, text: str) -> list[str]:
        """The topics that a text names, the weightiest first."""
        named = {word for word in _words(text) if word in self.weights}
        return sorted(named, key=lambda word: (-self.weights[word], word))


def learn_topics(tags: Iterable[str], titles: Iterable[str]) -> Topics:
    """The topics of a site with these tags, whose selections held items with these titles."""
    chosen = Counter(word for title in titles for word in set(_words(title)))
    weights = {word: count for word, count in chosen.items() if count >= _ITEMS}
    for word in {word for tag in tags for word in _words(tag)}:
        weights[word] = weights.get(word, 0) + _ITEMS
    return Topics(weights)


def _words(text: str) -> list[str]:
    """The telling words, in the singular as far as a final s makes a plural."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    return [word.removesuffix("s") for word in words if len(word) >= _SHORTEST and word not in _EMPTY]
