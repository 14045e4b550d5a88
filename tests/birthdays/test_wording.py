"""The archive in both languages."""

from datetime import date

import pytest

from alaminute.birthdays.model import Brand, Channel, Kind, Message
from alaminute.birthdays.wording import BirthdayWords
from languages import ENGLISH_BIRTHDAYS, FRENCH_BIRTHDAYS

BOTH = pytest.mark.parametrize("words", [FRENCH_BIRTHDAYS, ENGLISH_BIRTHDAYS], ids=["fr", "en"])


def message(**values):
    return Message(Brand("A"), "A", **values)


@BOTH
def test_every_channel_and_kind_has_its_words(words: BirthdayWords):
    assert all(channel.name and channel.by for channel in map(words.channels.__getitem__, Channel))
    assert all(words.kinds[kind] for kind in Kind)


@BOTH
def test_every_channel_has_one_letter_of_its_own(words: BirthdayWords):
    letters = [words.channels[channel].letter for channel in Channel]
    assert len(set(letters)) == len(letters)
    assert all(len(letter) == 1 for letter in letters)


@pytest.mark.parametrize(
    ("values", "french", "english"),
    [
        ({"days_before": 18}, "18 jours avant", "18 days before"),
        ({"days_before": 1, "sent": date(2013, 6, 20)}, "1 jour avant", "1 day before"),
        ({"days_before": -1}, "1 jour après", "1 day after"),
        ({"days_before": -2}, "2 jours après", "2 days after"),
        ({"days_before": 0}, "le jour même", "on the day"),
        ({"sent": date(2013, 6, 1)}, "le 1ᵉʳ juin 2013", "1 June 2013"),
        ({}, "", ""),
    ],
)
def test_the_day_in_words(values, french, english):
    for words, shown in ((FRENCH_BIRTHDAYS, french), (ENGLISH_BIRTHDAYS, english)):
        assert words.day(message(**values)).replace("\u00a0", " ") == shown


def test_channels_and_kinds_are_listed():
    both = message(channels=(Channel.EMAIL, Channel.LETTER), kinds=(Kind.GIFT, Kind.WISHES))
    assert (FRENCH_BIRTHDAYS.channels_of(both), FRENCH_BIRTHDAYS.kinds_of(both)) == ("e-mail, courrier", "cadeau, vœux")
    assert (ENGLISH_BIRTHDAYS.channels_of(both), ENGLISH_BIRTHDAYS.kinds_of(both)) == ("e-mail, post", "gift, wishes")
    assert (ENGLISH_BIRTHDAYS.channels_of(message()), ENGLISH_BIRTHDAYS.kinds_of(message())) == ("", "")


@pytest.mark.parametrize(("channels", "sign"), [((Channel.SHOP,), "V"), ((Channel.EMAIL, Channel.SMS), "+"), ((), "•")])
def test_a_message_has_one_sign(channels, sign):
    assert FRENCH_BIRTHDAYS.sign(message(channels=channels)) == sign
