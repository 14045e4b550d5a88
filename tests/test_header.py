"""The header is read as Python-Markdown reads it, and what that would lose in silence is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from alaminute.header import Header, fold, header_cut_short, keys_given_twice, parse_header, split_lines


def header_of(text: str) -> Header:
    return parse_header(split_lines(text))


def problems_of(text: str) -> list[tuple[int, str]]:
    lines = split_lines(text)
    header = parse_header(lines)
    problems = [*header_cut_short("a.md", lines, header), *keys_given_twice("a.md", header)]
    return [(error.line, str(error)) for error in problems]


def markdown_meta(text: str) -> dict[str, list[str]]:
    markdown = Markdown(extensions=["meta"])
    markdown.convert(text)
    return markdown.Meta


@pytest.mark.parametrize(
    ("text", "fields", "end"),
    [
        pytest.param("Title: a\nDate: b\n\nx\n", {"Title": "a", "Date": "b"}, 3, id="plain"),
        pytest.param("---\nTitle: a\n---\nx\n", {"Title": "a"}, 3, id="between-dashes"),
        pytest.param("---\nTitle: a\n...\nx\n", {"Title": "a"}, 3, id="ended-by-dots"),
        pytest.param("Title: a : b\n\n", {"Title": "a : b"}, 2, id="colon-in-the-value"),
        pytest.param("Title:a\n\n", {"Title": "a"}, 2, id="no-space-after-the-colon"),
        pytest.param("   Title: a\n\n", {"Title": "a"}, 2, id="indented"),
        pytest.param("Title: a\n    b\n\n", {"Title": "a\nb"}, 3, id="continued"),
        pytest.param("Title:\n    b\n\n", {"Title": "b"}, 3, id="continued-from-nothing"),
        pytest.param("Title: a", {"Title": "a"}, 1, id="no-final-newline"),
        pytest.param("\ufeffTitle: a\r\n\r\n", {"Title": "a"}, 2, id="byte-order-mark-and-crlf"),
        pytest.param("\nTitle: a\n", {}, 1, id="blank-first"),
        pytest.param("Un texte.\n", {}, 0, id="no-header"),
        pytest.param("", {}, 0, id="empty"),
    ],
)
def test_fields_and_length_of_a_header(text: str, fields: dict[str, str], end: int):
    header = header_of(text)
    assert {field.key: field.value for field in header.fields} == fields
    assert header.end == end


def test_a_key_is_found_whatever_its_case():
    header = header_of("TITLE: a\nweek: 2026-W47\n\n")
    assert header.value("title") == "a"
    assert header.value("Week") == "2026-W47"
    assert header.value("Date") == ""
    assert header.value("Date", "jamais") == "jamais"
    assert header.get("Date") is None
    assert header.get("Week").line == 2


HEADER_LINES = st.lists(
    st.sampled_from(["Title: a", "Date: b : c", "Tags:", "    suite", "---", "...", "", " ", "Texte.", "a_b-9: x"]),
    max_size=8,
)


@given(HEADER_LINES)
def test_the_header_is_what_python_markdown_takes(lines: list[str]):
    text = "\n".join(lines)
    ours: dict[str, list[str]] = {}
    for field in header_of(text).fields:
        # The extension keeps the lines of a value apart; a first line that is empty counts there.
        ours.setdefault(field.key.lower(), []).extend(field.value.split("\n"))
    theirs = {key: [line for line in value if line.strip()] for key, value in markdown_meta(text).items()}
    assert {key: [line for line in value if line] for key, value in ours.items()} == theirs


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        pytest.param("Title: a\nCatégorie: b\n\n", 2, "« Category: b »", id="accent"),
        pytest.param("Title: a\nCategory : b\n\n", 2, "« Category: b »", id="space-before-colon"),
        pytest.param("Title: a\nCategory\u00a0: b\n\n", 2, "« Category: b »", id="no-break-space"),
        pytest.param("Titre : a\nDate: b\n\n", 1, "« Title: a »", id="first-line"),
        pytest.param("Title : a\n\n", 1, "« Title: a »", id="first-line-in-english"),
        pytest.param("Title: a\nÉtat: draft\n\n", 2, "« Status: draft »", id="french-name"),
        pytest.param("Title: a\nMots-clés : x\n\n", 2, "« Tags: x »", id="two-words"),
        pytest.param("Title: a\nMa clé: x\n\n", 2, "« Ma_cle: x »", id="unknown-name"),
    ],
)
def test_a_line_that_would_end_the_header_is_an_error_with_the_way_to_write_it(text: str, line: int, hint: str):
    ((found, message),) = problems_of(text)
    assert found == line
    assert message.startswith(f"a.md:{line}: ")
    assert hint in message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Title: a\n\nRemarque : du texte.\n", id="after-a-blank-line"),
        pytest.param("---\nTitle: a\n---\nRemarque : du texte.\n", id="after-dashes"),
        pytest.param("---\nTitle: a\n...\nRemarque : du texte.\n", id="after-dots"),
        pytest.param("Title: a\nhttps://example.org/\n", id="address"),
        pytest.param("Title: a\nRemarque : du texte.\n", id="text-that-is-like-a-key"),
        pytest.param("Title: a\nUn texte sans deux-points.\n", id="text"),
        pytest.param("Remarque : un texte sans en-tête.\n", id="no-header-at-all"),
        pytest.param("## Titre : x\n", id="heading"),
        pytest.param("Title: a\n", id="nothing-but-header"),
        pytest.param("", id="empty"),
    ],
)
def test_text_is_not_taken_for_a_lost_header_line(text: str):
    assert problems_of(text) == []


def test_a_key_given_twice_is_an_error_at_the_second_line():
    ((line, message),) = problems_of("Title: a\nDate: b\nTITLE: c\n    d\n\n")
    assert line == 3
    assert "déjà donnée à la ligne 1" in message
    assert message.split("\n")[1] == "  | TITLE: c"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Publié le", "publie  LE"), ("l’été", "l'ete"), ("Œuvre", "œuvre"), ("\u00c9", "E\u0301"), ("a\u00a0b", "A B")],
)
def test_names_are_compared_without_case_accents_and_double_spaces(one: str, other: str):
    assert fold(one) == fold(other)


@given(st.text(st.sampled_from("a\r\n\x0b\x0c\x1c\x85\u2028 ")))
def test_only_line_feeds_and_carriage_returns_end_a_line(text: str):
    lines = split_lines(text)
    assert "".join(lines) == text
    assert len(lines) == len(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")) - (
        text == ""
    )
