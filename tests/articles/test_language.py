"""Languages as authors, feeds and pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.articles.language import language_code, primary, text_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" fr ", "fr"),
        ("fr_CA", "fr-CA"),
        ("en-us", "en-US"),
        ("pt-BR", "pt-BR"),
        ("zh-Hant", "zh-Hant"),
        ("anglais", "en"),
        ("Anglais", "en"),
        ("English", "en"),
        ("français", "fr"),
        ("francais", "fr"),
        ("French", "fr"),
        ("néerlandais", "nl"),
        ("breton", "br"),
        ("japonais", "ja"),
    ],
)
def test_a_language_by_code_or_by_name(text: str, code: str):
    assert language_code(text) == code


@pytest.mark.parametrize(
    "text", ["", " ", "langue inconnue", "qq", "x-klingon", "12", "en-", "-en", "e", "english us", "en;fr"]
)
def test_what_is_no_language_is_none(text: str):
    assert language_code(text) is None


@given(st.text(max_size=20))
def test_any_text_has_a_code_that_is_read_back_or_none(text: str):
    code = language_code(text)
    assert code is None or language_code(code) == code


def test_the_primary_language_leaves_the_country_out():
    assert [primary(code) for code in ("en-GB", "EN", "zh-Hant-TW")] == ["en", "en", "zh"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Comment fidéliser ses clients sans les lasser", "fr"),
        ("How to keep your customers without wearing them out", "en"),
    ],
)
def test_the_language_of_a_text_is_one_that_the_author_reads(text: str, code: str):
    assert text_language(text, among=["fr-FR", "en"]) == code
    assert text_language(text, among=["de"]) == "de"


def test_a_text_too_short_or_nothing_to_choose_from_says_nothing():
    assert text_language("Hello", among=["fr", "en"]) is None
    assert text_language("   Hello              ", among=["fr", "en"]) is None
    assert text_language("How to keep your customers", among=[]) is None
