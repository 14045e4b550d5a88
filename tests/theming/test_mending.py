"""The HTML of posts' bodies, repaired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.theming.mending import mend


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<p>un <em>deux</p><p>trois</em></p>", "<p>un <em>deux</em></p><p><em>trois</em></p>"),
        ("un</div></p>deux", "un<p></p>deux"),
        ('<a href="/x">un<p>deux', '<a href="/x">un<p>deux</p></a>'),
        ("un < deux & <b>trois</b>", "un &lt; deux &amp; <b>trois</b>"),
        ("<center>un</center>", '<div class="centre">un</div>'),
        ("<em><center>un</center></em>", '<em><span class="centre">un</span></em>'),
        ('<font color="red">un</font> <tt>deux</tt>', "un <code>deux</code>"),
        ('<p align="right">un</p>', '<p class="droite">un</p>'),
        ('<p align="justify">un</p>', "<p>un</p>"),
        ('<img src="a.png" border="0" hspace="4">', '<img src="a.png" alt="">'),
        ('<img src="a.png" width="40" alt="Un café">', '<img src="a.png" width="40" alt="Un café">'),
        ('<p style="color: #ccc; float: left; FONT-SIZE:9px">un</p>', '<p style="float: left;">un</p>'),
        ('<p style="background:url(a.png;b)">un</p>', "<p>un</p>"),
        ("<p>chez <exemple.org> pour</p>", "<p>chez exemple.org pour</p>"),
        ('<p style="border-color: red">un</p>', '<p style="border-color: red">un</p>'),
        ("<ul><a>un</a> <li>deux</li></ul>", "<ul><li><a>un</a></li> <li>deux</li></ul>"),
        ('<a name="un">1</a><a name="un">2</a>', '<a id="un">1</a><a>2</a>'),
        ('<p id="un">1</p><a name="un" href="/x">2</a><a name="">3</a>', '<p id="un">1</p><a href="/x">2</a><a>3</a>'),
        ('<a name="un" id="deux">1</a><a name="un deux">2</a>', '<a name="un" id="deux">1</a><a name="un deux">2</a>'),
        ('a<a href="/x"> </a><a href="/y" id="z" target="_blank"><br></a>b', 'a <span id="z"></span><br>b'),
        ('<a href="/x" aria-label="X"></a>', '<a href="/x" aria-label="X"></a>'),
        ("<!-- a <!-- b -->", "<!-- a <!– b -->"),
        ('<iframe src="a.html" frameborder="0">Rien</iframe>', '<iframe src="a.html"></iframe>'),
    ],
)
def test_what_is_wrong_or_of_another_age_becomes_valid(typed: str, shown: str) -> None:
    assert mend(typed, "en").html == shown


def test_tables_are_as_wide_as_they_need() -> None:
    html = mend(
        '<table width="900" border="1" cellpadding="3"><tr><td nowrap valign="top">1</td></tr></table>', "en"
    ).html
    assert "<table><tbody><tr><td>1</td></tr></tbody></table>" in html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (" https://a.test/b[1]\nc?d=<e> ", "https://a.test/b%5B1%5Dc?d=%3Ce%3E"),
        ("/été/deux mots.html#là", "/été/deux%20mots.html#là"),
        ("https://a.test/%5B1%5D?a=1&b=2", "https://a.test/%5B1%5D?a=1&amp;b=2"),
        ("{filename}mes notes/un.md", "{filename}mes notes/un.md"),
        ("|filename|mes notes/un.md", "|filename|mes notes/un.md"),
    ],
)
def test_addresses_hold_only_what_may_stand_in_one(typed: str, shown: str) -> None:
    assert mend(f'<a href="{typed}">x</a>', "en").html == f'<a href="{shown}">x</a>'


def test_a_caption_stands_in_its_figure_and_not_in_the_link_around_the_picture() -> None:
    typed = '<figure role="group"><a href="b.png"><img src="a.png" alt="A"><figcaption>Un</figcaption></a></figure>'
    shown = '<figure><a href="b.png"><img src="a.png" alt="A"></a><figcaption>Un</figcaption></figure>'
    assert mend(typed, "en").html == shown


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ('<a href="/photos/un-caf%C3%A9_noir.jpg?x"><img src="a.png"></a>', "un café noir"),
        ('<a href="https://a.test/"><img src="a.png" alt=""></a>', "a"),
        ('<a href="/b" title="Le plan"><img src="a.png"></a>', "Le plan"),
        ('<a href="/b"><img src="a.png" alt="Une vue"></a>', "Une vue"),
        ('<a href="/b"><img src="a.png"> un texte</a>', ""),
    ],
)
def test_a_link_around_a_picture_has_a_name(link: str, name: str) -> None:
    assert f'alt="{name}"' in mend(link, "en").html


def test_a_caption_without_a_figure_is_a_block_of_its_own() -> None:
    assert mend("<div><figcaption>Un</figcaption></div>", "en").html == '<div><div class="sous-image">Un</div></div>'


def test_headings_stand_under_the_title_in_order() -> None:
    assert mend('<h1>a</h1><h4 id="b">b</h4><h2>c</h2>', "en").html == '<h2>a</h2><h3 id="b">b</h3><h3>c</h3>'


def test_style_sheets_are_handed_over_for_the_head_of_the_page() -> None:
    mended = mend("<p>a</p><style>p > b { color: red; top: top: 0 }</style><div><style>i{}</style></div>", "en")
    assert mended.styles == ("p > b { color: red}", "i{}")
    assert "style" not in mended.html


def test_scripts_and_comments_stay_as_they_are() -> None:
    html = '<script>if (a < b && "c") {}</script><!-- PELICAN_END_SUMMARY --><!--more-->'
    assert mend(html, "fr").html == html


def test_prose_in_raw_html_is_set_as_printers_do() -> None:
    typed = '<div title="L\'été : ici">L\'été ! <code>l\'a : b</code> <i lang="en">don\'t :</i> <b>"oui"</b></div>'
    shown = (
        '<div title="L’été\u00a0: ici">L’été\u202f! <code>l\'a : b</code> <i lang="en">don\'t :</i> '
        "<b>«\u202foui\u202f»</b></div>"
    )
    assert mend(typed, "fr-CA").html == shown


def test_what_is_said_not_to_be_translated_is_left_alone() -> None:
    assert mend('<p translate="no">l\'été : "oui"</p>', "fr").html == '<p translate="no">l\'été : "oui"</p>'


def test_an_empty_corner_of_a_table_heads_nothing() -> None:
    html = mend("<table><tr><th scope='col'></th><th>A</th></tr></table>", "en").html
    assert "<table><tbody><tr><td></td><th>A</th></tr></tbody></table>" in html


def test_a_table_scrolls_in_a_box_of_its_own_and_code_with_the_keyboard() -> None:
    table = "<table><tbody><tr><td><table><tbody><tr><td>1</td></tr></tbody></table></td></tr></tbody></table>"
    box = f'<div class="tableau" tabindex="0" role="group" aria-label="Tableau">{table}</div>'
    assert mend(table, "fr", "Tableau").html == box
    assert mend(box, "fr", "Tableau").html == box
    assert (
        mend("<pre>a</pre><pre tabindex=1>b</pre>", "fr").html == '<pre tabindex="0">a</pre><pre tabindex="1">b</pre>'
    )


PIECES = """
    <p> </p> <em> </em> <a~href="b~c"> </a> <h1> <h4> </h4> <figure> </figure> <figcaption> </figcaption>
    <table> <td~align=right> </table> <li> <center> </center> <font> </font> <img~src=a> <br> <style>i{}</style>
    <pre> </pre> texte : l' été &amp;
"""
FRAGMENTS = st.lists(st.sampled_from([piece.replace("~", " ") for piece in PIECES.split()])).map("".join)


@given(FRAGMENTS)
def test_mending_twice_changes_nothing_more(fragment: str) -> None:
    once = mend(fragment, "fr")
    assert mend(once.html, "fr").html == once.html


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    mend(text, "fr")
