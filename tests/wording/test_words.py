"""What is said in one language."""

from collections.abc import Sequence

import pytest

from alaminute.wording import words
from alaminute.wording.words import Words, language_and_country, locale_of
from languages import ENGLISH, FRENCH


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "0 lecture", "0 reads"),
        (1, "1 lecture", "1 read"),
        (2, "2 lectures", "2 reads"),
        (1234, "1\u202f234 lectures", "1,234 reads"),
    ],
)
def test_the_plural_begins_at_two_in_french_and_after_one_in_english(number: int, french: str, english: str) -> None:
    for said, shown in ((words.FRENCH, french), (FRENCH, french), (ENGLISH, english)):
        count = said.ngettext("%(num)s\u00a0lecture", "%(num)s\u00a0lectures", number)
        assert count.replace("\u00a0", " ") == shown


def test_a_message_without_translation_is_said_in_french() -> None:
    assert ENGLISH.gettext("Une phrase de %(nombre)s mots.", nombre=5) == "Une phrase de 5 mots."
    assert ENGLISH.ngettext("%(num)s chose", "%(num)s choses", 0) == "0 chose"


def test_a_percent_sign_is_no_place_for_a_value() -> None:
    assert FRENCH.gettext("10 %% de %(what)s", what="50 %") == "10 % de 50 %"


@pytest.mark.parametrize(
    ("said", "value", "shown"),
    [(FRENCH, 5044, "5\u202f044"), (FRENCH, 1.5, "1,5"), (ENGLISH, 5044, "5,044"), (ENGLISH, 1.5, "1.5")],
)
def test_numbers_are_grouped_as_in_the_language(said: Words, value: float, shown: str) -> None:
    assert said.number(value) == shown


@pytest.mark.parametrize(
    ("parts", "french", "english"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a et b", "a and b"), (["a", "{0}", "c"], "a, {0} et c", None)],
)
def test_an_enumeration(parts: Sequence[str], french: str, english: str | None) -> None:
    assert FRENCH.enumeration(parts) == french
    assert english is None or ENGLISH.enumeration(parts) == english


def test_an_enumeration_of_three_has_one_comma_in_british_english() -> None:
    assert ENGLISH.enumeration(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("language", "french", "english"),
    [
        ("en-GB", "en anglais", "in English"),
        ("nl", "en néerlandais", "in Dutch"),
        ("x-y", "langue\u00a0: x-y", "language: x-y"),
    ],
)
def test_a_language_is_named_in_the_sites(language: str, french: str, english: str) -> None:
    assert (FRENCH.in_language(language), ENGLISH.in_language(language)) == (french, english)


def test_a_language_of_another_country_is_not_foreign() -> None:
    assert not FRENCH.is_foreign("fr-CA")
    assert not FRENCH.is_foreign(None)
    assert not FRENCH.is_foreign("")
    assert ENGLISH.is_foreign("fr_FR")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", "fr_FR"), ("fr-CA", "fr_CA"), ("en", "en_GB"), ("en-US", "en_US"), ("de", "de_DE"), ("?", "?")],
)
def test_open_graph_gets_a_country_too(language: str, shown: str) -> None:
    assert language_and_country(language) == shown


def test_a_country_that_nobody_knows_is_left_out() -> None:
    assert str(locale_of("de-QQ")) == "de"


@pytest.mark.parametrize(
    ("title", "language", "on_a_french_site", "on_an_english_site"),
    [
        ("Nine keys: an order form", "en", "en", "en"),
        ("Formulaires : neuf clefs", "en", "fr", "en"),
        ("À propos du «piège» du discount", "en-GB", "fr", "en"),
        ("Pourquoi ?", "fr", "fr", "fr"),
        ("Warum?", "de", "de", "de"),
        ("Eine Frage : warum", "de", "fr", "fr"),
        ("Un titre", None, "fr", "en"),
    ],
)
def test_a_title_is_in_the_language_of_what_it_leads_to_unless_the_author_put_it_in_french(
    title: str, language: str | None, on_a_french_site: str, on_an_english_site: str
) -> None:
    assert FRENCH.language_of_title(title, language) == on_a_french_site
    assert ENGLISH.language_of_title(title, language) == on_an_english_site


@pytest.mark.parametrize(
    ("text", "language", "on_a_french_site", "on_an_english_site"),
    [
        ("A seed merchant asked for nine things before it would sell a packet of beans.", "en", "en", "en"),
        ("Un grainetier demandait neuf choses avant de vendre un paquet d'haricots.", "en", "fr", "en"),
        ("Tout un paquet : neuf questions", "en", "fr", "en"),
        ("Sur vingt-six messages reçus, un seul est encore dans ma boîte.", "fr", "fr", "fr"),
        ("Of twenty-six messages only one is still in my box.", "fr-FR", "fr", "en"),
        ("Einer von sechsundzwanzig.", "de", "de", "de"),
        ("", "en", "en", "en"),
    ],
)
def test_a_quotation_is_in_its_texts_language_unless_it_looks_translated(
    text: str, language: str, on_a_french_site: str, on_an_english_site: str
) -> None:
    assert FRENCH.language_of_quotation(text, language) == on_a_french_site
    assert ENGLISH.language_of_quotation(text, language).partition("-")[0] == on_an_english_site
