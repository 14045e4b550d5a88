"""Languages: the code of a name that an author types, and the language of a text that does not say.

Pure: py3langid's model and Babel's names are read once from their packages.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from alaminute.header import fold

# BCP 47 (RFC 5646), as far as authors and feeds use it: language, then subtags of two to eight characters.
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
# Codes that say "none", "several" or "unknown" (ISO 639-2).
_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
# Detection on less text than this is a guess.
_SMALLEST_CHARACTERS = 20
# More says nothing more.
_LARGEST_SAMPLE = 5000


def language_code(text: str) -> str | None:
    """The BCP 47 code of `en`, `fr_CA`, « anglais » or "English"; None if it is no language."""
    text = text.strip()
    if code := _names().get(fold(text)):
        return code
    if not _TAG.fullmatch(text):
        return None
    language, *subtags = text.replace("_", "-").split("-")
    code = "-".join([language.lower(), *(tag.upper() if len(tag) == 2 else tag for tag in subtags)])
    return code if _known(language.lower()) else None


def primary(code: str) -> str:
    """`en` of `en-GB`."""
    return code.split("-", maxsplit=1)[0].lower()


def text_language(text: str, *, among: Sequence[str]) -> str | None:
    """The language of a text, among those that the author reads (codes); None if the text is too short to say.

    Limited to a few languages py3langid names 14 titles of 15 rightly, unlimited only 11. But what is not written in
    the Latin script is plainly none of the few that are: its language is looked for among all, read or not.
    """
    text = text.strip()[:_LARGEST_SAMPLE]
    if len(text) < _SMALLEST_CHARACTERS or not among:
        return None
    languages = {primary(code) for code in among} if _is_latin(text) else set()
    code: str = _identifier(tuple(sorted(languages))).classify(text)[0]
    return code


def _is_latin(text: str) -> bool:
    """Whether most letters of a text are of the Latin script, which all of Western Europe writes in."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return 2 * latin >= len(letters)


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    """The identifier of these languages; of all that it knows for none."""
    # Here, since it brings numpy, which most commands never need.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if languages:
        identifier.set_languages(list(languages))
    return identifier


@cache
def _names() -> dict[str, str]:
    """Folded French and English names of languages → codes."""
    names: dict[str, str] = {}
    for locale in ("en", "fr"):
        for code, name in Locale.parse(locale).languages.items():
            if _TAG.fullmatch(code) and "_" not in code:
                names[fold(name)] = code
    return names


def _known(language: str) -> bool:
    if language in _NO_LANGUAGE:
        return False
    try:
        return language in Locale.parse("en").languages or bool(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return False
