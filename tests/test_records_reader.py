"""Record files through Pelican's own reading: one conversion, cut again at each record."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from pelican.readers import Readers
from pelican.settings import read_settings

from alaminute.errors import ContentError, RecordError
from alaminute.records import Document, Schema, parse_document
from alaminute.records_reader import RecordKind, RenderedDocument, read_records_in, render_document

SCHEMA = Schema({"source": ("Source",), "words": ("Mots",)})
EXTENSIONS = ["extra", "meta", "toc", "codehilite"]


def render(text: str) -> RenderedDocument:
    return render_document(parse_document(text, "x.md", SCHEMA), Markdown(extensions=EXTENSIONS))


# --- Rendering ------------------------------------------------------------------------------------------------------


def test_introduction_headings_and_bodies_are_rendered_apart_and_fields_not_at_all():
    rendered = render(
        "Title: T\n\nIntro.\n\n## [A](https://a.test/)\n\n- Source : x\n\nCorps *a*.\n\n## B\n\n- liste\n"
    )
    assert rendered.intro_html == "<p>Intro.</p>"
    first, second = rendered.records
    assert first.heading_html == '<a href="https://a.test/">A</a>'
    assert first.body_html == "<p>Corps <em>a</em>.</p>"
    assert second.heading_html == "B"
    assert re.sub(r"\s", "", second.body_html) == "<ul><li>liste</li></ul>"
    assert rendered.notes_html == ""


def test_a_heading_and_a_quotation_in_another_language_are_not_set_in_french_and_what_follows_is():
    text = (
        "Intro : ici.\n\n## [Don't: wait](https://a.test/)\n\n> It's: them\n\nL'avis : *oui* !\n\n"
        "## L'autre : non !\n\n> C'est lui.\n"
    )
    markdown = Markdown(extensions=["extra", "meta", "alaminute.theming.markdown_extras"])
    rendered = render_document(parse_document(text, "x.md", SCHEMA), markdown, [("en", "en-GB"), None])
    first, second = rendered.records
    assert rendered.intro_html == "<p>Intro\u00a0: ici.</p>"
    assert first.heading_html == '<a href="https://a.test/">Don\'t: wait</a>'
    quotation = '<blockquote lang="en-GB">\n<p>It\'s: them</p>\n</blockquote>'
    assert first.body_html == f"{quotation}\n<p>L’avis\u00a0: <em>oui</em>\u202f!</p>"
    assert second.heading_html == "L’autre\u00a0: non\u202f!"
    assert second.body_html == "<blockquote>\n<p>C’est lui.</p>\n</blockquote>"


def test_the_languages_of_headings_leave_no_trace_with_any_set_of_extensions():
    rendered = render_document(parse_document("## Don't\n\nWait.\n", "x.md", SCHEMA), Markdown(), [("en", "en")])
    assert (rendered.records[0].heading_html, rendered.records[0].body_html) == ("Don't", "<p>Wait.</p>")


def test_a_file_without_records_is_its_introduction():
    assert render("Title: T\n\nIntro.\n").intro_html == "<p>Intro.</p>"
    assert render("Title: T\n\nIntro.\n").records == ()
    assert render("").intro_html == ""


def test_footnotes_references_and_abbreviations_reach_across_records():
    rendered = render(
        "## A[^1]\n\nVoir [ici][ref], en HTML.[^deux]\n\n## B\n\n[ref]: https://ref.test/\n\n[^1]: Une note.\n"
        "[^deux]: Une autre.\n\n*[HTML]: HyperText Markup Language\n"
    )
    first, second = rendered.records
    assert 'href="#fn:1"' in first.heading_html
    assert 'href="https://ref.test/"' in first.body_html
    assert '<abbr title="HyperText Markup Language">HTML</abbr>' in first.body_html
    assert second.body_html == ""
    assert "Une note." in rendered.notes_html
    assert "Une autre." in rendered.notes_html


def test_anchors_are_unique_in_the_document():
    rendered = render("## A\n\n### A\n\n## A\n\n## ?\n\n## ?\n")
    anchors = [record.anchor for record in rendered.records]
    assert anchors[0] == "a"
    assert len(set(anchors)) == 4
    assert all(anchors)


def test_without_the_table_of_contents_extension_anchors_are_numbered():
    document = parse_document("## A\n\n## A\n", "x.md", SCHEMA)
    rendered = render_document(document, Markdown(extensions=["meta"]))
    assert [record.anchor for record in rendered.records] == ["fiche-1", "fiche-2"]


def test_code_that_looks_like_a_heading_stays_code():
    rendered = render("## A\n\n```\n## code\n```\n\n## B\n")
    assert "## code" in re.sub(r"<[^>]+>", "", rendered.records[0].body_html)
    assert [record.heading_html for record in rendered.records] == ["A", "B"]


@pytest.mark.parametrize(
    "body",
    ["<div>", "<div class='x'>\n\nTexte.", "<table>", "<section>\n<p>x", "<details>\n\n<summary>x</summary>"],
)
def test_a_heading_inside_an_html_block_is_an_error_at_its_line(body: str):
    text = f"## A\n\n{body}\n\n## B\n\nFin.\n"
    with pytest.raises(RecordError) as caught:
        render(text)
    assert caught.value.line == 1 + text[: text.index("## B")].count("\n")
    assert "bloc HTML" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("## A\n\n<div markdown='1'>\n\nx\n\n## B\n\ny\n\n</div>\n", 1, id="around-a-record"),
        pytest.param("## A\n\n## B\n\n<div markdown='1'>\n\n<div>", 3, id="end-of-file"),
        pytest.param("Title: T\n\n<div markdown='1'>\n\n<div>", 3, id="introduction"),
        pytest.param("## A\n\n> <div>\n> x\n\n## B\n", 1, id="in-a-quotation"),
        pytest.param("## A\n\nx\n\n</div>\n\n## B\n", 1, id="closed-and-never-opened"),
        pytest.param("<?\n\n## A\n\nmot</div>", 3, id="processing-instruction"),
        pytest.param("## A\n\n<!--alaminute 7-->\n\n## B\n", 1, id="our-own-mark"),
    ],
)
def test_html_left_open_in_a_record_is_an_error_at_that_record(text: str, line: int):
    with pytest.raises(RecordError, match="mal fermé") as caught:
        render(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "body",
    [
        "<!-- <div> -->",
        "`<div>`",
        "```\n<div>\n```",
        "<script>\nvar a = '<div>';\n</script>",
        "<br>",
        "<ul><li>x</ul>",
    ],
)
def test_what_is_no_open_element_is_no_error(body: str):
    assert render(f"## A\n\n{body}\n\n## B\n").records[1].heading_html == "B"


def test_html_that_is_closed_before_the_next_heading_is_the_authors_own():
    rendered = render("## A\n\n<div class='x'>\n\n<p>un</p>\n\n</div>\n\n<!-- note -->\n\n## B\n")
    assert "<div class='x'>" in rendered.records[0].body_html
    assert "</div>" in rendered.records[0].body_html
    assert rendered.records[1].heading_html == "B"


@pytest.mark.parametrize("title", ["A `code` <b>b</b>", "A & B", "A \\# b", "A *b*"])
def test_markup_of_a_heading_is_rendered(title: str):
    (record,) = render(f"## {title}\n").records
    expected = Markdown().convert(title).removeprefix("<p>").removesuffix("</p>")
    assert record.heading_html == expected


PIECES = [
    "\n", "\n\n", "\n\n## A\n\n", "\n\n## [B](https://b.test/)\n\n", "- Source : x\n", "mot", " ", "    ", "<div>",
    "</div>", "\n<div markdown='1'>\n", "<!--", "-->", "<p", ">", "<pre>", "</pre>", "```\n", "~~~\n", "`", "[^1]",
    "\n[^1]: note\n", "[r]: https://r.test/\n", "[r][r]", "*[mot]: x\n", "> ", "- ", "1. ", "| a | b |\n|---|---|\n",
    "\n: déf\n", "&", "<", "{: #x }", "*", "[TOC]", "<?", "?>", "<![CDATA[", "]]>", "<!", "<a", "</h2>", "<h2>",
    "<script>", "</script>", "# T\n", "<br>", "\\", "texte <!-- x", "<span>", "<table>", "</table>", "<textarea>",
    "<style>", "<![x[",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_document_is_rendered_whole_or_refused_with_its_line(text: str):
    try:
        document = parse_document(text, "x.md", SCHEMA)
    except ContentError:
        return
    rendered = rendered_or_refused(document)
    if rendered is not None:
        assert len(rendered.records) == len(document.records)
        parts = [
            rendered.intro_html,
            rendered.notes_html,
            *(html for r in rendered.records for html in (r.heading_html, r.body_html)),
        ]
        assert not any("alaminute" in part for part in parts)


def rendered_or_refused(document: Document) -> RenderedDocument | None:
    try:
        return render_document(document, Markdown(extensions=EXTENSIONS))
    except RecordError as error:
        lines = [record.line for record in document.records]
        return None if error.line in [document.header.end + 1, *lines] else pytest.fail(f"no such line: {error}")


# --- Pelican --------------------------------------------------------------------------------------------------------


@pytest.fixture
def readers(tmp_path: Path) -> Readers:
    """Pelican's readers over a content folder, with records in `fiches/`."""
    settings = read_settings(override={"PATH": str(tmp_path), "CACHE_CONTENT": False})
    readers = Readers(settings)
    read_records_in(readers, "fiches/", RecordKind(SCHEMA, interpret))
    # Readers makes its readers when it is made: the signal comes before, a test's call after.
    return Readers(readers.settings | {"READERS": dict.fromkeys(("md", "markdown"), readers.reader_classes["md"])})


