"""Brands under many spellings, archives, headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.birthdays.model import Brand, Message, Year, build_archive, plain_heading
from alaminute.errors import ContentError
from alaminute.markdown_text import literal


@pytest.mark.parametrize(
    "other",
    [
        "father & sons",
        "FATHER AND SONS",
        "Father et Sons",
        "Fâther & Sóns",
        "Father&Sons",
        "Father-Sons",
        " Father  &Sons",
    ],
)
def test_a_brand_is_one_brand_under_all_its_spellings(other):
    assert Brand(other).key == Brand("Father & Sons").key


def test_two_brands_stay_two():
    names = ["H&M", "Marks & Spencer", "Nicolas", "Saint-Nicolas", "Et", "And", "★", "☆", "日々の店", "日々"]
    assert len({Brand(name).key for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("SNCF", "sncf"),
        ("L'Occitane", "l-occitane"),
        ("L’Occitane", "l-occitane"),
        ("Copains d'avant", "copains-d-avant"),
        ("Œuf à la coque", "oeuf-a-la-coque"),
        ("★", "u-2605"),
    ],
)
def test_a_slug_is_plain_and_never_empty(name, slug):
    assert Brand(name).slug == slug


def test_the_usual_spelling_is_the_latest():
    archive = build_archive([_year(2013, "Father & Sons"), _year(2012, "Father and sons")])
    assert archive.brand(Brand("FATHER ET SONS")).name == "Father & Sons"
    assert [year.number for year in archive] == [2012, 2013]


def test_old_spellings_and_headings_lead_to_the_brand():
    renamed = Year(2011, "2011", messages=(Message(Brand("Nouveau Nom"), heading="Ancien nom"),))
    archive = build_archive([renamed, _year(2012, "Nouveau et Nom"), _year(2013, "Nouveau Nom")])
    former = {slug: brand.name for slug, brand in archive.former_slugs.items()}
    assert former == {"ancien-nom": "Nouveau Nom", "nouveau-et-nom": "Nouveau Nom"}


def test_a_heading_that_two_brands_share_leads_nowhere():
    surprise = (Message(Brand("A"), heading="Une surprise"), Message(Brand("B"), heading="Une surprise"))
    assert build_archive([Year(2011, "2011", messages=surprise)]).former_slugs == {}


def test_a_year_given_twice_names_both_files():
    twins = [Year(2013, "a", path="a.md"), Year(2013, "b", path="b.md")]
    with pytest.raises(ContentError, match=r"^b\.md:1: l'année 2013 est déjà dans a\.md"):
        build_archive(twins)


def test_a_message_cannot_repeat_what_a_complete_year_does_not_hold():
    repeats = Message(Brand("SNCF"), "SNCF", identical=(2012,), path="2013.md", line=9)
    year = Year(2013, "2013", messages=(repeats,))
    with pytest.raises(ContentError, match=r"^2013\.md:9: « SNCF » n'a pas de message en 2012"):
        build_archive([_year(2012, "FNAC"), year])
    build_archive([Year(2012, "2012", incomplete=True), year])
    build_archive([year])


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("SNCF", "SNCF"),
        ("[SNCF](https://example.org/a)", "SNCF"),
        ("Father &amp; Sons", "Father & Sons"),
        (r"Étoile \* filante", "Étoile * filante"),
        ("**Très** _important_", "Très important"),
        ("snake_case", "snake_case"),
    ],
)
def test_a_heading_loses_its_markdown(markdown, plain):
    assert plain_heading(markdown) == plain


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" *_[]()`\\&<>#;!{}lt+-=")))
def test_a_name_written_as_markdown_comes_back(name):
    shown = " ".join(name.split())
    assert plain_heading(literal(name)) == shown


def _year(number, *brands):
    return Year(number, str(number), messages=tuple(Message(Brand(name), name) for name in brands))
