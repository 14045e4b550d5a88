"""Nothing of a feed survives as HTML, as a control character, or as text that runs backwards."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.feeds import plain_text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<script>alert(1)</script><b onclick=x()>Bold</b>", "Bold"),
        ("Caf&eacute; d&#233;j&agrave; vu", "Café déjà vu"),
        ("AT&amp;T", "AT&T"),
        ("a & b", "a & b"),
        ("1 < 2", "1 < 2"),
        ("H<sub>2</sub>O", "H2O"),
        ("<style>p{}</style>Oui", "Oui"),
        ("  deux\n\n lignes ", "deux lignes"),
        ("a\x00b\x08c\x1fd", "abcd"),
        ("\u202egnp.exe\u202c \u200b\ufeffzero", "gnp.exe zero"),
        ("\u2066isolated\u2069", "isolated"),
        ("&#x202e;abc &#0;", "abc \ufffd"),
        ("<!-- no -->yes", "yes"),
        ("<img src=x onerror=alert(1)>", ""),
        ("famille 👨\u200d👩\u200d👧", "famille 👨\u200d👩\u200d👧"),
    ],
)
def test_a_title_is_its_visible_text(raw, expected):
    assert plain_text.title(raw) == expected


def test_text_declared_plain_may_speak_of_an_element_but_not_be_html():
    assert plain_text.title("The <dialog> element", declared_plain=True) == "The <dialog> element"
    assert plain_text.title("<b onclick=x()>Bold</b>", declared_plain=True) == "Bold"
    assert plain_text.title("<script>alert(1)", declared_plain=True) == ""


def test_blocks_of_a_summary_are_separated():
    assert plain_text.summary("<p>Un</p><p>deux<br>trois</p>") == "Un deux trois"


def test_long_text_is_cut_at_a_word_and_says_so():
    text = plain_text.summary("mot " * 1000)
    assert len(text) <= plain_text.SUMMARY_LENGTH
    assert text.endswith("mot…")
    assert len(plain_text.title("x" * 1_000_000)) == plain_text.TITLE_LENGTH


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&;#/\"'=abscript\u202e\x00"))), st.booleans())
def test_whatever_comes_in_no_invisible_character_and_no_script_element_comes_out(raw, declared_plain):
    for text in (plain_text.title(raw, declared_plain=declared_plain), plain_text.summary(f"<p>{raw}")):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u200b]", text)
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in text)
        assert text == text.strip()


@given(st.text())
def test_markup_around_a_text_never_changes_what_it_says(raw):
    words = "".join(character for character in raw if character.isalnum())
    assert plain_text.title(f"<em class='x'>{words}</em>")[:50] == plain_text.title(words)[:50]
