"""CSS that others wrote, or that is to be short: no parser, only what is the same in every version of CSS. Pure."""

import re

_CSS_STRING = r"""(?P<string>"[^"]*"|'[^']*')"""
_CSS_COMMENT = re.compile(rf"{_CSS_STRING}|/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(rf"{_CSS_STRING}|\s+")
# Not before a colon, where a space means « any descendant »: `.texte :is(ul, ol)`.
_CSS_SIGN = re.compile(rf"{_CSS_STRING}|\s*(?P<sign>[{{}};,])\s*|(?P<colon>:)\s+")

# Grey on white is no colour that can be read in the dark.
_LOOKS = re.compile(
    r"(?:^|(?<=;))\s*(?:background|color|font|line-height)[a-z-]*\s*:(?:[^;(]|\([^)]*\))*(?:;|$)", re.IGNORECASE
)
_VALUE = r"""(?:[^:;("']|\([^)]*\)|"[^"]*"|'[^']*')+"""
_DECLARATIONS = re.compile(rf"(?:{_VALUE}|:)+")
_DECLARATION = re.compile(rf"\s*(?:[a-z-]+\s*:{_VALUE}|--.*)", re.IGNORECASE | re.DOTALL)
# The innermost blocks are those of declarations.
_BLOCK = re.compile(r"""\{((?:[^{}"']|"[^"]*"|'[^']*')*)\}""")


def compact_css(source: str) -> str:
    """The same rules in fewer bytes; strings stay as they are."""
    source = _without_comments(source)
    source = _CSS_SPACE.sub(lambda match: match["string"] or " ", source)
    source = _CSS_SIGN.sub(lambda match: match["string"] or match["sign"] or match["colon"], source)
    return source.replace(";}", "}").strip() + "\n"


def understood_rules(source: str) -> str:
    """A style sheet without comments and without the declarations that every browser drops for their syntax."""
    return _BLOCK.sub(lambda block: f"{{{_understood(block[1])}}}", _without_comments(source)).strip()


def layout_only(declarations: str) -> str:
    """Of a `style` attribute, what is not about colours and letters, nor something that no browser understands."""
    return _understood(_LOOKS.sub("", declarations)).strip()


def _without_comments(source: str) -> str:
    return _CSS_COMMENT.sub(lambda match: match["string"] or "", source)


def _understood(declarations: str) -> str:
    """Those with a name and one value: `max-width: max-width: 9px` is none."""
    found: list[str] = _DECLARATIONS.findall(declarations)
    kept = [each for each in found if not each.strip() or _DECLARATION.fullmatch(each)]
    return declarations if kept == found else ";".join(kept)
