"""Sentences for none, one and many, in both languages."""

import pytest
from hypothesis import given

from alaminute.birthdays.comparison import compare_all
from alaminute.birthdays.model import Brand, Channel, Kind, Message, Year, build_archive
from alaminute.birthdays.sentences import (
    changes_sentence,
    delta_sentence,
    difference_sentence,
    personal_sentence,
    year_sentence,
    year_sentences,
)
from alaminute.birthdays.totals import Delta, channel_deltas, kind_deltas
from birthdays.archives import archives
from languages import ENGLISH, ENGLISH_BIRTHDAYS, FRENCH, FRENCH_BIRTHDAYS

INCOMPLETE = "The archive for that year is incomplete."
EMAIL, LETTER, SMS = (Channel.EMAIL,), (Channel.LETTER,), (Channel.SMS,)


def year(*channels, number=2013, incomplete=False, first=0):
    brands = (Brand(f"Marque {index}") for index in range(first, 99))
    messages = tuple(Message(brand, brand.name, channels=found) for brand, found in zip(brands, channels, strict=False))
    return Year(number, "", messages=messages, incomplete=incomplete)


def comparison(before, after):
    return compare_all(build_archive([before, after]))[after.number]


@pytest.mark.parametrize(
    ("channels", "sentence"),
    [
        ([], "Aucune marque n’a écrit en 2013."),
        ([EMAIL], "Une seule marque a écrit en 2013, par e-mail."),
        ([EMAIL + SMS], "Une seule marque a écrit en 2013, par e-mail et par SMS."),
        ([EMAIL, EMAIL], "2 marques ont écrit en 2013, toutes par e-mail."),
        ([LETTER, EMAIL, EMAIL], "3 marques ont écrit en 2013\u00a0: 2 par e-mail et 1 par courrier."),
        (
            [EMAIL + LETTER, EMAIL],
            "2 marques ont écrit en 2013\u00a0: 2 par e-mail et 1 par courrier, parfois par plusieurs canaux.",
        ),
    ],
)
def test_how_many_brands_wrote(channels, sentence):
    assert year_sentence(year(*channels), FRENCH_BIRTHDAYS) == sentence


@pytest.mark.parametrize(
    ("channels", "sentence"),
    [
        ([], "L’archive de 2013 est incomplète\u00a0: aucune marque n’y figure encore."),
        ([()], "On sait qu’une marque a écrit en 2013, par un canal inconnu."),
        ([(), EMAIL], "On sait que 2 marques ont écrit en 2013\u00a0: 1 par e-mail et 1 par un canal inconnu."),
    ],
)
def test_an_incomplete_year_says_so(channels, sentence):
    found = year_sentence(year(*channels, incomplete=True), FRENCH_BIRTHDAYS)
    assert found.startswith(sentence)
    assert "incomplète" in found


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (2, 2, "C’est autant qu’en 2012."),
        (2, 3, "Cela fait une marque de plus qu’en 2012."),
        (2, 1, "Cela fait une marque de moins qu’en 2012."),
        (0, 3, "Cela fait 3 marques de plus qu’en 2012."),
        (5, 1, "Cela fait 4 marques de moins qu’en 2012."),
    ],
)
def test_the_difference_from_the_year_before(before, after, sentence):
    made = comparison(year(*[EMAIL] * before, number=2012), year(*[EMAIL] * after))
    assert difference_sentence(made, FRENCH) == sentence


def test_the_difference_from_an_incomplete_year_is_not_told_in_figures():
    words = "L’archive de 2012 est incomplète\u00a0: l’écart ne se chiffre pas."
    assert difference_sentence(comparison(year(EMAIL, number=2012, incomplete=True), year(EMAIL)), FRENCH) == words
    found = difference_sentence(comparison(year(EMAIL, number=2012), year(EMAIL, incomplete=True)), FRENCH)
    assert found.startswith("L’archive de 2013")


def test_the_first_year_is_compared_with_nothing():
    first = compare_all(build_archive([year(EMAIL)]))[2013]
    assert difference_sentence(first, FRENCH) == changes_sentence(first, FRENCH) == ""


def test_what_became_of_the_brands():
    made = comparison(year(EMAIL, EMAIL, EMAIL, number=2012), year(EMAIL, EMAIL, SMS, EMAIL, first=1))
    assert changes_sentence(made, FRENCH) == (
        "Par rapport à 2012\u00a0: 2 sont nouvelles, 1 n’écrit plus et 2 sont fidèles à elles-mêmes."
    )
    nobody = comparison(year(number=2012), year())
    assert changes_sentence(nobody, FRENCH) == "Par rapport à 2012\u00a0: rien à comparer, aucune marque n’a écrit."


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (None, ""),
        (0, "Aucun message personnel."),
        (1, "1 message personnel, compté à part."),
        (70, "70 messages personnels, comptés à part."),
    ],
)
def test_personal_messages(count, sentence):
    assert personal_sentence(Year(2013, "", personal_messages=count), FRENCH) == sentence


