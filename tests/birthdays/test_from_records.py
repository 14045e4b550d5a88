"""What a year's file means, and how every fault in it is told."""

from datetime import date

import pytest

from alaminute.birthdays.from_records import SCHEMA, year_from
from alaminute.birthdays.model import Channel, Kind
from alaminute.errors import ContentError
from alaminute.records import parse_document

HEADER = "Title: Anniversaire 2013\nDate: 2013-06-21\nYear: 2013\n"


def read(records, header=HEADER):
    return year_from(parse_document(f"{header}\n{records}", "content/birthdays/2013.md", SCHEMA))


def message(*fields, header=HEADER):
    listed = "".join(f"- {field}\n" for field in fields)
    return read(f"## SNCF\n\n{listed}\nSimple.\n", header).messages[0]


def faults(records, header=HEADER):
    with pytest.raises(ContentError) as caught:
        read(records, header)
    return str(caught.value)


def test_a_record_with_all_its_fields():
    found = message(
        "Canal : e-mail, SMS et courrier", "Date : 2013-06-03", "Offre : un café : offert", "Nature : cadeau",
        "Identique : 2011, 2012", "Visuel : 2013/sncf.jpg",
    )  # fmt: skip
    assert found.brand.name == "SNCF"
    assert found.channels == (Channel.EMAIL, Channel.SMS, Channel.LETTER)
    assert found.sent == date(2013, 6, 3)
    assert found.offer == "un café : offert"
    assert found.kinds == (Kind.GIFT,)
    assert found.identical == (2011, 2012)
    assert found.visual == "2013/sncf.jpg"
    assert (found.path, found.line, found.body) == ("content/birthdays/2013.md", 5, "Simple.")


def test_english_names_mean_the_same():
    french = message("Canal : courrier", "Offre : un bon", "Nature : réduction", "Identique : 2012")
    assert message("Channel: letter", "Offer: un bon", "Kind: discount", "Identical: 2012") == french


def test_a_message_without_offer_is_wishes_in_a_complete_year_only():
    assert message("Canal : SMS").kinds == (Kind.WISHES,)
    assert message("Canal : SMS", header=HEADER + "Incomplete: yes\n").kinds == ()


def test_the_field_marque_names_the_brand_when_the_heading_does_not():
    found = message("Canal : e-mail", "Marque : Voyageur")
    assert (found.brand.name, found.heading) == ("Voyageur", "SNCF")


@pytest.mark.parametrize(
    ("typed", "days"), [("J-18", 18), ("j - 18", 18), ("J–3", 3), ("J+2", -2), ("J", 0), ("J-0", 0)]
)
def test_days_before_the_birthday_may_be_given_instead_of_a_date(typed, days):
    found = message("Canal : SMS", f"Date : {typed}")
    assert (found.days_before, found.sent) == (days, None)


def test_the_birthday_makes_days_and_dates_exact():
    header = HEADER + "Birthday: 2013-06-21\n"
    assert message("Canal : SMS", "Date : J-18", header=header).sent == date(2013, 6, 3)
    assert message("Canal : SMS", "Date : 2013-06-22", header=header).days_before == -1


def test_the_header_of_a_year():
    header = HEADER + "Birthday: 2013-06-21\nPersonal_Messages: 70\nIncomplete: oui\n"
    year = read("Un mot.\n\n## Google\n\nUn dessin.\n\n## SNCF\n- Canal : SMS\n\n## Facebook\n\nDes amis.\n", header)
    assert (year.number, year.birthday, year.personal_messages) == (2013, date(2013, 6, 21), 70)
    assert year.incomplete
    assert (year.title, year.intro) == ("Anniversaire 2013", "Un mot.")
    assert [(aside.heading, aside.body, aside.leading) for aside in year.asides] == [
        ("Google", "Un dessin.", True),
        ("Facebook", "Des amis.", False),
    ]
    assert [found.brand.name for found in year.messages] == ["SNCF"]


def test_french_header_names_work_too():
    header = "Title: A\nAnnee: 2013\nMessages_Personnels: 3\nIncomplet: non\nAnniversaire: 2013-06-21\n"
    year = read("", header)
    assert (year.number, year.personal_messages, year.incomplete) == (2013, 3, False)
    assert year.birthday == date(2013, 6, 21)


