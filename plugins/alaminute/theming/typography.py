"""French micro-typography of plain text: apostrophes, quotes, and the spaces that must not break.

Narrow ones before ; ! ? % and inside « », wide ones before the colon (Imprimerie nationale). Applying it twice changes
nothing more. A text may begin or end in the middle of a sentence, as between two HTML tags.
"""

import re

# Elements whose text is shown as it was typed.
VERBATIM = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt", "var"})

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_SPACE = "[ \u00a0\u202f]"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

_LETTER = r"[^\W\d_]"
_QUOTED = r'"(?=\S)([^"«»\n]*?\S)"(?!\w)'

_RULES = [
    (re.compile(r"(?<=\w)'(?=[\w«])"), "’"),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    # A pair of straight quotes; not the inches of « 19" ».
    (re.compile(rf"(?<![^\s(\[’«]){_QUOTED}"), rf"«{NARROW}\1{NARROW}»"),
    # Before the signs, since ":»" becomes ": »".
    (re.compile(f"«{_SPACE}*"), f"«{NARROW}"),
    (re.compile(f"{_SPACE}*»"), f"{NARROW}»"),
    # At the end of a word only: « 10:14 », « http: » and « :-) » are something else.
    (re.compile(f"(?<={_LETTER})(?=[!?](?:\\s|$))"), NARROW),
    (re.compile(f"(?<={_LETTER})(?=:(?:\\s|$))"), NO_BREAK),
    (re.compile(r"(?<=\d)(?=[%€](?:\W|$))"), NARROW),
    (re.compile(f"(?<!\\s){_SPACE}+(?=[;!?%€](?:\\W|$))"), NARROW),
    (re.compile(f"(?<!\\s){_SPACE}+(?=:(?:\\s|$))"), NO_BREAK),
    (re.compile(f"(?<=\\d) (?=(?:{_MONTHS}|min|h|s|km|kg|g|cm|mm|m)\\b)", re.IGNORECASE), NO_BREAK),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), " "),
]


def typeset(text: str, language: str) -> str:
    """The text as printers of that language (BCP 47) set it; only French has rules of its own here."""
    return french(text) if is_french(language) else text


def is_french(language: str) -> bool:
    """Whether a BCP 47 tag is French of any country."""
    return language.strip().lower().split("-")[0] == "fr"


def french(text: str) -> str:
    """The text as a French typographer would set it."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