def interpret(document: Document, rendered: RenderedDocument) -> dict[str, Any]:
    if document.header.value("Title") == "Faux":
        raise ContentError([document.header_error("Title", "faux titre")])
    return {
        "fiches": [
            (record.title, html.body_html) for record, html in zip(document.records, rendered.records, strict=True)
        ]
    }


def read(readers: Readers, tmp_path: Path, name: str, text: str) -> Any:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return readers.read_file(base_path=str(tmp_path), path=name)


RECORDS = "Title: T\nDate: 2026-11-20\nTags: a, b\n\nIntro.\n\n## A\n\n- Source : x\n\nCorps.\n"


@pytest.mark.parametrize("name", ["fiches/a.md", "fiches/2026/a.md", "fiches/a.markdown"])
def test_a_file_of_the_folder_is_read_as_records(readers: Readers, tmp_path: Path, name: str):
    article = read(readers, tmp_path, name, RECORDS)
    assert article.fiches == [("A", "<p>Corps.</p>")]
    assert article.title == "T"
    assert [tag.name for tag in article.tags] == ["a", "b"]
    assert "Source" not in article.content
    assert article.content.index("Intro.") < article.content.index(">A</h2>") < article.content.index("Corps.")


@pytest.mark.parametrize("name", ["a.md", "posts/a.md", "fiches-anciennes/a.md", "posts/fiches/a.md"])
def test_other_files_are_left_to_pelican(readers: Readers, tmp_path: Path, name: str):
    article = read(readers, tmp_path, name, RECORDS)
    assert not hasattr(article, "fiches")
    assert "Source : x" in article.content


