"""Plain text → Markdown that renders as exactly that text.

What comes from a feed is hostile: no character of it may become markup, HTML or a `{filename}` link. Only what Markdown
would read as markup is escaped, so that the author gets a text that can be edited with pleasure. Pure.
"""

import re

_MARKUP = re.compile(r"[\\`*\[\]{]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Doubled, these mark deletions, insertions and highlights in common extensions.
_DOUBLED = re.compile(r"(?<=([~^=+]))\1|([~^=+])(?=\2)")
# At the start of a paragraph: heading, quotation, list, definition, table, rule, block of PyMdown, numbered list.
_OPENING = re.compile(r"(?:[#>+:|=~!-]|/(?=//)|\d+(?=[.)]))")
_IN_URL = re.compile(r"[\s<>\"`{}|\\()\[\]]")


def literal(text: str) -> str:
    """One line of Markdown that shows `text`, its whitespace collapsed, and nothing else."""
    line = " ".join(text.split())
    line = _ENTITY.sub("&amp;", line)
    line = _MARKUP.sub(r"\\\g<0>", line)
    line = _DOUBLED.sub(lambda match: f"&#{ord(match[0])};", line)
    line = line.replace("<", "&lt;")
    return _OPENING.sub(_harmless, line, count=1) if _OPENING.match(line) else line


def link(text: str, url: str) -> str:
    """An inline Markdown link that shows `text` and leads to `url`."""
    return f"[{literal(text)}]({link_target(url)})"


def link_target(url: str) -> str:
    """The address, with what could end or alter a Markdown link percent-encoded: it leads to the same place."""
    encoded = _IN_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
    return _ENTITY.sub("%26", encoded)


def _harmless(match: re.Match[str]) -> str:
    """The character as an entity; of a number, the dot after it is what would start a list."""
    return f"&#{ord(match[0])};" if len(match[0]) == 1 and not match[0].isdigit() else f"{match[0]}\\"
