"""French micro-typography of plain text: apostrophes, and the spaces that must not break.

Narrow ones before ; ! ? % and inside « », wide ones before the colon (Imprimerie nationale). Applying it twice changes
nothing more. A text may begin or end in the middle of a sentence, as between two HTML tags.
"""

import re

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_SPACE = "[ \u00a0\u202f]"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

_RULES = [
    (re.compile(r"(?<=\w)'(?=[\w«])"), "’"),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    # Before the signs, since ":»" becomes ": »".
    (re.compile(f"«{_SPACE}*"), f"«{NARROW}"),
    (re.compile(f"{_SPACE}*»"), f"{NARROW}»"),
    # Only where the author wrote a space: « 10:14 », « http: » and « :-) » are something else.
    (re.compile(f"(?<!\\s){_SPACE}+(?=[;!?%€](?:\\W|$))"), NARROW),
    (re.compile(f"(?<!\\s){_SPACE}+(?=:(?:\\s|$))"), NO_BREAK),
    (re.compile(f"(?<=\\d) (?=(?:{_MONTHS}|min|h|s|km|kg|g|cm|mm|m)\\b)"), NO_BREAK),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
]


def french(text: str) -> str:
    """The text as a French typographer would set it."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
