"""What became of each brand since the year before."""

from datetime import date

import pytest
from hypothesis import given

from alaminute.birthdays.comparison import Aspect, Status, compare_all, normalised
from alaminute.birthdays.model import Brand, Channel, Kind, Message, Year, build_archive
from birthdays.archives import archives
from birthdays.made_up import made_up_archive
from languages import FRENCH_BIRTHDAYS


def message(name="SNCF", **values):
    return Message(Brand(name), name, **{"channels": (Channel.EMAIL,), "offer": "un café", **values})


def compare(*years):
    """The comparison of the last of these lists of messages; years are 2011, 2012… in order."""
    made = [year if isinstance(year, Year) else Year(0, "", messages=tuple(year)) for year in years]
    numbered = [
        Year(2011 + index, "", messages=year.messages, incomplete=year.incomplete) for index, year in enumerate(made)
    ]
    return compare_all(build_archive(numbered))[2010 + len(years)]


def incomplete(*messages):
    return Year(0, "", messages=messages, incomplete=True)


def status(*years, brand="SNCF"):
    return compare(*years).entry(Brand(brand)).status


def test_a_brand_never_seen_before_is_new():
    assert status([message("FNAC")], [message()]) is Status.NEW


def test_a_brand_that_sends_something_alike_is_faithful():
    assert status([message()], [message()]) is Status.FAITHFUL


def test_a_brand_is_recognised_under_another_spelling_and_shown_in_the_latest():
    entry = compare([message("FATHER AND SONS")], [message("Father & Sons")]).entry(Brand("father sons"))
    assert (entry.status, entry.brand.name) == (Status.FAITHFUL, "Father & Sons")


def test_a_brand_that_skipped_a_year_is_back():
    comparison = compare([message()], [], [message()])
    entry = comparison.entry(Brand("SNCF"))
    assert (entry.status, entry.last_seen) == (Status.BACK, 2011)


def test_a_brand_that_wrote_the_year_before_only_is_gone():
    entry = compare([message()], []).entry(Brand("SNCF"))
    assert (entry.status, entry.message, entry.last_seen) == (Status.GONE, None, 2011)
    assert entry.before is not None


def test_the_same_message_is_identical_when_the_author_says_so():
    assert status([message()], [message(identical=(2011,))]) is Status.IDENTICAL
    assert status([message()], [], [message(identical=(2011,))]) is Status.BACK


def test_an_identical_message_may_still_have_come_by_another_channel():
    entry = compare([message()], [message(identical=(2011,), channels=(Channel.SMS,))]).entry(Brand("SNCF"))
    assert entry.status is Status.IDENTICAL
    assert [change.aspect for change in entry.changes] == [Aspect.CHANNEL]


def test_after_an_incomplete_year_absence_proves_nothing():
    assert status(incomplete(), [message()]) is Status.UNKNOWN
    assert status([message()], incomplete(), [message()]) is Status.UNKNOWN
    assert status(incomplete(message()), [message()]) is Status.FAITHFUL
    assert status(incomplete(), [message(identical=(2011,))]) is Status.IDENTICAL


def test_in_an_incomplete_year_nobody_is_gone():
    assert status([message()], incomplete()) is Status.UNKNOWN


def test_in_the_first_year_nothing_can_be_compared():
    comparison = compare([message()])
    assert comparison.previous is None
    assert comparison.entry(Brand("SNCF")).status is Status.UNKNOWN
    (section,) = comparison.sections
    assert (section.status, section.unknown_year, FRENCH_BIRTHDAYS.title(section)) == (Status.UNKNOWN, None, "A écrit")


@pytest.mark.parametrize(
    ("before", "after", "aspect", "words"),
    [
        ({"offer": "un café"}, {"offer": "un thé"}, Aspect.OFFER, ("un café", "un thé")),
        ({"offer": None}, {"offer": "un thé"}, Aspect.OFFER, ("aucune offre", "un thé")),
        ({"offer": "un café"}, {"offer": None}, Aspect.OFFER, ("un café", "aucune offre")),
        ({"kinds": (Kind.GIFT,)}, {"kinds": (Kind.POINTS,)}, Aspect.KIND, ("cadeau", "points")),
        ({}, {"channels": (Channel.EMAIL, Channel.SMS)}, Aspect.CHANNEL, ("e-mail", "e-mail, SMS")),
        ({"days_before": 1}, {"days_before": 0}, Aspect.DATE, ("1\u00a0jour avant", "le jour même")),
        ({"sent": date(2011, 6, 20)}, {"sent": date(2012, 6, 23)}, Aspect.DATE, ("20/06", "23/06")),
    ],
)
def test_a_change_is_told_from_both_sides(before, after, aspect, words):
    entry = compare([message(**before)], [message(**after)]).entry(Brand("SNCF"))
    assert entry.status is Status.CHANGED
    assert [
        (change.aspect, (FRENCH_BIRTHDAYS.before(change), FRENCH_BIRTHDAYS.after(change))) for change in entry.changes
    ] == [(aspect, words)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"offer": "Un café !"}, {"offer": "un  CAFE"}),
        ({"kinds": ()}, {"kinds": (Kind.GIFT,)}),
        ({"channels": (Channel.SMS, Channel.EMAIL)}, {"channels": (Channel.EMAIL, Channel.SMS)}),
        ({"sent": date(2011, 6, 20)}, {"sent": date(2012, 6, 20)}),
        ({"sent": date(2011, 6, 20), "days_before": 1}, {"sent": date(2012, 6, 21), "days_before": 1}),
        ({"days_before": 3}, {}),
    ],
)
def test_what_is_written_otherwise_or_unknown_is_no_change(before, after):
    assert status([message(**before)], [message(**after)]) is Status.FAITHFUL


