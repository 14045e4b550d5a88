"""The words of one language: messages by their French wording, plurals, lists, names of languages. Pure.

French is the language in which templates and code say things; a catalogue says the same in another one. Methods are
named as in gettext, so that Babel finds the messages in the source (see wording.extraction).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.lists import format_list
from babel.numbers import format_decimal

SOURCE = "fr"
# « mode d'emploi : la suite », « piège »: no other language of ours has a space before the colon, or these quotes.
_TYPED_IN_FRENCH = re.compile(r"[«»]|\w[ \u00a0\u202f]+[:;!?](?:\s|$)")
# What two lines of French can hardly do without, and other languages only with a borrowed word.
_SOUNDS_FRENCH = re.compile(r"\b(?:[cdjlmnst]|qu)['’]\w|[àâçèéêîôœùû]", re.IGNORECASE)
# An English that names no country is written as in Britain: « 1 August 2010 », a, b and c.
_COUNTRIES = {"en": "en_GB"}


class SourceTranslations(NullTranslations):
    """Messages as they stand in the source, with the plural of French: it begins at two."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that French takes."""
        return msgid2 if abs(n) >= 2 else msgid1

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 (gettext's signature)
        """The form that French takes, whatever the context."""
        return self.ngettext(msgid1, msgid2, n)


@dataclass(frozen=True)
class Words:
    """What is said in one language.

    Messages hold `%(name)s` where values go, and `%%` for a percent sign. A plural's number is `%(num)s`.
    """

    language: str = SOURCE  # BCP 47
    translations: NullTranslations = field(default_factory=SourceTranslations, repr=False)

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language."""
        return self.translations.gettext(message) % values

    def ngettext(self, one: str, several: str, count: int, **values: object) -> str:
        """The form of the message that goes with that number."""
        values.setdefault("num", self.number(count))
        return self.translations.ngettext(one, several, count) % values

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """The message as that context means it."""
        return self.translations.pgettext(context, message) % values

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language."""
        return locale_of(self.language)

    def number(self, value: float) -> str:
        """« 1 234,5 », "1,234.5". Not for years, which are never grouped."""
        return str(format_decimal(value, locale=self.locale))

    def enumeration(self, parts: Sequence[str]) -> str:
        """« a, b et c », "a, b and c"; empty for nothing."""
        return str(format_list(parts, "standard", self.locale)) if parts else ""

    def is_foreign(self, language: str | None) -> bool:
        """Whether that language (BCP 47) is another one; not if none is said."""
        return bool(language) and primary(language or "") != primary(self.language)

    def language_of_title(self, title: str, language: str | None) -> str:
        """The language that a link's words are in: that of what it leads to, unless the author has put them otherwise.

        Those of a foreign text that are typed as French is are French; those of any other text are the site's.
        """
        if not self.is_foreign(language):
            return self.language
        return SOURCE if _TYPED_IN_FRENCH.search(title) else language or ""

    def language_of_quotation(self, text: str, language: str | None) -> str:
        """The language of what is quoted from a text: that text's, unless the author has put it into the site's own.

        Of two languages of which one is French, it is told by the look of the words.
        """
        if not self.is_foreign(language):
            return self.language
        sounds_french = bool(_TYPED_IN_FRENCH.search(text) or _SOUNDS_FRENCH.search(text))
        if (SOURCE in (primary(self.language), primary(language or ""))) and (
            sounds_french == (primary(self.language) == SOURCE)
        ):
            return self.language
        return language or ""

    def in_language(self, language: str) -> str:
        """« en anglais », "in English"; « langue : tlh » of a language without a name."""
        name = self.locale.languages.get(primary(language))
        if name is None:
            return self.gettext("langue\u00a0: %(code)s", code=language)
        return self.gettext("en %(language)s", language=name)


FRENCH = Words()


def primary(language: str) -> str:
    """`en` of `en-GB`."""
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def is_language(language: str) -> bool:
    """Whether a tag is that of a language that Babel knows."""
    try:
        locale_of(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def locale_of(language: str) -> Locale:
    """Babel's locale of a BCP 47 tag, with the country that its forms are taken from where the tag names none.

    A country that Babel does not know with that language is left out. Raises UnknownLocaleError or ValueError for what
    is no language.
    """
    tag = language.replace("-", "_")
    try:
        return Locale.parse(_COUNTRIES.get(tag.lower(), tag))
    except UnknownLocaleError:
        return Locale.parse(primary(language))


def language_and_country(language: str) -> str:
    """`fr_FR`, `en_GB`: what the Open Graph protocol asks for; the tag itself if no country goes with it."""
    try:
        locale = locale_of(language)
    except (UnknownLocaleError, ValueError):
        return language
    likely = get_global("likely_subtags").get(locale.language, "")
    country = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{country}" if country else language
