"""Edited Markdown becomes a selection, or errors that say where."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.errors import ContentError
from alaminute.reading_time import ReadingTime
from alaminute.records import parse_document
from alaminute.selections.from_records import SCHEMA, heading_links, plain, selection_from
from alaminute.selections.model import Item, Link, Prose, Selection
from alaminute.weeks import Week

HEADER = "Title: Sélection\nWeek: 2026-W47\n\n"


def selection_of(text: str) -> Selection:
    return selection_from(parse_document(text, "x.md", SCHEMA))


def item_of(fields: str = "", title: str = "[A](https://a.test/)") -> Item:
    (part,) = selection_of(f"{HEADER}## {title}\n\n{fields}\n").parts
    assert isinstance(part, Item)
    return part


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        selection_of(text)
    return [str(error) for error in caught.value.errors]


def test_a_file_becomes_a_selection_of_items_and_prose_in_the_authors_order():
    selection = selection_of(
        f"{HEADER}Une semaine.\n\n## [Neuf clefs](https://a.test/x)\n\n- Source : GetElastic\n- Langue : anglais\n"
        "- Mots : 2 456\n- Publié : 2026-11-18\n- Score : 72 (a ; b)\n\nNeuf *clefs*.\n\n## Et vous ?\n\nDites.\n\n"
        "## [Vidéo](https://v.test/)\n\n- Durée : 10:14\n"
    )
    assert (selection.week, selection.title, selection.path) == (Week(2026, 47), "Sélection", "x.md")
    assert selection.parts == (
        Item(
            title="Neuf clefs",
            links=(Link("Neuf clefs", "https://a.test/x"),),
            body="Neuf *clefs*.",
            source="GetElastic",
            language="en",
            words=2456,
            published=date(2026, 11, 18),
            score="72 (a ; b)",
            line=6,
        ),
        Prose("Et vous ?", "Dites.", 16),
        Item("Vidéo", (Link("Vidéo", "https://v.test/"),), "", duration_seconds=614, line=20),
    )
    assert selection.time == ReadingTime(2456, 614)
    assert selection.unknown_count == 0


def test_an_unknown_time_stays_out_of_the_total_and_is_counted():
    selection = selection_of(f"{HEADER}## [A](https://a.test/)\n\n## [B](https://b.test/)\n\n- Mots : 240\n")
    assert [item.time for item in selection.items] == [None, ReadingTime(240)]
    assert selection.time.seconds == 60
    assert selection.unknown_count == 1


@pytest.mark.parametrize(
    ("field", "name", "value"),
    [
        ("- Source : x", "source", "x"),
        ("- Langue : en", "language", "en"),
        ("- Language: English", "language", "en"),
        ("- langue : Français", "language", "fr"),
        ("- Langue : pt_br", "language", "pt-BR"),
        ("- Mots : 250", "words", 250),
        ("- Words: 250", "words", 250),
        ("- Mots : 12\u00a0345", "words", 12345),
        ("- Mots : 1\u202f234\u202f567", "words", 1234567),
        ("- Durée : 10 min 14 s", "duration_seconds", 614),
        ("- Duration: 45 s", "duration_seconds", 45),
        ("- Publié : 2026-11-20", "published", date(2026, 11, 20)),
        ("- Publié le : 2026-11-20", "published", date(2026, 11, 20)),
        ("- Published: 2026-11-20 07:00", "published", date(2026, 11, 20)),
        ("- Published: 2026-11-20T07:00:00+01:00", "published", date(2026, 11, 20)),
        ("- Score : n'importe quoi", "score", "n'importe quoi"),
    ],
)
def test_each_field_in_each_spelling(field: str, name: str, value: object):
    assert getattr(item_of(field), name) == value


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("- Langue : klingonien supérieur", "n'est pas une langue"),
        ("- Mots : beaucoup", "n'est pas un nombre de mots"),
        ("- Mots : 0", "n'est pas un nombre de mots"),
        ("- Mots : -5", "n'est pas un nombre de mots"),
        ("- Mots : 2,5", "n'est pas un nombre de mots"),
        ("- Mots : 1 2", "n'est pas un nombre de mots"),
        ("- Mots : ²", "n'est pas un nombre de mots"),
        pytest.param(f"- Mots : {'9' * 5000}", "n'est pas un nombre de mots", id="too-many-digits"),
        ("- Durée : longtemps", "n'est pas une durée"),
        ("- Durée : 10", "n'est pas une durée"),
        ("- Durée : 0 s", "n'est pas une durée"),
        ("- Publié : hier", "n'est pas une date"),
        ("- Publié : 2026-13-01", "n'est pas une date"),
        ("- Publié : 2026-11-201", "n'est pas une date"),
        ("- Lien : https://a.test/", "n'est pas attendu ici"),
        ("- Lien : inconnu", "présent dans le titre"),
        ("- Mots : 3\n- Durée : 1 min", "des mots et une durée à la fois"),
        ("- Sorce : x", "champ inconnu"),
    ],
)
def test_a_value_that_does_not_parse_is_an_error_at_its_line(field: str, reason: str):
    (message,) = faults(f"{HEADER}## [A](https://a.test/)\n\n{field}\n")
    first, quote, hint = message.split("\n")
    assert first.startswith(f"x.md:{7 if chr(10) in field else 6}: ")
    assert reason in first
    assert quote.startswith("  | - ")
    assert hint.startswith("  → ")


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("A", "lecture sans lien"),
        ("[A]()", "n'est pas une adresse web"),
        ("[A](a.test/x)", "n'est pas une adresse web"),
        ("[A](/posts/x)", "n'est pas une adresse web"),
        ("[A](javascript:alert%281%29)", "n'est pas une adresse web"),
        ("[A](mailto:x@a.test)", "n'est pas une adresse web"),
        ("[A](https://)", "n'est pas une adresse web"),
        ("[A](http://[::1)", "n'est pas une adresse web"),
        ("[A](https://a\u2100.test/)", "n'est pas une adresse web"),
        ("[A](<https://[a>)", "n'est pas une adresse web"),
        ("![A](https://a.test/x.png)", "lecture sans lien"),
        ("\\[A](https://a.test/)", "lecture sans lien"),
    ],
)
def test_an_item_that_readers_cannot_follow_is_an_error(title: str, reason: str):
    (message,) = faults(f"{HEADER}## {title}\n\n- Source : x\n")
    assert message.startswith("x.md:4: ")
    assert reason in message


@pytest.mark.parametrize("value", ["inconnu", "Perdu", "unknown", "LOST"])
def test_a_link_may_be_said_to_be_lost(value: str):
    item = item_of(f"- Lien : {value}\n- Mots : 3", title="A")
    assert (item.links, item.url, item.words) == ((), None, 3)


@pytest.mark.parametrize(
    ("header", "line", "reason"),
    [
        ("Title: x\n\n", 1, "n'a pas de ligne « Week »"),
        ("", 1, "n'a pas de ligne « Week »"),
        ("Title: x\nWeek: 47\n\n", 2, "« 47 » n'est pas une semaine"),
        ("Title: x\nWeek: 2025-W53\n\n", 2, "n'est pas une semaine"),
        ("Week:\n\n", 1, "n'est pas une semaine"),
    ],
)
def test_a_selection_without_a_possible_week_is_an_error(header: str, line: int, reason: str):
    (message,) = faults(f"{header}## [A](https://a.test/)\n")
    assert message.startswith(f"x.md:{line}: ")
    assert reason in message


def test_all_faults_of_a_file_are_told_at_once():
    text = "Week: 3\n\n## [A](x)\n\n- Mots : a\n- Durée : b\n\n## B\n\n- Source : c\n"
    assert [message.split(": ")[0] for message in faults(text)] == [f"x.md:{line}" for line in (1, 3, 5, 6, 6, 8)]


@pytest.mark.parametrize(
    ("title", "links", "text"),
    [
        ("[A](https://a.test/)", [("A", "https://a.test/")], "A"),
        ('[A](https://a.test/ "titre")', [("A", "https://a.test/")], "A"),
        ("[A](<https://a.test/x y>)", [("A", "https://a.test/x y")], "A"),
        ("[A [b] c](https://a.test/)", [("A [b] c", "https://a.test/")], "A [b] c"),
        ("[*A* `b`](https://a.test/)", [("A b", "https://a.test/")], "A b"),
        ("[A](https://a.test/x_(y))", [("A", "https://a.test/x_(y)")], "A"),
        ("[A](<https://a.test/x>)", [("A", "https://a.test/x")], "A"),
        ("<https://a.test/>", [("https://a.test/", "https://a.test/")], "https://a.test/"),
        (
            "[A](https://a.test/) et [B](https://b.test/)",
            [("A", "https://a.test/"), ("B", "https://b.test/")],
            "A et B",
        ),
        ("Voir [A](https://a.test/).", [("A", "https://a.test/")], "Voir A."),
        ("C\\#, [A\\]](https://a.test/)", [("A]", "https://a.test/")], "C#, A]"),
        (
            "R&D [&amp; &lt;i&gt; &eacute; &#233;](https://a.test/)",
            [("& <i> é é", "https://a.test/")],
            "R&D & <i> é é",
        ),
        ("snake_case_name et 2*3*4", [], "snake_case_name et 2*3*4"),
        ("**gras** et _italique_", [], "gras et italique"),
    ],
)
def test_links_and_text_of_a_heading(title: str, links: list[tuple[str, str]], text: str):
    assert [(link.text, link.url) for link in heading_links(title)] == links
    assert plain(title) == text


@given(st.text(st.sampled_from("\\[]()<>*_`#&;a \"'!:/h"), max_size=30) | st.text())
def test_any_heading_has_some_links_and_some_text(title: str):
    assert isinstance(plain(title), str)
    assert all(link.text or link.url for link in heading_links(title))


PIECES = st.sampled_from(
    [
        "## ", "\n", "\n\n", "[A](https://a.test/)", "[A](", "http://[", "https://", ")", "- Mots : ", "- Langue : ",
        "- Lien : ", "- Publié : ", "- Durée : ", "Week: ", "2026-W47", "en", "250", "10:14", "2026-11-20", "inconnu",
        "x", "²", "]", "<", ">",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.booleans())
def test_any_text_is_a_selection_or_is_refused_with_its_lines(text: str, with_header: bool):  # noqa: FBT001
    text = HEADER + text if with_header else text
    try:
        selection = selection_of(text)
    except ContentError as error:
        lines = [problem.line for problem in error.errors]
    else:
        lines = [part.line for part in selection.parts]
        assert all(item.time is None or item.time.exact_seconds > 0 for item in selection.items)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