@pytest.mark.parametrize(
    ("fields", "line", "words"),
    [
        ("- Canal : e-mial", 7, "canal inconnu « e-mial »|- Canal : e-mial|vouliez-vous dire « e-mail »"),
        ("- Canal : pigeon", 7, "canal inconnu « pigeon »|les valeurs connues sont : e-mail, courrier, SMS"),
        ("- Canal : SMS\n- Nature : cado", 8, "nature inconnue « cado »|vouliez-vous dire « cadeau »"),
        ("- Canal : ,", 7, "canal inconnu « , »"),
        ("- Canal : SMS\n- Date : 21 juin", 8, "date illisible|« 2013-06-21 » ou « J-18 »"),
        ("- Canal : SMS\n- Date : 2013-02-30", 8, "date illisible"),
        ("- Canal : SMS\n- Date : J-200", 8, "date à 200 jours"),
        ("- Canal : SMS\n- Identique : 2013", 8, "« 2013 » n'est pas une année passée"),
        ("- Canal : SMS\n- Identique : l'an dernier", 8, "n'est pas une année passée"),
        ("- Offre : un café", 5, "canal manquant|ajoutez « - Canal : … »"),
        ("- Canal : SMS\n- Ofre : un café", 8, "champ inconnu « Ofre »|vouliez-vous dire « Offre »"),
    ],
)
def test_a_fault_in_a_record_is_told_with_its_line_and_a_way_out(fields, line, words):
    told = faults(f"## SNCF\n\n{fields}\n")
    assert told.startswith(f"content/birthdays/2013.md:{line}: ")
    for word in words.split("|"):
        assert word in told


@pytest.mark.parametrize(
    ("header", "line", "words"),
    [
        ("Title: A\n", 1, "il manque l'année (Year)|« Year: 2013 »"),
        ("Title: A\nYear: treize\n", 2, "« treize » ne convient pas à « Year »"),
        ("Year: 2013\nIncomplete: peut-être\n", 2, "ne convient pas à « Incomplete »|« Incomplete: yes »"),
        ("Year: 2013\nIncomplete:\n", 2, "ne convient pas à « Incomplete »"),
        ("Year: 2013\nPersonal_Messages: beaucoup\n", 2, "un nombre entier"),
        ("Year: 2013\nBirthday: 1970-06-21\n", 2, "« Birthday: 2013-06-21 »"),
        ("Year: 2013\nIncomplt: yes\n", 2, "clef d'en-tête inconnue « Incomplt »|« Incomplete: »"),
        ("Year: 2013\nPersonal-Mesages: 70\n", 2, "« Personal_Messages: »"),
    ],
)
def test_a_fault_in_the_header_is_told_with_its_line_and_a_way_out(header, line, words):
    told = faults("", header)
    assert told.startswith(f"content/birthdays/2013.md:{line}: ")
    for word in words.split("|"):
        assert word in told


def test_a_brand_twice_in_a_year_names_the_first_place():
    told = faults(
        "## Father & Sons\n- Canal : SMS\n\n## Sncf\n- Canal : SMS\n\n## FATHER AND SONS\n- Canal : courrier\n"
    )
    assert told.startswith("content/birthdays/2013.md:11: « FATHER AND SONS » est déjà à la ligne 5")


def test_all_faults_of_a_file_are_told_at_once_in_order():
    told = faults("## A\n- Canal : pigeon\n\n## B\n- Date : hier\n", "Title: A\nYear: MMXIII\n")
    assert [line.split(":")[1] for line in told.splitlines() if line.startswith("content")] == ["2", "5", "7", "8"]


def test_ordinary_header_keys_are_no_slips():
    ordinary = (
        "Title: A\nDate: 2013-06-21\nCategory: B\nTags: c\nSlug: d\nAuthor: e\nSummary: f\nStatus: draft\nLang: fr\n"
    )
    assert read("", ordinary + "Year: 2013\nSeries: g\nModified: 2013-06-22\nTemplate: h\n").number == 2013
