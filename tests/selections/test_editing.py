"""A week's text changes by whole lines, and only where it is meant to."""

import pytest

from alaminute.records import Document, parse_document
from alaminute.selections.editing import append_records, find_item, insert_words, unmeasured, without
from alaminute.selections.from_records import SCHEMA

HEADER = "Title: S\nWeek: 2026-W47\n\n"
A = "https://a.test/1"


def document(text: str) -> Document:
    return parse_document(HEADER + text, "s.md", SCHEMA)


@pytest.mark.parametrize(
    ("typed", "measured"),
    [
        (f"## [A]({A})\n\nTexte.\n", f"## [A]({A})\n- Mots : 250\n\nTexte.\n"),
        (f"## [A]({A})\nTexte.\n", f"## [A]({A})\n- Mots : 250\n\nTexte.\n"),
        (f"## [A]({A})", f"## [A]({A})\n- Mots : 250\n"),
        (f"## [A]({A})\n\n- Source : X\n\nTexte.", f"## [A]({A})\n\n- Source : X\n- Mots : 250\n\nTexte."),
        (f"## [A]({A})\n\n- Source : X", f"## [A]({A})\n\n- Source : X\n- Mots : 250\n"),
        (f"## [A]({A})\r\n\r\n- Source : X\r\n", f"## [A]({A})\r\n\r\n- Source : X\r\n- Mots : 250\r\n"),
        (f"## [A]({A})\n\n- Mots : 9\n", f"## [A]({A})\n\n- Mots : 9\n"),
        (f"## [A]({A})\n\n- Durée : 9 s\n", f"## [A]({A})\n\n- Durée : 9 s\n"),
        ("## Et vous ?\n\nTexte.\n", "## Et vous ?\n\nTexte.\n"),
    ],
    ids=["text", "glued text", "nothing", "fields", "fields at the end", "crlf", "words", "duration", "prose"],
)
def test_a_measure_is_one_line_below_the_heading_or_the_fields(typed: str, measured: str):
    text = insert_words(document(typed), {A: 250})
    assert text == HEADER + measured
    parse_document(text, "s.md", SCHEMA)


def test_items_without_a_time_are_to_be_measured():
    typed = f"## [A]({A})\n\nx\n\n## [B](https://b.test/)\n\n- Mots : 3\n\n## Fin\n\nx\n"
    assert unmeasured(document(typed)) == [A]


@pytest.mark.parametrize(
    ("text", "whole"),
    [("a\n", "a\n\n## B\n"), ("a", "a\n\n## B\n"), ("a\r\n", "a\r\n\r\n## B\r\n"), ("a\n\n", "a\n\n\n## B\n")],
    ids=["ended", "not ended", "crlf", "empty line"],
)
def test_records_come_below_what_is_there(text: str, whole: str):
    assert append_records(text, ["## B\n"]) == whole


def test_nothing_to_append_changes_nothing():
    assert append_records("a", []) == "a"


def test_one_record_is_taken_out_and_the_others_stay_byte_for_byte():
    loaded = document(f"Intro.\n\n## [A]({A})\n\nx\n\n## [B](https://b.test/)\n\n y  \n")
    found = find_item(loaded, "http://www.a.test/1/?utm_source=x")
    assert found is not None
    assert without(loaded, found) == HEADER + "Intro.\n\n## [B](https://b.test/)\n\n y  \n"
    assert find_item(loaded, "https://c.test/") is None
