"""What is known of 2012 and 2013 comes out of the archive's two files by computation."""

from pathlib import Path

import pytest

from alaminute.birthdays.comparison import Aspect, Status, compare_all
from alaminute.birthdays.from_records import SCHEMA, year_from
from alaminute.birthdays.model import Brand, Channel, build_archive
from alaminute.birthdays.sentences import personal_sentence, year_sentence
from alaminute.birthdays.totals import totals_of
from alaminute.records import format_document, parse_document
from languages import FRENCH, FRENCH_BIRTHDAYS

CONTENT = Path(__file__).parents[2] / "content" / "birthdays"


def document(number):
    path = CONTENT / f"{number}.md"
    return parse_document(path.read_text(encoding="utf-8"), path.name, SCHEMA)


@pytest.fixture(scope="module")
def comparison():
    archive = build_archive([year_from(document(2012)), year_from(document(2013))])
    return compare_all(archive)[2013]


def test_eight_brands_wrote_six_by_email_and_two_by_letter(comparison):
    totals = totals_of(comparison.year)
    assert totals.brands == 8
    assert totals.channels == {Channel.EMAIL: 6, Channel.LETTER: 2}
    assert (
        year_sentence(comparison.year, FRENCH_BIRTHDAYS)
        == "8 marques ont écrit en 2013\u00a0: 6 par e-mail et 2 par courrier."
    )


def test_personal_messages_google_and_facebook_are_counted_apart(comparison):
    assert comparison.year.personal_messages == 70
    assert personal_sentence(comparison.year, FRENCH) == "70 messages personnels, comptés à part."
    assert [aside.heading for aside in comparison.year.asides] == ["Google", "Facebook"]


def test_more_brands_than_are_known_of_2012(comparison):
    assert comparison.previous.incomplete
    assert len(comparison.year.messages) > len(comparison.previous.messages)


def test_who_changed_and_how(comparison):
    changes = {
        entry.brand.name: [
            (change.aspect, FRENCH_BIRTHDAYS.before(change), FRENCH_BIRTHDAYS.after(change)) for change in entry.changes
        ]
        for entry in comparison.of(Status.CHANGED)
    }
    assert changes == {
        "Cadresonline": [(Aspect.OFFER, "un test d'intelligence émotionnelle", "un test de motivation au travail")],
        "Nicolas": [(Aspect.CHANNEL, "point de vente", "e-mail")],
    }


def test_who_kept_to_what_it_did(comparison):
    assert [entry.brand.name for entry in comparison.of(Status.IDENTICAL)] == ["L'Occitane"]
    assert [entry.brand.name for entry in comparison.of(Status.FAITHFUL)] == ["Father & Sons"]


def test_of_all_others_2012_says_nothing(comparison):
    unknown = ["Copains d'avant", "SNCF", "FNAC", "Nespresso"]
    assert [entry.brand.name for entry in comparison.of(Status.UNKNOWN)] == unknown
    assert not comparison.of(Status.NEW) + comparison.of(Status.GONE) + comparison.of(Status.BACK)


def test_nicolas_wrote_eighteen_days_before(comparison):
    assert comparison.entry(Brand("Nicolas")).message.days_before == 18


@pytest.mark.parametrize("number", [2012, 2013])
def test_the_files_format_back_byte_for_byte(number):
    assert format_document(document(number)) == (CONTENT / f"{number}.md").read_text(encoding="utf-8")
