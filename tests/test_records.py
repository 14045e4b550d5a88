"""The grammar of both archives, case by case, then on any text at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.errors import ContentError
from alaminute.header import split_lines
from alaminute.records import Document, Schema, format_document, format_record, parse_document

SCHEMA = Schema(
    {
        "source": ("Source",),
        "language": ("Langue", "Language"),
        "words": ("Mots", "Words"),
        "published": ("Publié le", "Publié", "Published"),
    }
)


def parse(text: str) -> Document:
    return parse_document(text, "content/x.md", SCHEMA)


def values(text: str) -> dict[str, str]:
    """The fields of the only record of a text, by canonical name."""
    (record,) = parse(text).records
    return {field.name: field.value for field in record.fields}


def faults(text: str) -> list[tuple[int, str]]:
    """Line and message of each fault."""
    with pytest.raises(ContentError) as caught:
        parse(text)
    return [(error.line, str(error)) for error in caught.value.errors]


# --- Fields ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("- Langue : en", {"language": "en"}, id="french"),
        pytest.param("- Language: en", {"language": "en"}, id="english"),
        pytest.param("- LANGUE : en", {"language": "en"}, id="upper-case"),
        pytest.param("- publie le : hier", {"published": "hier"}, id="without-accents"),
        pytest.param("- Publie\u0301 : hier", {"published": "hier"}, id="decomposed-accent"),
        pytest.param("- Langue\u00a0: en", {"language": "en"}, id="no-break-space-before-colon"),
        pytest.param("- Langue\u202f: en", {"language": "en"}, id="narrow-no-break-space-before-colon"),
        pytest.param("- Langue\t:\ten", {"language": "en"}, id="tabs"),
        pytest.param("-   Langue :en", {"language": "en"}, id="spaces-anywhere"),
        pytest.param("   - Langue : en", {"language": "en"}, id="indented-three"),
        pytest.param("* Langue : en", {"language": "en"}, id="star"),
        pytest.param("+ Langue : en", {"language": "en"}, id="plus"),
        pytest.param("-\u00a0Langue : en", {"language": "en"}, id="no-break-space-after-dash"),
        pytest.param("- Langue :\u00a0en\u202f", {"language": "en"}, id="no-break-spaces-around-value"),
    ],
)
def test_a_key_has_two_languages_and_any_spelling(line: str, expected: dict[str, str]):
    assert values(f"## T\n\n{line}\n") == expected


@pytest.mark.parametrize(
    "value",
    [
        "Le Monde : le supplément : suite",
        "« Challenges » et \"Capital\" et 'Stratégies'",
        "{ source } {: .classe } {{ jinja }}",
        "https://example.org/a:b",
        "//example.org",
        "- tiret",
        "## dièses",
        "`code` *étoile* _souligné_ [lien](x)",
        "<b>gras</b> &amp; | colonne |",
        "# : #",
        ":",
        "0",
        "a\u2028b\x0bc\x0cd\x85e",
    ],
)
def test_a_value_is_free_text_to_the_end_of_the_line(value: str):
    assert values(f"## T\n\n- Source : {value}\n\nTexte.\n") == {"source": value}


def test_fields_may_stand_without_blank_line_under_the_heading():
    (record,) = parse("## T\n- Source : x\n- Mots : 3\n\nTexte.\n").records
    assert [(field.name, field.line) for field in record.fields] == [("source", 2), ("words", 3)]
    assert record.body == "Texte."


def test_a_loose_list_holds_the_same_fields():
    (record,) = parse("## T\n\n- Source : x\n\n- Mots : 3\n\n\n- Langue : en\n\nTexte.\n").records
    assert [field.name for field in record.fields] == ["source", "words", "language"]
    assert record.body == "Texte."


def test_a_misspelt_key_in_a_loose_list_is_not_taken_for_prose():
    ((line, message),) = faults("## T\n\n- Source : x\n\n- Lnague : en\n\n- Mots : 3\n")
    assert line == 5
    assert "« Langue »" in message


def test_a_list_of_prose_may_follow_the_fields():
    (record,) = parse("## T\n\n- Source : x\n\n- Avantage : le prix\n- Défaut : le reste\n").records
    assert [field.name for field in record.fields] == ["source"]
    assert record.body == "- Avantage : le prix\n- Défaut : le reste"


def test_an_address_in_a_list_is_no_field():
    (record,) = parse("## T\n\n- https://example.org/\n- http://example.org/\n").records
    assert record.fields == ()
    assert record.body == "- https://example.org/\n- http://example.org/"


@pytest.mark.parametrize(
    ("text", "line", "contains"),
    [
        pytest.param("## T\n\n- Sorce : x\n", 3, ["« Sorce »", "  | - Sorce : x", "« Source »"], id="misspelt"),
        pytest.param("## T\n\n- Zzz : x\n", 3, ["Zzz", "Source, Langue, Mots, Publié le"], id="no-near-key"),
        pytest.param("## T\n\n- Langu : en\n", 3, ["« Langue » ?"], id="near-french"),
        pytest.param("## T\n\n- Langauge : en\n", 3, ["« Language » ?"], id="near-english"),
        pytest.param("## T\n- Source : a\n- SOURCE : b\n", 3, ["deux fois", "- SOURCE : b"], id="twice"),
        pytest.param("## T\n- Langue : a\n- Language : b\n", 3, ["deux fois"], id="twice-in-two-languages"),
        pytest.param("## T\n\n- Source :\n", 3, ["vide", "- Source :"], id="empty"),
        pytest.param("## T\n\n- Source : \u00a0\u202f\t\n", 3, ["vide"], id="only-spaces"),
        pytest.param("## T\n\n- Source : \u2003\n", 3, ["vide"], id="only-an-em-space"),
        pytest.param("## T\n\n- Source : x\nTexte collé.\n", 4, ["collé", "Texte collé."], id="glued"),
        pytest.param("## T\n\n- Source : x\n  suite\n", 4, ["une seule ligne"], id="continued"),
        pytest.param(
            "## T\n\n- Source : x\n- sans clef\n", 4, ["clef : valeur", "- sans clef"], id="bullet-without-key"
        ),
        pytest.param("## \n\nTexte.\n", 1, ["titre vide"], id="empty-title"),
        pytest.param("##\n", 1, ["titre vide"], id="nothing-but-hashes"),
        pytest.param("## ##\n", 1, ["titre vide"], id="only-closing-hashes"),
    ],
)
def test_a_fault_names_its_line_quotes_it_and_helps(text: str, line: int, contains: list[str]):
    ((found, message),) = faults(text)
    assert found == line
    assert message.startswith(f"content/x.md:{line}: ")
    for part in contains:
        assert part in message


def test_all_faults_are_told_at_once_in_order():
    text = "Title: a\nTitle: b\n\n## A\n\n- Sorce : x\n\n## B\n\n- Mots :\n\n```\nouvert\n"
    assert [line for line, _ in faults(text)] == [2, 6, 10, 12]


# --- Headings -------------------------------------------------------------------------------------------------------


def test_a_heading_without_fields_is_prose_and_keeps_its_place():
    document = parse("## A\n\n- Source : x\n\n## Et vous ?\n\nQuelles lectures ?\n\n## B\n")
    assert [(r.title, len(r.fields), r.line) for r in document.records] == [
        ("A", 1, 1),
        ("Et vous ?", 0, 5),
        ("B", 0, 9),
    ]
    assert document.records[1].body == "Quelles lectures ?"


def test_text_before_the_first_record_is_the_introduction():
    document = parse("Title: T\nDate: 2026-11-20\n\nUne semaine\n\ndominée.\n\n## A\n")
    assert document.header.value("date") == "2026-11-20"
    assert document.intro == "Une semaine\n\ndominée.\n\n"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Titre", "Titre"),
        ("##Titre", "Titre"),
        ("##   Titre  ", "Titre"),
        ("## Titre ##", "Titre"),
        ("## C#", "C"),
        ("## C\\#", "C\\#"),
        ("## # x", "# x"),
        ("## a ## b", "a ## b"),
        ("## [C#](https://example.org/#a)", "[C#](https://example.org/#a)"),
        ("##\tTitre", "Titre"),
    ],
)
def test_a_heading_is_read_as_python_markdown_reads_it(line: str, title: str):
    assert [record.title for record in parse(f"{line}\n").records] == [title]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("### Plus bas\n\n#### Encore", id="deeper-headings"),
        pytest.param("```\n## code\n```", id="fence"),
        pytest.param("```markdown\n## code\n~~~\n## code\n```", id="fence-with-language"),
        pytest.param("~~~~\n## code\n~~~\n## code\n~~~~", id="longer-fence"),
        pytest.param("``` {.python}\n## code\n```", id="fence-with-attributes"),
        pytest.param("    ## code", id="indented-code"),
        pytest.param("<!--\n## caché\n-->", id="comment"),
        pytest.param("<!-- ouvert\n\n## caché\n\n-->", id="comment-with-blank-lines"),
        pytest.param("<pre>\n## brut\n</pre>", id="pre"),
        pytest.param("<PRE class='x'>\n## brut\n</PRE>", id="pre-upper-case"),
        pytest.param("<script>\n## brut\n</script>", id="script"),
        pytest.param("<style>\n## brut\n</style>", id="style"),
        pytest.param("  ## décalé", id="indented-two"),
        pytest.param("\\## échappé", id="escaped"),
        pytest.param("# un seul", id="level-one"),
    ],
)
def test_what_only_looks_like_a_heading_belongs_to_the_body(body: str):
    document = parse(f"## A\n\n{body}\n\n## B\n")
    assert [(record.title, record.body) for record in document.records] == [("A", body), ("B", "")]


@pytest.mark.parametrize(
    "line",
    ["<!-- tout sur une ligne -->", "<pre>une ligne</pre>", "`## code`", "```en ligne```", "du texte <!-- x -->"],
)
def test_what_is_closed_on_its_own_line_hides_nothing(line: str):
    assert [record.title for record in parse(f"## A\n\n{line}\n\n## B\n").records] == ["A", "B"]


@pytest.mark.parametrize("opening", ["```", "~~~~", "```python", "<!-- note", "<pre>", "<script>", "<style>"])
def test_a_block_never_closed_is_an_error_where_it_opens(opening: str):
    ((line, message),) = faults(f"## A\n\nTexte.\n\n{opening}\n\n## Perdu\n")
    assert line == 5
    assert "jamais refermé" in message
    assert f"  | {opening}" in message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("Titre\n-----\n", 1, id="first"),
        pytest.param("## A\n\nTitre\n---\n", 3, id="after-blank"),
        pytest.param("## A\nTitre\n---\n", 2, id="right-under-a-heading"),
        pytest.param("## A\n\n*Titre*\n---\n", 3, id="emphasised"),
        pytest.param("## A\n\n```\nx\n```\nTitre\n-\n", 6, id="right-under-a-fence"),
        pytest.param("## A\n\n[Titre](https://example.org/)\n------   \n", 3, id="link"),
    ],
)
def test_an_underlined_title_is_refused_with_the_way_to_write_it(text: str, line: int):
    ((found, message),) = faults(text)
    assert found == line
    assert "écrivez « ## " in message


@pytest.mark.parametrize(
    "body", ["Texte.\n\n---", "Deux lignes\nde texte\n---", "a | b\n--- | ---\n1 | 2", "| a |\n|---|", "Texte\n-- - --"]
)
def test_rules_and_tables_are_no_titles(body: str):
    assert parse(f"## A\n\n{body}\n").records[0].body == body


# --- Bytes ----------------------------------------------------------------------------------------------------------

SAMPLE = "Title: T\nWeek: 2026-W47\n\nIntro.\n\n## A\n\n- Source : x\n- Mots : 250\n\nTexte.\n\n## B\n\nFin.\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SAMPLE, id="lf"),
        pytest.param(SAMPLE.replace("\n", "\r\n"), id="crlf"),
        pytest.param(SAMPLE.replace("\n", "\r"), id="cr"),
        pytest.param("\ufeff" + SAMPLE, id="bom"),
        pytest.param(SAMPLE.rstrip("\n"), id="no-final-newline"),
        pytest.param(SAMPLE.replace("Texte.", "a\x0cb\x0bc\u2028d\u2029e\x85f\x1cg"), id="other-line-ends"),
        pytest.param(SAMPLE.replace("\n", "\r\n", 3), id="mixed"),
        pytest.param("---\n" + SAMPLE.replace("\n\n", "\n---\n", 1), id="dashes-around-the-header"),
    ],
)
def test_line_ends_and_marks_change_nothing_and_are_kept(text: str):
    document = parse(text)
    assert format_document(document) == text
    assert document.header.value("Title") == "T"
    assert [(r.title, {f.name: f.value for f in r.fields}) for r in document.records] == [
        ("A", {"source": "x", "words": "250"}),
        ("B", {}),
    ]


def test_lines_are_counted_the_same_whatever_ends_them():
    for end in ("\n", "\r\n", "\r"):
        document = parse(SAMPLE.replace("\n", end))
        assert [record.line for record in document.records] == [6, 13]
        assert [field.line for field in document.records[0].fields] == [8, 9]


def test_an_empty_file_has_nothing_and_formats_back():
    document = parse("")
    assert (document.header.fields, document.intro, document.records) == ((), "", ())
    assert format_document(document) == ""


# --- Any text -------------------------------------------------------------------------------------------------------

# What makes or nearly makes the grammar, thrown together.
PIECES = st.sampled_from(
    [
        "\n", "\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "\u00a0", "\u202f", "\u2028", "\x0c", "\ufeff", "\\", "#",
        "##", "## ", "## A", "## [A](https://example.org/)", "### ", "- ", "* ", "-", "---", "===", "```", "~~~",
        "Title: x", "Titre : x", "Week: 2026-W47", "Date: ", "    suite", "- Source : x", "- Sorce : x", "- Mots : 3",
        "- Langue :", "Source", " : ", ":", "//", "<!--", "-->", "<pre>", "</pre>", "<div>", "</div>", "<script>",
        "````", "mot", "> ", "| a | b |", "{: .x}", "\x00", "é", "[", "]", "(", ")", "[^1]: x", "\ud800",
    ]
)  # fmt: skip
NEAR_GRAMMAR = st.lists(PIECES, max_size=40).map("".join)
ANY_TEXT = st.text() | NEAR_GRAMMAR


@given(ANY_TEXT)
def test_any_text_formats_back_byte_for_byte_or_is_refused_with_an_existing_line(text: str):
    document = parse_or_problems(text)
    if isinstance(document, Document):
        assert format_document(document) == text
        assert all(split_lines(text)[record.line - 1].startswith("##") for record in document.records)
    else:
        assert document
        for message in document:
            assert_addressed(message, text)


def parse_or_problems(text: str) -> Document | list[str]:
    try:
        return parse(text)
    except ContentError as error:
        return [str(problem) for problem in error.errors]


def assert_addressed(message: str, text: str) -> None:
    """A message begins with an existing `path:line:`; its other lines are a quote and a hint."""
    first, *others = message.split("\n")
    match = re.match(r"content/x\.md:(\d+): ", first)
    assert match
    assert 1 <= int(match[1]) <= max(1, len(split_lines(text)))
    assert len(others) <= 2
    assert all(line.startswith(("  | ", "  → ")) for line in others)


@given(ANY_TEXT)
def test_no_line_is_lost_between_introduction_and_records(text: str):
    try:
        document = parse(text)
    except ContentError:
        return
    for record in document.records:
        assert record.body in record.source
        assert record.title in record.source
        assert all(field.value in record.source for field in record.fields)


ONE_LINE = st.text(st.characters(exclude_characters="\r\n"), min_size=1, max_size=30)
BODY_LINES = st.sampled_from(
    ["Du texte.", "> cité", "### sous-titre", "", "- une liste", "```\n## code\n```", "a\x0cb"]
)


@given(ONE_LINE, st.dictionaries(st.sampled_from(list(SCHEMA.names)), ONE_LINE), st.lists(BODY_LINES).map("\n".join))
def test_a_formatted_record_parses_back_to_itself(title: str, fields: dict[str, str], body: str):
    typed = [(SCHEMA.names[name][0], value) for name, value in fields.items()]
    try:
        text = format_record(title, typed, f"Texte.\n{body}")
    except ValueError:
        return
    (record,) = parse(text).records
    assert record.title == title
    assert [(field.key, field.value) for field in record.fields] == typed
    assert record.body == f"Texte.\n{body}".rstrip("\n")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("", "x"),
        (" x", "x"),
        ("x\u00a0", "x"),
        ("x\u2003", "x"),
        ("a\nb", "x"),
        ("a\rb", "x"),
        ("C#", "x"),
        ("#", "x"),
        ("x\\", "x"),
        ("x", ""),
        ("x", " x"),
        ("x", "x\u2003"),
        ("x", "a\r\nb"),
    ],
)
def test_what_would_not_parse_back_is_not_formatted(title: str, value: str):
    with pytest.raises(ValueError, match="line"):
        format_record(title, [("Source", value)])


@pytest.mark.parametrize("title", ["x", "C\\#", "[C#](https://example.org/)", "a ## b", "# x", "\u200b", "x:"])
def test_an_ordinary_title_is_formatted(title: str):
    text = format_record(title, [("Source", "x")], "Texte.")
    assert text == f"## {title}\n\n- Source : x\n\nTexte.\n"
    assert parse(text).records[0].title == title


def test_records_written_one_after_the_other_keep_one_blank_line_between():
    text = "\n".join([format_record("A", [("Source", "x")]), format_record("B", []), format_record("C", [], "\nz\n")])
    assert text == "## A\n\n- Source : x\n\n## B\n\n## C\n\nz\n"
