"""Whatever a feed says, its text is shown as text and its links lead where they say."""

import runpy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from alaminute.markdown_text import link, link_target, literal
from alaminute.selections.from_records import heading_links, plain

ROOT = Path(__file__).parent.parent
SITE_MARKDOWN = runpy.run_path(str(ROOT / "pelicanconf.py"))["MARKDOWN"]
# Without `meta`, as in the middle of a file: a text alone would be taken for its header.
CONFIGS = {name: options for name, options in SITE_MARKDOWN["extension_configs"].items() if not name.endswith(".meta")}
# Outside French, since French typography adds the spaces that a text lacks.
CONFIGS |= {name: {**options, "language": "en"} for name, options in CONFIGS.items() if name.startswith("alaminute.")}
MARKDOWN = Markdown(extensions=[*CONFIGS], extension_configs=CONFIGS, output_format=SITE_MARKDOWN["output_format"])

HOSTILE = [
    "<script>alert(1)</script>",
    "<b onclick=x>gras</b>",
    "<!-- caché -->",
    "<https://example.org/>",
    "<moi@example.org>",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x][1]",
    "[1]: https://example.org/",
    "[^1]",
    "[^1]: note",
    "*[HTML]: x",
    "{filename}x",
    "{static}/images/x.png",
    "|filename|x",
    "[TOC]",
    "&lt;b&gt; &amp; &amp;lt; &eacute; &#233; &#x26; &copy 2026 &notit; AT&T R&D&I;",
    ": x",
    ":   définition",
    "1. x",
    "1) x",
    "٣. x",
    "12345. x",
    "- x",
    "* x",
    "+ x",
    "# x",
    "###### x",
    "> x",
    "=====",
    "-----",
    "***",
    "___",
    "- - -",
    "~~~",
    "```",
    "```python",
    "`code` ``code`` `",
    "**gras** *italique* __gras__ _italique_ mot_souligné_fin a_b _ * __init__",
    "~~barré~~ ^^inséré^^ ==surligné== H~2~O x^2^ ++ajout++ C++ a==b ~ ^ = +",
    "++",
    "{: .cls }",
    "x {: .cls #id onclick=x }",
    "x {.cls}",
    "{++a++} {--b--} {==c==} {>>d<<}",
    "{{ jinja }} {% raw %}",
    "| a | b |",
    "|---|---|",
    "!!! note",
    "??? note",
    "/// caption",
    "/// caption | x",
    "////",
    "--8<-- fichier",
    "--- x",
    "[x] fait",
    "- [ ] à faire",
    ":smile: :+1:",
    "$x$ \\(x\\) $$",
    "\\",
    "\\\\",
    "\\* \\_ \\[ \\# \\",
    "a\\",
    "  a  \n  b\t\u00a0c \u2028d  ",
    "x  ",
    "#hashtag",
    "@mention",
    "http://example.org/a_b_c?d=e&f=g&copy=1",
    "Title: x",
    "klzzwxh:0001",
    "wzxhzdk:0",
    "!",
    "![",
    "](",
    ")",
    "“guillemets” « français » 'x' \"y\" … -- ---",
    "\u200b",
    "\u202eabc",
    "👍🏽 👨‍👩‍👧",
]
# Feeds are cleaned of control characters and lone surrogates before anything is drafted.
CLEAN = st.characters(exclude_categories=("Cc", "Cs"))
NEAR_MARKDOWN = st.lists(
    st.sampled_from([*"\\`*_{}[]()<>#+-.!|~^=:;&$/@'\" \u00a0aé1", "mot", "lt;", "amp;", "http://", "//", "TOC"]),
    max_size=25,
).map("".join)
TEXT = st.sampled_from(HOSTILE) | NEAR_MARKDOWN | st.text(CLEAN)


class Page(HTMLParser):
    """What a browser would make of a fragment: elements with attributes, and the text."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, Any]]] = []
        self.text = ""
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", {"data": data}))


def rendered(markdown: str) -> Page:
    return Page(MARKDOWN.reset().convert(markdown))


def collapsed(text: str) -> str:
    return " ".join(text.split())


@given(TEXT)
@example("-")
@example("1.")
def test_literal_text_is_shown_as_it_is_and_nothing_else(text: str):
    page = rendered(literal(text))
    assert collapsed(page.text) == collapsed(text)
    assert [tag for tag, _ in page.elements] == (["p"] if collapsed(text) else [])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_sample_becomes_markup_in_a_paragraph_a_quotation_or_after_text(text: str):
    assert collapsed(rendered(literal(text)).text) == collapsed(text)
    quoted = rendered(f"> {literal(text)}")
    assert (collapsed(quoted.text), [tag for tag, _ in quoted.elements]) == (collapsed(text), ["blockquote", "p"])
    followed = rendered(f"Avant\n\n{literal(text)}\n\nAprès")
    assert [tag for tag, _ in followed.elements] == ["p"] * 3
    assert collapsed(followed.text) == f"Avant {collapsed(text)} Après"


@given(TEXT)
def test_literal_text_is_one_line(text: str):
    assert len(literal(text).splitlines()) <= 1


@pytest.mark.parametrize(
    "text", ["Un texte simple, avec ponctuation : « oui » !", "snake_case et 3 + 4", "L'été — 20 % (env.) & co.", "a/b"]
)
def test_ordinary_text_stays_as_it_is_for_the_author_to_edit(text: str):
    assert literal(text) == text


URLS = [
    "https://example.org/",
    "https://example.org/a_b*c(d)[e]~f",
    "https://example.org/a b\tc",
    "https://example.org/\"x\"'y'<z>",
    "https://example.org/?a=1&b=2&lt;=3&copy=4&amp;x",
    "https://example.org/%C3%A9t%C3%A9#titre",
    "https://example.org/été",
    "https://example.org/{filename}x|static|y",
    "https://example.org/\\x`y^z",
    "https://example.org/a)b](c",
    "https://example.org/__init__/*x*",
]
PATHS = st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cc", "Cs")), max_size=30)
ADDRESSES = st.sampled_from(URLS) | PATHS.map("https://example.org/{}".format)


def title_of(text: str) -> str:
    """Text that a feed's entry may have for a title: never empty."""
    return collapsed(text) or "x"


@given(TEXT.map(title_of), ADDRESSES)
def test_a_link_leads_to_its_address_and_nothing_else(text: str, url: str):
    page = rendered(link(text, url))
    assert [tag for tag, _ in page.elements] == ["p", "a"]
    assert page.elements[1][1].keys() == {"href"}
    assert unquote(page.elements[1][1]["href"]) == unquote(url)
    assert collapsed(page.text) == text


@given(TEXT.map(title_of), ADDRESSES)
def test_a_link_in_a_heading_is_read_back_as_it_was(text: str, url: str):
    heading = link(text, url)
    (found,) = heading_links(heading)
    assert found.text == text
    assert unquote(found.url) == unquote(url)
    assert plain(heading) == text
    page = rendered(f"## {heading}")
    assert [tag for tag, _ in page.elements] == ["h2", "a"]
    assert collapsed(page.text) == text


@given(TEXT.map(title_of))
def test_plain_text_of_literal_text_is_that_text(text: str):
    assert plain(literal(text)) == text


@given(ADDRESSES)
def test_a_link_target_is_encoded_once(url: str):
    assert link_target(link_target(url)) == link_target(url)
    assert not set(link_target(url)) & set(' \t\r\n<>"`{}|\\()[]')
