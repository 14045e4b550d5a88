"""One story, once: and two stories, twice."""

import pytest

from alaminute.selections.stories import Stories


def told(*titles: str) -> list[int]:
    """Under which number each title's story was told first."""
    stories = Stories(titles)
    numbers = []
    for number, title in enumerate(titles):
        first = stories.first_told(f"page-{number}", title, number)
        numbers.append(number if first is None else first)
    return numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le prix rond se défend à la caisse", "Le prix rond se défend à la caisse !"),
        ("Le prix rond se défend à la caisse", "Le prix rond se défend en caisse"),
        ("Store raises its prices by 10 % in May", "Store raises its price by 10 % in May"),
        ("A new loyalty card for bakers", "New loyalty card for bakers"),
    ],
)
def test_nearly_equal_titles_tell_one_story(one: str, other: str):
    assert told(one, "Autre chose, tout à fait", other) == [0, 1, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Debian 13 released for everyone", "Debian 12 released for everyone"),
        ("Dix idées reçues sur les prix (9/10)", "Dix idées reçues sur les prix (10/10)"),
        ("Lectures du lundi", "Lectures du mardi"),
        ("Le prix rond se défend à la caisse", "Le prix rond ne se défend nulle part ailleurs"),
        ("", ""),
        ("???", "!!!"),
    ],
)
def test_titles_that_differ_in_what_matters_tell_two(one: str, other: str):
    assert told(one, other) == [0, 1]


def test_one_page_is_one_story_whatever_its_titles():
    stories = Stories(["Un titre", "Un autre"])
    assert stories.first_told("page", "Un titre", 0) is None
    assert stories.first_told("page", "Un autre", 1) == 0


def test_words_of_one_title_alone_do_not_hide_the_words_it_shares():
    start = "Ce que la loi sur les communications commerciales change pour les petites entreprises de la région"
    assert told(f"{start} dès lundi", f"{start} en un an") == [0, 0]
