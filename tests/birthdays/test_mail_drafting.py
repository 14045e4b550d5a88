"""What the draft of a record says, and what it never says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.birthdays.from_records import SCHEMA, year_from
from alaminute.birthdays.mail.brands import brand_of, domain_name
from alaminute.birthdays.mail.drafting import draft_of, marks_in
from alaminute.birthdays.mail.reading import Mail, read_mail
from alaminute.birthdays.mail.scrubbing import scrubbed
from alaminute.birthdays.model import Brand, Channel, Kind
from alaminute.records import parse_document
from birthdays.eml import CASES_SECRETS, all_cases
from languages import FRENCH

PARIS = ZoneInfo("Europe/Paris")
MAIL = Mail(
    "Échoppe",
    "bonjour@mail.echoppe.example",
    datetime(2013, 6, 17, 23, 30, tzinfo=UTC),
    "Joyeux anniversaire",
    "Bonjour,\nUn café offert !\nÀ bientôt",
    "<1@x>",
    ("Camille Aubry", "camille.aubry@blog.example"),
)


def draft(birthday=None, known=None, **values):
    return draft_of(replace(MAIL, **values), known or {}, birthday, PARIS)


def message(found, visual=None):
    header = f"Title: A\nYear: {found.year}\n\n"
    return year_from(parse_document(header + found.record(visual, FRENCH), "x.md", SCHEMA)).messages[0]


def test_a_draft_is_a_record_of_its_year():
    found = message(draft(), "2013/echoppe.png")
    assert (found.brand.name, found.channels, found.sent) == ("Échoppe", (Channel.EMAIL,), date(2013, 6, 18))
    assert (found.offer, found.kinds, found.visual) == ("Un café offert !", (Kind.GIFT,), "2013/echoppe.png")
    assert found.body.startswith("Objet : « Joyeux anniversaire »\n")


@pytest.mark.parametrize(
    "name", ["C#", "Dièse ##", "Barre \\", "*", "# 1", "<b>Gras</b>", "[a](b)", "{filename}", "&amp;"]
)
def test_a_name_that_looks_like_markdown_stays_a_name(name):
    assert message(draft(sender_name=name)).brand.name == name


def test_the_mark_knows_a_mail_again_without_naming_it():
    found = draft()
    assert marks_in(found.record(None, FRENCH)) == {found.mark}
    assert draft(text="autre").mark == found.mark
    assert draft(message_id="<2@x>").mark != found.mark
    assert draft(message_id="").mark != draft(message_id="", subject="b").mark


@pytest.mark.parametrize(
    ("subject", "text", "offer", "kind"),
    [
        ("20 points offerts", "un cadeau", "20 points offerts", Kind.POINTS),
        ("Surprise", "Voici :\n-10 % sur tout", "Surprise", Kind.GIFT),
        ("Bon anniversaire", "La livraison vous est offerte", "La livraison vous est offerte", Kind.DISCOUNT),
        ("Bon anniversaire", "5 € pour vous", "5 € pour vous", Kind.DISCOUNT),
        ("Bon anniversaire", "Toute l'équipe pense à vous", None, None),
        ("Bon anniversaire", "cadeau " * 30, None, None),
    ],
)
def test_the_offer_is_the_first_short_line_that_offers(subject, text, offer, kind):
    found = draft(subject=subject, text=text)
    assert (found.offer, found.kind) == (offer, kind)


@pytest.mark.parametrize(
    ("birthday", "sent", "year"),
    [
        (None, datetime(2013, 12, 30, tzinfo=UTC), 2013),
        ((1, 5), datetime(2013, 12, 30, tzinfo=UTC), 2014),
        ((1, 5), datetime(2014, 1, 6, tzinfo=UTC), 2014),
        ((12, 28), datetime(2014, 1, 2, tzinfo=UTC), 2013),
        ((2, 29), datetime(2013, 2, 28, tzinfo=UTC), 2013),
    ],
)
def test_a_mail_counts_for_the_nearest_birthday(birthday, sent, year):
    assert draft(birthday, sent=sent).year == year


@pytest.mark.parametrize(
    ("name", "address", "brand"),
    [
        ("SNCF", "x@y.example", "SNCF"),
        ("Service clients Échoppe", "x@y.example", "Échoppe"),
        ("L'équipe de Plume", "x@y.example", "Plume"),
        ("Plume via Facebook", "x@y.example", "Plume"),
        ("Club Med", "x@y.example", "Club Med"),
        ("Le Petit Four", "x@y.example", "Le Petit Four"),
        ("", "info@mail.echoppe.co.uk", "Echoppe"),
        ("no-reply@echoppe.com", "no-reply@echoppe.com", "Echoppe"),
        ("", "", "Expéditeur inconnu"),
    ],
)
def test_an_unknown_sender_is_named_as_well_as_the_mail_allows(name, address, brand):
    assert brand_of(name, address, {}).name == brand


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("COPAINS D’AVANT", "x@y.example"),
        ("Copains d'avant, la lettre", "x@y.example"),
        ("Bon anniversaire !", "hello@news.copainsdavant.com"),
        ("Les Copains", "x@y.example"),
    ],
)
def test_a_known_brand_is_recognised_by_name_words_or_domain(name, address):
    brand = Brand("Copains d'avant")
    assert brand_of(name, address, {brand.key: brand, Brand("Les Copains").key: brand}) is brand


@pytest.mark.parametrize(
    ("address", "name"),
    [("a@b.fr", "b"), ("a@m.b.com", "b"), ("a@b.co.uk", "b"), ("a", ""), ("", ""), ("a@localhost", "")],
)
def test_the_registered_name_of_a_domain(address, name):
    assert domain_name(address) == name


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Camille, joyeux anniversaire !", "joyeux anniversaire !"),
        ("Joyeux anniversaire Camille !", "Joyeux anniversaire !"),
        ("Joyeux anniversaire, CAMILLE", "Joyeux anniversaire"),
        ("Carte n° 1234 5678 9012 3456", "Carte n°"),
        ("Appelez le 01 42 00 00 00", "Appelez le"),
        ("Code ANNIV-4F7K2 à saisir", "Code à saisir"),
        ("Ici : https://x.example/?u=42 ou <camille.aubry@blog.example>", "Ici : ou"),
        ("-10 % dès 49,90 € jusqu'au 21/06/2013", "-10 % dès 49,90 € jusqu'au 21/06/2013"),
        ("20 points du TGV en 2013", "20 points du TGV en 2013"),
    ],
)
def test_nothing_personal_is_published(text, clean):
    assert scrubbed(text, ["Camille Aubry"], "SNCF") == clean


def test_a_readers_name_that_is_also_the_brands_stays():
    assert scrubbed("Nicolas vous gâte", ["Nicolas Dupont"], "Nicolas") == "Nicolas vous gâte"


def test_in_all_made_up_mails_nothing_personal_is_drafted():
    for case in all_cases():
        text = draft_of(read_mail(case.data), {}, None, PARIS).record(None, FRENCH)
        for secret in CASES_SECRETS:
            assert secret.casefold() not in text.casefold(), case.name


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_whatever_a_mail_says_its_draft_is_one_record_without_markup(name, subject, text):
    found = draft_of(replace(MAIL, sender_name=name, subject=subject, text=text), {}, None, PARIS)
    read = message(found)
    assert read.brand.key == found.brand.key
    assert read.offer == found.offer
    assert "<" not in found.record(None, FRENCH).replace(f"<!-- e-mail {found.mark} -->", "").replace(
        f"- Offre : {found.offer}", ""
    )
