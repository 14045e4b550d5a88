"""What a French reader would see as wrongly set: spaces that may break, foreign quotes, typewriter signs.

Rules of the Lexique of the Imprimerie nationale; a no-break space may be wide (U+00A0) or narrow (U+202F). Looks at
what pages say, in text and in attributes, but not at code, addresses, or words marked as another language.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

# Stands where something was that is not ours to judge: a word, as far as the signs beside it are concerned.
HOLE = "\ufffc"
_NO_BREAK = "\u00a0\u202f"
_SPACE = f"[ {_NO_BREAK}]"
# What ends with a sign; not « · ? », where the sign is what is spoken of.
_SAID_BEFORE = rf"[\w{HOLE})\]»”’\"'%€$°…]"
_END = r"(?=[\s»”)\]]|$)"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_DAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_UNACCENTED = "Etat|Ecole|Etude|Evénement|Eté|Etiquette|Ecrire|A (?:propos|la|ce|cet|cette|lire|noter|suivre|savoir)"
_UNITS = "min|h|s|ms|km|kg|g|cm|mm|m|Ko|Mo|Go|px|pt|°C"

RULES = {
    "no no-break space before ; ! ?": rf"(?<={_SAID_BEFORE}) *[;!?]+{_END}",
    "no no-break space before :": rf"(?<={_SAID_BEFORE}) *:{_END}",
    "no no-break space inside « »": rf"«(?![{_NO_BREAK}])|(?<![{_NO_BREAK}])»",
    "two spaces around a sign": rf"[{_NO_BREAK}]{_SPACE}|{_SPACE}[{_NO_BREAK}]|(?<=\S)  +(?=\S)",
    "space before a comma or full stop": rf"(?<=\S){_SPACE}[,.]{_END}",
    "space inside brackets": rf"[(\[]{_SPACE}|{_SPACE}[)\]]",
    "straight double quote": '"',
    "English quotes": "[“”„]",
    "straight apostrophe": r"(?<=[\w«])'|'(?=[\w«])",
    "dots for an ellipsis": r"(?<!\.)\.\.\.?(?!\.)|…\.|\.…",
    "no no-break space before % € $": r"\d *[%€$]",
    "no no-break space before a unit": rf"\d +(?:{_UNITS})\b",
    "thousands not set apart by a no-break space": (
        r"(?<![\d.,])(?:\d{1,3}(?:[ ,]\d{3})+(?!\d)|[1-9]\d{0,2}(?:\.\d{3})+(?![\d.]*\d))"
    ),
    "date that may break after the day": rf"(?i)\b(?:\d{{1,2}}|1ᵉʳ|1er) +(?:{_MONTHS})\b",
    "English date": rf"\b\d{{1,2}} (?:{_ENGLISH_MONTHS})\b|\b(?:{_ENGLISH_MONTHS}) \d|\b(?:{_ENGLISH_DAYS}),? \d",
    "capital without its accent": rf"\b(?:{_UNACCENTED})\b",
}
_RULES = {name: re.compile(pattern) for name, pattern in RULES.items()}

_SILENT = {"code", "kbd", "math", "pre", "samp", "script", "style", "textarea"}
# These stand within a line; all others begin one.
_INLINE = set(
    """
    a abbr b bdi bdo cite data del dfn em i img ins mark q s small span strong sub sup time tspan u var wbr
    """.split()
)
_SAID = ("alt", "aria-description", "aria-label", "label", "placeholder", "title")
_DESCRIBING = re.compile(r"(?:og|twitter|article):.*\b(?:title|description|alt|site_name|tag)|description|author")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")


def faults(text: str) -> Iterator[str]:
    """Each place of a French text that breaks a rule, with what stands around it."""
    plain = _ADDRESS.sub(HOLE, text)
    for name, rule in _RULES.items():
        for match in rule.finditer(plain):
            around = plain[max(0, match.start() - 20) : match.end() + 10]
            yield f"{name} : {around!r}"


def faults_in(root: HtmlElement, language: str = "") -> Iterator[str]:
    """The same of all that an element and those within it say in French."""
    for text in french_texts(root, language):
        yield from faults(text)


def french_texts(root: HtmlElement, language: str = "") -> Iterator[str]:
    """Lines and attributes in French; `language` is that of what stands around."""
    yield from _attributes(root, language)
    for line in "".join(_pieces(root, language, silent=False)).split("\n"):
        text = re.sub(r"[\t\r\f]+", " ", line).strip(" ")
        if text:
            yield text


def _pieces(element: HtmlElement, language: str, *, silent: bool) -> Iterator[str]:
    """The text of an element in order, a line break around each block, a hole for what is not French or no prose."""
    language = element.get("lang", language)
    silent = silent or element.tag in _SILENT or _is_sign(element)
    edge = "" if element.tag in _INLINE | _SILENT else "\n"
    yield HOLE if element.tag == "img" else edge
    yield _shown(element.text, language, silent=silent)
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, language, silent=silent)
        yield _shown(child.tail, language, silent=silent)
    yield edge


def _is_sign(element: HtmlElement) -> bool:
    """Whether it is drawn with a letter rather than written, such as the « ? » of an unknown year."""
    return element.get("aria-hidden") == "true" and len(element.text_content().strip()) == 1


def _shown(text: str | None, language: str, *, silent: bool) -> str:
    if not text or (_is_french(language) and not silent):
        return re.sub(r" *\n\s*", " ", text or "")
    return HOLE if text.strip() else " "


def _is_french(language: str) -> bool:
    return language.lower().partition("-")[0] == "fr"


def _attributes(root: HtmlElement, language: str) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str) or not _is_french(_language_of(element, language)):
            continue
        yield from (element.get(name, "") for name in _SAID)
        if element.tag == "meta" and _DESCRIBING.fullmatch(element.get("name") or element.get("property") or ""):
            yield element.get("content", "")


def _language_of(element: HtmlElement, language: str) -> str:
    said = (around.get("lang") for around in [element, *element.iterancestors()])
    return next((lang for lang in said if lang is not None), language)
