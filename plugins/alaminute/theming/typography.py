"""French micro-typography: apostrophes, quotes, and the spaces that must not break. Pure.

Narrow ones before ; ! ? % and inside « », wide ones before the colon (Imprimerie nationale). Applying it twice changes
nothing more. A text may begin or end in the middle of a sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

# Elements whose text is shown as it was typed, and those of them that stand within a sentence.
VERBATIM_INLINE = frozenset({"code", "kbd", "math", "samp", "svg", "tt", "var"})
VERBATIM = VERBATIM_INLINE | {"pre", "script", "style", "textarea"}

# Other elements that stand within a sentence.
INLINE = frozenset(
    "a abbr b bdi bdo cite data del dfn em font i ins label mark q s small span strike strong sub sup time u".split()
)

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_SPACE = "[ \u00a0\u202f]"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

# Stands, in a passage, for what is in it and not French prose: code, a word in another language.
OPAQUE = "x"
_LETTER = r"[^\W\d_]"
# Capitals have their accents too: these words are nothing else without.
_ACCENTED = "coles?|glises?|nergies?|quipes?|tats?|tudes?|vénements?|tés?"

# What to find, and what to write instead. Where the pattern has a group, that stays, and something is written on either
# side of it; where its group found nothing, all stays.
_RULES: list[tuple[re.Pattern[str], str, str]] = [
    (re.compile(r"(?<=\w)'(?=[\w«])"), "’", ""),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…", ""),
    # A pair of straight quotes; not the inches of « 19" ».
    (re.compile(r'(?<![^\s(\[’«])"(?=\S)([^"«»]*?\S)"(?!\w)'), f"«{NARROW}", f"{NARROW}»"),
    # English ones, but for the second level, within French ones.
    (re.compile("«[^»]*»|“([^“”«»]+)”"), f"«{NARROW}", f"{NARROW}»"),
    # Before the signs, since ":»" becomes ": »".
    (re.compile(f"«{_SPACE}*"), f"«{NARROW}", ""),
    (re.compile(f"{_SPACE}*»"), f"{NARROW}»", ""),
    # At the end of a word only: « 10:14 », « http: » and « :-) » are something else.
    (re.compile(r"(?<=[^\W_])(?=[!?]+(?:\s|$))"), NARROW, ""),
    (re.compile(rf"(?<={_LETTER})(?=:(?:\s|$))"), NO_BREAK, ""),
    # Not that of « &eacute; », which Markdown's tree holds so.
    (re.compile(rf"[&\x03]\w+;|(?<={_LETTER})(;)(?=\s|$)"), NARROW, ""),
    (re.compile(r"(?<=\d)(?=[%€$](?:\W|$))"), NARROW, ""),
    (re.compile(rf"(?<!\s){_SPACE}+(?=[;!?%€$](?:\W|$))"), NARROW, ""),
    (re.compile(rf"(?<!\s){_SPACE}+(?=:(?:\s|$))"), NO_BREAK, ""),
    (re.compile(rf"(?:(?<=\d)|(?<=\b1er)) (?=(?:{_MONTHS}|min|h|s|km|kg|g|cm|mm|m)\b)", re.IGNORECASE), NO_BREAK, ""),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW, ""),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), " ", ""),
    (re.compile(rf"\bE(?=(?:{_ACCENTED})\b)"), "É", ""),
]

# What every match of a rule has in it: most cells and items have nothing of it, and need no rule.
_SIGNS = re.compile(r"['\"«»“;:!?%€$]|\.\.|  |\d \w|1er |\bE")

# A stretch of a text, and what comes in its place.
_Edit = tuple[int, int, str]


def typeset(text: str, language: str) -> str:
    """The text as printers of that language (BCP 47) set it; only French has rules of its own here."""
    return french(text) if is_french(language) else text


def is_french(language: str) -> bool:
    """Whether a BCP 47 tag is French of any country."""
    return language.strip().lower().split("-")[0] == "fr"


def french(text: str) -> str:
    """The text as a French typographer would set it."""
    return french_passage([text])[0]


def french_passage(parts: Sequence[str]) -> list[str]:
    """Texts that follow one another in a paragraph, set as one: « l' » stands before the tag of what it elides.

    As many come back as were given. A part that is OPAQUE stays so.
    """
    text = "".join(parts)
    if not _SIGNS.search(text):
        return list(parts)
    cuts = list(accumulate(map(len, parts), initial=0))
    for pattern, before, after in _RULES:
        edits = list(_edits(pattern.finditer(text), before, after))
        if edits:
            text, cuts = _edited(text, edits), _moved(cuts, edits)
    return [text[start:end] for start, end in pairwise([0, *cuts[1:-1], len(text)])] if parts else []


class Passages:
    """The texts of a tree, gathered in their order, and written back as printers set them, passage by passage."""

    def __init__(self) -> None:
        """Begin the first passage."""
        self._parts: list[str] = []
        self._writers: list[Callable[[str], None]] = []

    def add(self, text: str, write: Callable[[str], None], language: str) -> None:
        """A text goes on with the passage; `write` will get what becomes of it. Only French has rules here."""
        if is_french(language):
            self._parts.append(text)
            self._writers.append(write)
        else:
            self.add_opaque()

    def add_opaque(self) -> None:
        """Something stands in the sentence that is left as it is."""
        self._parts.append(OPAQUE)
        self._writers.append(lambda _: None)

    def end(self) -> None:
        """What follows belongs to another sentence."""
        for write, was, text in zip(self._writers, self._parts, french_passage(self._parts), strict=True):
            if text != was:
                write(text)
        self._parts, self._writers = [], []


def _edits(matches: Iterable[re.Match[str]], before: str, after: str) -> Iterator[_Edit]:
    for match in matches:
        if not match.re.groups:
            yield *match.span(), before
        elif match[1] is not None:
            yield match.start(), match.start(1), before
            yield match.end(1), match.end(), after


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    pieces, done = [], 0
    for start, end, new in edits:
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def _moved(cuts: Sequence[int], edits: Iterable[_Edit]) -> list[int]:
    """Where the cuts are after the edits. What is put in at a cut goes behind it: a sign takes its space along."""
    moved: list[int] = []
    shift = 0
    for start, end, new in edits:
        while len(moved) < len(cuts) and cuts[len(moved)] <= start:
            moved.append(cuts[len(moved)] + shift)
        while len(moved) < len(cuts) and cuts[len(moved)] < end:
            moved.append(start + shift + len(new))
        shift += len(new) - (end - start)
    return moved + [cut + shift for cut in cuts[len(moved) :]]
