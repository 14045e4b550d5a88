"""Whatever a page says of its encoding, its words are read as they were written."""

import pytest

from alaminute.articles.decoding import MAX_ELEMENTS, page_string, page_tree
from alaminute.articles.extraction import page_text

URL = "https://blog.test/a"
TEXT = "Été comme hiver, l'œuvre reste à lire — naïve, légère — jusqu'à la fin : voilà ce qu'il fallait démontrer ici. "
WESTERN = TEXT.replace("œ", "oe").replace("—", "-")


def page(charset: str = "", text: str = TEXT) -> str:
    meta = f"<meta charset={charset}>" if charset else ""
    return f"<!doctype html><html><head>{meta}<title>Un titre</title></head><body><article><p>{text * 5}</p></article>"


def read(body: bytes, content_type: str) -> str:
    tree = page_tree(body, content_type)
    assert tree is not None
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        pytest.param(page().encode(), "", TEXT, id="nothing declared"),
        pytest.param(page("iso-8859-1").encode(), "text/html", TEXT, id="wrong meta"),
        pytest.param(page("utf-8", WESTERN).encode("latin-1"), "text/html", WESTERN, id="wrong meta, latin-1"),
        pytest.param(page("iso-8859-1").encode("cp1252"), "", TEXT, id="meta latin-1 means windows-1252"),
        pytest.param(page(text=WESTERN).encode("latin-1"), "", WESTERN, id="latin-1 undeclared"),
        pytest.param(page(text=WESTERN).encode("latin-1"), "text/html; charset=ISO-8859-1", WESTERN, id="header"),
        pytest.param(page().encode(), 'text/html; charset="us-ascii"', TEXT, id="wrong header"),
        pytest.param(page().encode(), "text/html; charset=iso-8859-1", TEXT, id="header of a careless server"),
        pytest.param(page().encode("cp1252"), "text/html; charset=utf-8", TEXT, id="header that cannot be true"),
        pytest.param(
            page("iso-2022-jp", "誕生日に手紙").encode("iso2022_jp"),
            "text/html; charset=iso-2022-jp",
            "誕生日に手紙",
            id="seven bits",
        ),
        pytest.param(page().encode(), "text/html; charset=punycode", TEXT, id="no text encoding"),
        pytest.param(page().encode(), "text/html; charset=nonsense", TEXT, id="unknown header"),
        pytest.param(
            page("iso-8859-1").encode("utf-8-sig"), "text/html; charset=latin1", TEXT, id="mark before header"
        ),
        pytest.param(page().encode("utf-16"), "", TEXT, id="utf-16 with mark"),
        pytest.param(page().encode("utf-16-le"), "text/html; charset=utf-16le", TEXT, id="utf-16 by header"),
        pytest.param(page("shift_jis", "誕生日に手紙が届きました。").encode("cp932"), "", "誕生日に", id="shift_jis"),
        pytest.param(
            page("windows-1251", "Письмо пришло утром. ").encode("cp1251"), "", "Письмо пришло", id="cyrillic"
        ),
    ],
)
def test_a_page_is_read_in_its_encoding(body: bytes, content_type: str, text: str):
    assert text.strip() in read(body, content_type)


def test_the_words_of_a_page_do_not_depend_on_its_encoding():
    counted = {
        page_text(page(text=WESTERN).encode(codec), URL, content_type=kind).words
        for codec, kind in [("utf-8", ""), ("latin-1", ""), ("utf-16", ""), ("latin-1", "text/html;charset=latin1")]
    }
    assert len(counted) == 1


def test_nothing_is_decoded_by_guess_where_the_bytes_say_otherwise():
    assert page_string(b"\xff\xfe\x00") is None
    assert page_string("é".encode("latin-1")) is None


def test_a_page_of_more_elements_than_any_article_is_not_measured():
    text = page_text(b"<html><body>" + b"<p>mot</p>" * (MAX_ELEMENTS + 1), URL)
    assert text.words is None
    assert "trop grande" in text.reason


def test_references_to_control_characters_are_survived():
    body = f"<html><body><article>un<aside>x</aside>&#8;mot<p title='&#1;'>{'mot ' * 30}</p>&#xfffe;</article>"
    assert page_text(body.encode(), URL).words == 31


def test_elements_nested_without_end_are_survived():
    assert page_text(b"<html><body>" + b"<div>" * 100_000 + b"mot " * 100, URL).reason