def test_a_byte_order_mark_and_foreign_line_ends_change_nothing(readers: Readers, tmp_path: Path):
    article = read(readers, tmp_path, "fiches/a.md", "\ufeff" + RECORDS.replace("\n", "\r\n"))
    assert article.title == "T"
    assert article.fiches == [("A", "<p>Corps.</p>")]


@pytest.mark.parametrize(("folder", "is_record"), [("posts", False), ("fiches", True)])
def test_a_link_to_a_file_elsewhere_is_read_by_where_it_stands(
    readers: Readers,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    folder: str,
    is_record: bool,  # noqa: FBT001
):
    elsewhere = tmp_path_factory.mktemp("notes") / "a.md"
    elsewhere.write_text(RECORDS, encoding="utf-8")
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "a.md").symlink_to(elsewhere)
    article = readers.read_file(base_path=str(tmp_path), path=f"{folder}/a.md")
    assert hasattr(article, "fiches") is is_record


def test_one_file_does_not_leak_into_the_next(readers: Readers, tmp_path: Path):
    read(readers, tmp_path, "fiches/a.md", RECORDS.replace("Corps.", "Note.[^1]\n\n[^1]: Une note."))
    article = read(readers, tmp_path, "fiches/b.md", "Title: B\nDate: 2026-11-21\n\n## A\n\n[^1]\n")
    assert not hasattr(article, "tags")
    assert article.fiches == [("A", "<p>[^1]</p>")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(RECORDS.replace("Source", "Sorce"), 9, id="grammar"),
        pytest.param(RECORDS.replace("Title: T", "Title: Faux"), 1, id="meaning"),
        pytest.param("Title: T\nDate: 2026-11-20\n\n<div>\n\n## A\n", 6, id="html-block"),
    ],
)
def test_a_fault_stops_the_build_with_path_and_line(readers: Readers, tmp_path: Path, text: str, line: int):
    with pytest.raises((ContentError, RecordError)) as caught:
        read(readers, tmp_path, "fiches/a.md", text)
    assert re.match(rf"\S*a\.md:{line}: ", str(caught.value))
