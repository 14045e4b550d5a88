"""The text of a PDF counts like a page's; where there is none to read, the reason is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alaminute.articles.extraction import page_text
from alaminute.articles.pdf import MAX_PAGES, pdf_text, without_running_heads
from articles.pdfs import pdf

URL = "https://blog.test/rapport.pdf"
LINES = [
    f"La marque écrit à ses clients le jour de leur fête, ligne numéro {number} du rapport." for number in "abcdef"
]


def test_the_words_of_a_pdf_are_counted():
    text = page_text(pdf([LINES]), URL, content_type="application/pdf", languages=["fr", "en"])
    assert (text.words, text.reason, text.language, text.title) == (6 * 16, "", "fr", "Un document")


def test_a_pdf_may_say_its_language():
    assert page_text(pdf([LINES], language="en-GB"), URL, content_type="application/pdf").language == "en-GB"


@pytest.mark.parametrize("content_type", ["application/octet-stream", "", "Application/PDF; qs=0.1"])
def test_a_pdf_is_one_by_its_first_bytes_too(content_type: str):
    assert page_text(pdf([LINES]), URL, content_type=content_type).words == 6 * 16


def test_running_heads_and_page_numbers_do_not_count():
    pages = [
        ["Le rapport annuel", *(f"{line} {letter}" for line in LINES), f"Page {n}"] for n, letter in enumerate("xyz")
    ]
    assert page_text(pdf(pages), URL, content_type="application/pdf").words == 3 * 6 * 17


def test_a_word_cut_at_the_end_of_a_line_is_one():
    assert without_running_heads(["un exem-\nple, peut-\nêtre\nA-\nB"]) == "un exemple, peutêtre\nA-\nB"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (pdf([LINES], password="secret"), "c'est un document PDF protégé"),
        (pdf([[], []]), "c'est un document PDF sans texte"),
        (pdf([["Un mot"]] * (MAX_PAGES + 1)), f"c'est un document PDF de plus de {MAX_PAGES} pages"),
        (b"%PDF-1.7", "c'est un document PDF illisible"),
        (b"", "c'est un document PDF illisible"),
    ],
    ids=["locked", "images", "long", "broken", "empty"],
)
def test_a_pdf_that_cannot_be_read_says_why(document: bytes, reason: str):
    text = page_text(document, URL, content_type="application/pdf")
    assert text.words is None
    assert text.reason.startswith(reason)


def test_a_pdf_that_only_asks_not_to_be_printed_is_read():
    assert page_text(pdf([LINES], password=""), URL, content_type="application/pdf").words == 6 * 16


WHOLE = pdf([LINES])


@settings(max_examples=50)
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=10))
def test_nothing_that_a_pdf_contains_raises(start: int, end: int, put: bytes):
    found = pdf_text(WHOLE[:start] + put + WHOLE[end:])
    assert bool(found.text) != bool(found.reason)


def test_a_text_without_markup_is_counted():
    text = page_text("À lire, l'œuvre. ".encode() * 20, URL, content_type="text/plain", languages=["fr", "en"])
    assert (text.words, text.language, text.reason) == (60, "fr", "")
    assert page_text("été ".encode("latin-1") * 30, URL, content_type="text/plain; charset=latin1").words == 30


def test_a_short_text_without_markup_is_no_article():
    assert "trop court" in page_text(b"mot " * 19, URL, content_type="text/plain").reason