def test_what_an_incomplete_year_leaves_empty_is_no_change():
    assert status(incomplete(message(offer=None, channels=())), [message()]) is Status.FAITHFUL


def test_sections_come_by_interest_and_say_their_number():
    sections = compare(
        [message("A"), message("B"), message("C"), message("D")],
        [message("A"), message("B", offer="autre"), message("E"), message("F")],
    ).sections
    assert [
        (FRENCH_BIRTHDAYS.title(section), [entry.brand.name for entry in section.entries]) for section in sections
    ] == [
        ("A changé", ["B"]),
        ("Nouvelles", ["E", "F"]),
        ("N’écrivent plus", ["C", "D"]),
        ("Fidèle à elle-même", ["A"]),
    ]


def test_unknown_brands_make_two_sections_with_anchors_of_their_own():
    sections = compare(incomplete(message("A")), incomplete(message("B"))).sections
    assert [(FRENCH_BIRTHDAYS.title(section), section.anchor) for section in sections] == [
        ("Inconnue en 2011, dont l’archive est incomplète", "marques-inconnues"),
        ("Sans nouvelles en 2012, dont l’archive est incomplète", "marques-sans-nouvelles"),
    ]


def test_the_difference_is_known_between_complete_years_only():
    assert compare([message("A")], [message("A"), message("B"), message("C")]).difference == 2
    assert compare([message("A")], []).difference == -1
    assert compare([message("A")]).difference is None
    assert compare(incomplete(), [message("A")]).difference is None
    assert compare([message("A")], incomplete()).difference is None


def test_percents_and_currencies_count_in_an_offer():
    assert normalised("10 % de remise") != normalised("10 € de remise")


@given(archives())
def test_every_brand_of_either_year_has_exactly_one_status(archive):
    previous = None
    for year, comparison in zip(archive, compare_all(archive).values(), strict=True):
        expected = {message.brand.key for message in (*year.messages, *(previous.messages if previous else ()))}
        keys = [entry.brand.key for entry in comparison.entries]
        assert sorted(keys) == sorted(expected)
        assert comparison.year is year
        assert comparison.previous is previous
        previous = year


@given(archives())
def test_totals_add_up(archive):
    for comparison in compare_all(archive).values():
        assert sum(comparison.counts.values()) == len(comparison.entries)
        assert sum(len(section.entries) for section in comparison.sections) == len(comparison.entries)
        assert sum(entry.message is not None for entry in comparison.entries) == len(comparison.year.messages)
        if comparison.difference is not None:
            came = comparison.count(Status.NEW) + comparison.count(Status.BACK)
            assert comparison.difference == came - comparison.count(Status.GONE)
        anchors = [section.anchor for section in comparison.sections]
        assert len(set(anchors)) == len(anchors)


@given(archives())
def test_new_back_and_gone_are_said_of_complete_years_only(archive):
    for comparison in compare_all(archive).values():
        if comparison.previous is None or comparison.previous.incomplete:
            assert not comparison.of(Status.NEW)
            assert not comparison.of(Status.BACK)
        if comparison.year.incomplete:
            assert not comparison.of(Status.GONE)
        for entry in comparison.entries:
            assert (entry.status is Status.CHANGED) <= bool(entry.changes)
            assert all(FRENCH_BIRTHDAYS.before(c) and FRENCH_BIRTHDAYS.after(c) for c in entry.changes)


def test_the_made_up_archive_shows_every_status():
    comparisons = compare_all(made_up_archive())
    assert len(comparisons) == 7
    seen = {entry.status for comparison in comparisons.values() for entry in comparison.entries}
    assert seen == set(Status)
