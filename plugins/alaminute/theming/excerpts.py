"""A post's first words, as plain text: for lists, feeds and search engines.

Pelican cuts HTML after so many words, which can break a table in the middle and repeats the ids of footnotes.
"""

import re

from alaminute.reading_time import visible_text
from alaminute.theming.typography import is_french

WORDS = 40
ELLIPSIS = "…"
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.IGNORECASE | re.DOTALL)
_NOT_PROSE = re.compile(r"<(figure|table|pre|blockquote)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_NOTE_CALL = re.compile(r"<sup\b[^>]*\bid=\"?fnref.*?</sup>", re.IGNORECASE | re.DOTALL)
# A comma or a colon before the ellipsis would read as a slip.
_HANGING = " \u00a0\u202f,;:–—-("


def excerpt(content: str, language: str, words: int = WORDS) -> str:
    """The beginning of the first paragraph of a text in `language`, at most `words` words; "" when there is no text.

    Figures, tables, code and quotations are passed over if there is a paragraph outside them.
    """
    content = _NOTE_CALL.sub("", content)
    for source in (_NOT_PROSE.sub("", content), content):
        for paragraph in _PARAGRAPH.finditer(source):
            if text := _one_line(paragraph[1]):
                return cut(text, language, words)
    return cut(_one_line(content), language, words)


def cut(text: str, language: str, words: int) -> str:
    """The first `words` words, with an ellipsis if some were left out: after a space in French."""
    tokens = text.split(" ")
    if len(tokens) <= words:
        return text
    space = "\u00a0" if is_french(language) else ""
    return " ".join(tokens[:words]).rstrip(_HANGING) + space + ELLIPSIS


def _one_line(fragment: str) -> str:
    # Only breakable space is folded: the author's no-break spaces are typography.
    return re.sub(r"[ \t\r\n]+", " ", visible_text(fragment)).strip()
