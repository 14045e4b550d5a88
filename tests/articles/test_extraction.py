"""Pages of our own, each with one difficulty: what is read of them is the article and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alaminute.articles.extraction import article_words, page_text
from alaminute.articles.main_text import SMALLEST_WORDS
from alaminute.reading_time import count_words

URL = "https://blog.test/2026/11/article"
TOPICS = ["le client", "la marque", "le message", "la boutique", "le courrier", "la fidélité", "le service", "l'offre"]
# No two paragraphs alike: trafilatura takes a text that comes again for a repetition of the site's own.
PARAGRAPHS = [
    f"Paragraphe {number} : ce que disent {topic} et ceux qui en parlent change chaque jour, et chacun le constate "
    f"sans relâche ni détour, par exemple {number * 7} fois par semaine, selon que l'on compte ou non {topic}."
    for number, topic in enumerate(TOPICS)
]
WORDS = count_words(" ".join(PARAGRAPHS))
ARTICLE = f"<article><h1>Un titre</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article>"


def page(body: str, *, head: str = "<title>Un titre</title>", html: str = "<html>") -> bytes:
    return f"<!doctype html>{html}<head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def assert_article_alone(words: int | None) -> None:
    """The article's own words; its heading may count or not."""
    assert words is not None
    assert WORDS <= words <= WORDS + 2


def test_the_words_of_an_article_are_counted():
    text = page_text(page(ARTICLE), URL)
    assert_article_alone(text.words)
    assert (text.reason, text.title, text.canonical_url) == ("", "Un titre", None)
    assert article_words(page(ARTICLE), URL) == text.words


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("<nav><ul>" + "<li><a href='/x'>Une rubrique</a></li>" * 20 + "</ul></nav>", "", id="menu"),
        pytest.param("", "<aside><h3>À lire aussi</h3>" + "<a href='/x'>Un autre</a> " * 20 + "</aside>", id="aside"),
        pytest.param("<script>var a = 'des mots qui ne se lisent pas';</script>" * 5, "", id="script"),
        pytest.param("<style>p { font: des mots }</style><noscript>Activez le script.</noscript>", "", id="style"),
        pytest.param(
            "<header><p>Le blog</p></header>",
            "<footer><p>Tous droits réservés</p></footer>",
            id="furniture",
        ),
        pytest.param(
            "",
            f"<section id='comments'>{'<p>Bravo pour cet article.</p>' * 20}</section>",
            id="comments",
        ),
    ],
)
def test_what_surrounds_an_article_is_not_counted(before: str, after: str):
    assert_article_alone(article_words(page(f"{before}{ARTICLE}{after}"), URL))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("<p>Acceptez-vous les cookies ?</p>", id="cookie-notice"),
        pytest.param("<p>Page introuvable.</p>", id="error"),
        pytest.param("<div id='root'></div><script src='app.js'></script>", id="application"),
    ],
)
def test_where_there_is_no_article_there_is_no_time_but_a_reason(body: str):
    text = page_text(page(body, html='<html lang="fr">'), URL)
    assert text.words is None
    assert "aucun texte d'article" in text.reason


def test_a_text_a_word_too_short_is_none():
    def counted(words: int) -> int | None:
        return article_words(page(f"<article><p>{'mot ' * words}</p></article>"), URL)

    assert counted(SMALLEST_WORDS - 1) is None
    assert counted(SMALLEST_WORDS) == SMALLEST_WORDS


@pytest.mark.parametrize("body", [b"", b"   \n", b"\x00"], ids=["empty", "spaces", "nul"])
def test_an_empty_answer_is_said_to_be_one(body: bytes):
    text = page_text(body, URL)
    assert text.words is None
    assert text.reason


@pytest.mark.parametrize(
    ("content_type", "reason"),
    [
        ("application/pdf", "c'est un document PDF"),
        ("Application/PDF; charset=binary", "c'est un document PDF"),
        ("text/plain", "c'est un texte sans balisage"),
        ("image/png", "ce n'est pas une page web (image/png)"),
        ("application/json", "ce n'est pas une page web (application/json)"),
    ],
)
def test_what_is_no_page_is_not_measured(content_type: str, reason: str):
    text = page_text(page(ARTICLE), URL, content_type=content_type)
    assert (text.words, text.reason) == (None, reason)


@pytest.mark.parametrize(
    "content_type", ["", "text/html", "text/html; charset=utf-8", " TEXT/HTML ;x", "application/xhtml+xml"]
)
def test_a_page_is_one_by_its_type(content_type: str):
    assert_article_alone(page_text(page(ARTICLE), URL, content_type=content_type).words)


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        pytest.param('<html lang="de-at">', "", "de-AT", id="lang"),
        pytest.param('<html xml:lang="es">', "", "es", id="xml-lang"),
        pytest.param("<html>", '<meta http-equiv="Content-Language" content="it">', "it", id="http-equiv"),
        pytest.param("<html>", '<meta property="og:locale" content="pt_BR">', "pt-BR", id="open-graph"),
        pytest.param('<html lang="">', '<meta property="og:locale" content="en_US">', "en-US", id="empty-lang"),
        pytest.param('<html lang="x-klingon!">', "", "fr", id="nonsense-is-detected"),
        pytest.param("<html>", "", "fr", id="detected"),
    ],
)
def test_the_language_is_the_declared_one_or_else_detected(html: str, head: str, language: str):
    assert page_text(page(ARTICLE, html=html, head=head), URL, languages=["fr", "en"]).language == language


def test_a_language_that_the_author_does_not_read_is_not_guessed():
    assert page_text(page(ARTICLE), URL).language is None
    assert page_text(page(ARTICLE), URL, languages=["en"]).language == "en"


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://blog.test/x", "https://blog.test/x"),
        ("/x?a=1", "https://blog.test/x?a=1"),
        (" x ", "https://blog.test/2026/11/x"),
        ("//other.test/x", "https://other.test/x"),
        ("javascript:alert(1)", None),
        ("mailto:x@blog.test", None),
        ("http://[::1", None),
        ("https://a℀.test/", None),
    ],
)
def test_the_address_that_a_page_calls_its_own(href: str, canonical: str | None):
    text = page_text(page(ARTICLE, head=f'<link rel="canonical" href="{href}">'), URL)
    assert text.canonical_url == canonical
    assert_article_alone(text.words)


def test_the_first_possible_canonical_address_counts():
    head = '<link rel="canonical" href="mailto:x"><link rel="canonical" href="/a"><link rel="canonical" href="/b">'
    assert page_text(page(ARTICLE, head=head), URL).canonical_url == "https://blog.test/a"


def test_a_title_is_on_one_line():
    assert (
        page_text(page(ARTICLE, head="<title>\n  Un\n  titre &amp; un autre </title>"), URL).title
        == "Un titre & un autre"
    )


def test_a_page_in_another_encoding_is_read():
    body = page(ARTICLE).decode().replace("charset=utf-8", "charset=iso-8859-1").encode("iso-8859-1")
    assert_article_alone(article_words(body, URL))


TAGS = [
    "<html lang=x>",
    "<head>",
    "<p>",
    "</p>",
    "mot ",
    "<!--",
    "<link rel=canonical href='http://['>",
    "&",
    "\x00",
    "<",
]


@settings(max_examples=25)
@given(st.binary(max_size=300) | st.lists(st.sampled_from(TAGS), max_size=20).map("".join).map(str.encode))
def test_nothing_that_a_page_contains_raises(body: bytes):
    text = page_text(body, URL, languages=["fr", "en"])
    assert (text.words is None) == bool(text.reason)
