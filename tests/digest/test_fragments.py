"""What of an author's HTML goes into a message, and what text is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.digest.fragments import _TAGS, heading_html, mail_html, safe_tree
from alaminute.digest.plain_text import joined, line_of, paragraphs, spell_out_quotations
from languages import ENGLISH, FRENCH

PAGE = "https://blog.test/lectures/2026-w47/"


def html(fragment: str, anchor: str = "") -> str:
    return str(mail_html(safe_tree(fragment, page_url=PAGE, words=FRENCH, anchor=anchor)))


def text(fragment: str, width: int = 40) -> list[str]:
    return joined(paragraphs(safe_tree(fragment, page_url=PAGE, words=FRENCH), width))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://ailleurs.test/a?b=1&amp;c=2", "https://ailleurs.test/a?b=1&amp;c=2"),
        ("mailto:a@b.test", "mailto:a@b.test"),
        ("/abonnement/", "https://blog.test/abonnement/"),
        ("../2026-w46/", "https://blog.test/lectures/2026-w46/"),
        ("//ailleurs.test/", "https://ailleurs.test/"),
        ("#fiche-2", f"{PAGE}#fiche-2"),
        ("{filename}/posts/a.md", f"{PAGE}#ici"),
        ("{static}/images/a.png", f"{PAGE}#ici"),
        ("|filename|/posts/a.md", f"{PAGE}#ici"),
        ("%7Bfilename%7D/posts/a.md", f"{PAGE}#ici"),
    ],
)
def test_every_address_becomes_absolute(address: str, target: str):
    assert f'<a href="{target}"' in html(f'<p><a href="{address}">x</a></p>', "ici")


@pytest.mark.parametrize("address", ["javascript:x()", "data:text/html,x", "vbscript:x", "file:///etc/passwd", ""])
def test_an_address_that_a_message_must_not_hold_goes_and_its_text_stays(address: str):
    assert "x</" in html(f'<p><a href="{address}">x</a></p>')
    assert "javascript" not in html(f'<p><a href="{address}">x</a></p>')


def test_an_image_becomes_a_link_that_says_what_it_shows():
    assert ">[Image\u00a0: Une capture]</a>" in html('<p><img src="/a.png" alt="Une capture"></p>')
    assert 'href="https://blog.test/a.png"' in html('<p><img src="/a.png" alt="Une capture"></p>')


def test_an_image_inside_a_link_adds_no_second_one():
    assert html('<a href="https://a.test/"><img src="/a.png" alt="x"></a>').count("<a ") == 1


def test_an_image_that_says_nothing_goes():
    assert html('<p>a<img src="/a.png">b</p>') == '<p style="margin:0 0 12px">ab</p>'


def test_styles_are_ours_and_classes_go():
    made = html('<p class="x" style="position:fixed" id="a">a</p><h3>b</h3>')
    assert "position" not in made
    assert "class" not in made
    assert "id=" not in made
    assert made.count("style=") == 2


def test_a_footnote_is_referred_to_by_its_number_without_a_link():
    fragment = '<p>a<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> b</p>'
    assert "<a" not in html(fragment)
    assert ">1</sup> b" in html(fragment)
    assert text(fragment) == ["a[1] b"]


def test_footnotes_are_numbered_as_their_references():
    note = '<li id="fn:a"><p>Une note.&#160;<a class="footnote-backref" href="#fnref:a">↩</a></p></li>'
    fragment = f'<div class="footnote"><hr><ol>{note}{note.replace("Une", "Autre")}</ol></div>'
    assert text(fragment) == ["[1] Une note.", "[2] Autre note."]
    assert "↩" not in html(fragment)


def test_a_heading_keeps_its_links_and_takes_their_style():
    tree = safe_tree('A <a href="https://a.test/">b</a> <em>c</em>', page_url=PAGE, words=FRENCH)
    assert heading_html(tree, link_style="color:red") == (
        'A <a href="https://a.test/" style="color:red">b</a> <em>c</em>'
    )


@pytest.mark.parametrize("words", ["", "a &lt;b&gt; &amp;amp; c", "<!-- x -->a", "a<p>b", "</p></div>a", "a\x00b\x1bc"])
def test_odd_fragments_stay_whole_and_safe(words: str):
    tree = safe_tree(words, page_url=PAGE, words=FRENCH)
    assert "<b>" not in mail_html(tree)
    assert "\x1b" not in line_of(tree)
    assert "x" not in line_of(tree)


# --- Text -----------------------------------------------------------------------------------------------------------


def test_prose_is_wrapped_and_no_break_spaces_hold():
    words = "<p>" + "deux mots\u00a0: " * 3 + "</p>"
    assert text(words, 16) == ["deux mots\u00a0: deux", "mots\u00a0: deux", "mots\u00a0:"]


def test_an_address_is_never_cut():
    address = "https://exemple.test/" + "long-" * 30
    assert f"<{address}>." in text(f'<p>Voir <a href="{address}">ceci</a>.</p>')


def test_an_address_that_is_its_own_text_is_said_once():
    assert text('<p><a href="https://a.test/">https://a.test/</a></p>') == ["<https://a.test/>"]
    assert text('<p><a href="mailto:a@b.test">a@b.test</a></p>') == ["<a@b.test>"]


def test_paragraphs_line_breaks_and_rules_are_kept():
    assert text("<p>a<br>b</p><hr><p>c</p>") == ["a", "b", "", "* * *", "", "c"]


def test_lists_are_marked_numbered_and_nested():
    assert text("<ul><li>a<ol start='3'><li>b</li><li>c</li></ol></li><li>d</li></ul>") == [
        "– a",
        "",
        "  3. b",
        "  4. c",
        "– d",
    ]


def test_a_long_point_is_indented_below_its_marker():
    assert text("<ul><li>un point plus long que la largeur</li></ul>", 20) == [
        "– un point plus long",
        "  que la largeur",
    ]


def test_a_quotation_is_marked_on_every_line():
    assert text("<blockquote><p>un</p><p>deux</p></blockquote>") == ["> un", ">", "> deux"]


def test_code_keeps_its_lines_and_spaces():
    assert text("<pre><code>a\n    b  c\n\nd\n</code></pre>") == ["    a", "        b  c", "", "    d"]


def test_a_table_is_read_row_by_row():
    table = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    assert text(table) == ["a | b", "1 | 2"]


PIECES = st.sampled_from(
    ["<p>", "</p>", "<a href=", "'", '"', ">", "<img src=x alt=", "javascript:", "<b", "&#27;", "&lt;script&gt;",
     "<!--", "<script>", "<table>", "<td>", "<li>", "<pre>", "<br>", "<sup>", "é\u00a0:", " ", "\n", "\x00", "\ufffe", "http://["]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_whatever_an_author_or_a_feed_wrote_becomes_a_message(fragment: str):
    lines = joined(paragraphs(safe_tree(fragment, page_url=PAGE, words=FRENCH)))
    assert not any(character in line for line in lines for character in "\x00\x1b\x1e\r\n")
    again = safe_tree(html(fragment), page_url=PAGE, words=FRENCH)
    assert {element.tag for element in again.iter()} <= _TAGS - {"img"}
    assert not any(name.startswith("on") for element in again.iter() for name in element.attrib)
    assert all(link.get("href").startswith(("http:", "https:", "mailto:")) for link in again.iter("a"))


@pytest.mark.parametrize(
    ("words", "shown"),
    [(FRENCH, "Il dit «\u202fun «\u202fmot\u202f» ici\u202f»."), (ENGLISH, "Il dit “un “mot” ici”.")],
    ids=["fr", "en"],
)
def test_quotations_have_the_marks_of_the_sites_language(words, shown):
    tree = safe_tree("<p>Il dit <q>un <q>mot</q> <em>ici</em></q>.</p>", page_url=PAGE, words=words)
    spell_out_quotations(tree, words)
    assert line_of(tree) == shown
