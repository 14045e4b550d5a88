"""Files that begin with their header filled in, in the site's language."""

from datetime import UTC, datetime

import pytest

from alaminute.birthdays.from_records import SCHEMA as BIRTHDAYS
from alaminute.birthdays.from_records import year_from
from alaminute.records import parse_document
from alaminute.scaffolding import new_birthday, new_post, new_selection
from alaminute.selections.drafting import DraftStyle
from alaminute.selections.from_records import SCHEMA as SELECTIONS
from alaminute.selections.from_records import selection_from
from alaminute.weeks import Week
from alaminute.wording.words import Words
from languages import ENGLISH, FRENCH

WHEN = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "text"),
    [(FRENCH, "Le texte commence ici."), (ENGLISH, "The text starts here.")],
    ids=["fr", "en"],
)
def test_a_post_begins_with_a_line_to_write_over(words: Words, text: str) -> None:
    name, written = new_post("L'été", when=WHEN, category="Divers", words=words)
    assert name == "posts/2026-11-20-l-ete.md"
    assert written.endswith(f"Slug: l-ete\nStatus: draft\n\n{text}\n")


@pytest.mark.parametrize(("words", "slug"), [(FRENCH, "billet"), (ENGLISH, "post")], ids=["fr", "en"])
def test_a_title_without_letters_has_an_address_all_the_same(words: Words, slug: str) -> None:
    assert new_post("?!", when=WHEN, category="C", words=words)[0] == f"posts/2026-11-20-{slug}.md"


@pytest.mark.parametrize(
    ("words", "title", "category"),
    [
        (FRENCH, "Lectures à la minute : la sélection de la semaine 47", "Sélections"),
        (ENGLISH, "Reading by the minute: the selection for week 47", "Selections"),
    ],
    ids=["fr", "en"],
)
def test_a_selection_has_its_week_and_its_title(words: Words, title: str, category: str) -> None:
    name, written = new_selection(Week(2026, 47), when=WHEN, folder="selections", style=DraftStyle(words))
    document = parse_document(written, name, SELECTIONS)
    assert selection_from(document).title == title
    assert document.header.value("Category") == category
    assert document.intro.strip().endswith(".")


@pytest.mark.parametrize(
    ("words", "title", "category"),
    [(FRENCH, "Anniversaire 2026", "Anniversaires"), (ENGLISH, "Birthday 2026", "Birthdays")],
    ids=["fr", "en"],
)
def test_a_birthday_year_has_its_number_and_its_title(words: Words, title: str, category: str) -> None:
    name, written = new_birthday(2026, when=WHEN, folder="birthdays", words=words)
    document = parse_document(written, name, BIRTHDAYS)
    assert (year_from(document).number, year_from(document).title) == (2026, title)
    assert document.header.value("Category") == category