@pytest.mark.parametrize(
    ("delta", "sentence"),
    [
        (Delta(Channel.EMAIL, 6, 4), "Par e-mail\u00a0: 6 marques, 2 de plus qu’en 2012."),
        (Delta(Channel.SHOP, 1, 2), "En point de vente\u00a0: 1 marque, une de moins qu’en 2012."),
        (Delta(Kind.WISHES, 0, 1), "Vœux\u00a0: aucune marque, une de moins qu’en 2012."),
        (Delta(Kind.GIFT, 3, 3), "Cadeau\u00a0: 3 marques, autant qu’en 2012."),
        (Delta(Kind.GIFT, 3, None), "Cadeau\u00a0: 3 marques."),
    ],
)
def test_a_channel_or_kind_against_the_year_before(delta, sentence):
    assert delta_sentence(delta, 2012, FRENCH_BIRTHDAYS) == sentence


def test_channels_of_either_year_are_compared():
    made = comparison(year(EMAIL, LETTER, number=2012), year(EMAIL, EMAIL, SMS))
    found = [(delta.value, delta.now, delta.before, delta.difference) for delta in channel_deltas(made)]
    assert found == [(Channel.EMAIL, 2, 1, 1), (Channel.LETTER, 0, 1, -1), (Channel.SMS, 1, 0, 1)]
    assert kind_deltas(made) == ()


# --- In English ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channels", "sentence"),
    [
        ([], "No brand wrote in 2013."),
        ([EMAIL], "Only one brand wrote in 2013, by e-mail."),
        ([EMAIL + SMS], "Only one brand wrote in 2013, by e-mail and by SMS."),
        ([LETTER, LETTER], "2 brands wrote in 2013, all by post."),
        ([LETTER, EMAIL, EMAIL], "3 brands wrote in 2013: 2 by e-mail and 1 by post."),
        (
            [EMAIL + LETTER, EMAIL],
            "2 brands wrote in 2013: 2 by e-mail and 1 by post, some by more than one channel.",
        ),
    ],
)
def test_in_english_how_many_brands_wrote(channels, sentence):
    assert year_sentence(year(*channels), ENGLISH_BIRTHDAYS) == sentence


@pytest.mark.parametrize(
    ("channels", "sentence"),
    [
        ([], "The archive for 2013 is incomplete: it has no brands yet."),
        (
            [()],
            f"One brand is known to have written in 2013, by an unknown channel. {INCOMPLETE}",
        ),
        (
            [(), EMAIL],
            f"2 brands are known to have written in 2013: 1 by e-mail and 1 by an unknown channel. {INCOMPLETE}",
        ),
    ],
)
def test_in_english_an_incomplete_year_says_so(channels, sentence):
    assert year_sentence(year(*channels, incomplete=True), ENGLISH_BIRTHDAYS) == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (2, 2, "That is as many as in 2012."),
        (2, 3, "That is one brand more than in 2012."),
        (0, 3, "That is 3 brands more than in 2012."),
        (2, 1, "That is one brand fewer than in 2012."),
        (5, 1, "That is 4 brands fewer than in 2012."),
    ],
)
def test_in_english_the_difference_from_the_year_before(before, after, sentence):
    made = comparison(year(*[EMAIL] * before, number=2012), year(*[EMAIL] * after))
    assert difference_sentence(made, ENGLISH) == sentence


def test_in_english_what_became_of_the_brands():
    made = comparison(year(EMAIL, EMAIL, EMAIL, number=2012), year(EMAIL, EMAIL, SMS, EMAIL, first=1))
    assert changes_sentence(made, ENGLISH) == (
        "Compared with 2012: 2 are new, 1 no longer writes and 2 are the same as ever."
    )


@pytest.mark.parametrize(
    ("delta", "sentence"),
    [
        (Delta(Channel.EMAIL, 6, 4), "By e-mail: 6 brands, 2 more than in 2012."),
        (Delta(Channel.SHOP, 1, 2), "In store: 1 brand, one fewer than in 2012."),
        (Delta(Kind.WISHES, 0, 1), "Wishes: no brands, one fewer than in 2012."),
        (Delta(Kind.GIFT, 3, 3), "Gift: 3 brands, as many as in 2012."),
        (Delta(Kind.GIFT, 3, None), "Gift: 3 brands."),
    ],
)
def test_in_english_a_channel_or_kind_against_the_year_before(delta, sentence):
    assert delta_sentence(delta, 2012, ENGLISH_BIRTHDAYS) == sentence


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "No personal messages."),
        (1, "1 personal message, counted separately."),
        (1070, "1,070 personal messages, counted separately."),
    ],
)
def test_in_english_personal_messages(count, sentence):
    assert personal_sentence(Year(2013, "", personal_messages=count), ENGLISH) == sentence


# --- In any language ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [FRENCH_BIRTHDAYS, ENGLISH_BIRTHDAYS], ids=["fr", "en"])
@given(archive=archives())
def test_sentences_are_sentences(words, archive):
    for found in compare_all(archive).values():
        sentences = year_sentences(found, words)
        assert sentences
        for sentence in sentences:
            assert sentence[0] in "123456789" or sentence[0].isupper()
            assert sentence.endswith(".")
            assert "  " not in sentence
            assert "None" not in sentence
            assert "%" not in sentence
