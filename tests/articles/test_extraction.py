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
        pytest.param("<p>Bientôt, ici, un blog.</p>", id="nothing much"),
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


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("<p>Acceptez-vous les cookies ?</p>", "consentement aux cookies", id="cookies"),
        pytest.param("<p>Nous utilisons des cookies pour mesurer l'audience.</p>", "cookies", id="cookies-used"),
        pytest.param("<noscript>Veuillez activer JavaScript pour lire cette page.</noscript>", "JavaScript", id="js"),
        pytest.param("<noscript>You need to enable JavaScript to run this app.</noscript>", "JavaScript", id="js-en"),
        pytest.param(
            f"<h1>404</h1><p>Page introuvable.</p><p>{'Essayez donc la recherche. ' * 6}</p>", "n'existe pas", id="404"
        ),
        pytest.param("<h1>Just a moment…</h1><p>Verify you are human.</p>", "robot", id="robot"),
        pytest.param(
            f"<article><p>{'Le début de l’article. ' * 6}Abonnez-vous pour lire la suite.</p></article>",
            "réservé aux abonnés",
            id="teaser",
        ),
    ],
)
def test_what_stands_in_front_of_an_article_is_named(body: str, reason: str):
    text = page_text(page(body), URL)
    assert text.words is None
    assert reason in text.reason


def test_an_article_about_cookies_and_scripts_is_one():
    told = "<p>Nous utilisons des cookies : activez JavaScript pour le voir.</p>"
    assert_words = count_words("Nous utilisons des cookies : activez JavaScript pour le voir.")
    words = article_words(page(ARTICLE.replace("</article>", f"{told}</article>")), URL)
    assert words is not None
    assert WORDS + assert_words <= words <= WORDS + assert_words + 2


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "head",
    [
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": false}'),
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'),
        json_ld(
            '{"@type": "NewsArticle", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false,'
            ' "cssSelector": ".paid"}}'
        ),
        json_ld('{"@graph": [{"@type": ["WebPage"], "isAccessibleForFree": "http://schema.org/False"}]}'),
    ],
)
def test_the_beginning_of_a_paid_article_is_not_taken_for_it(head: str):
    text = page_text(page(ARTICLE, head=head), URL)
    assert (text.words, text.reason) == (None, "réservé aux abonnés")


@pytest.mark.parametrize(
    "head",
    [
        json_ld('{"@type": "NewsArticle", "isAccessibleForFree": true}'),
        json_ld('[{"@type": "BlogPosting"}, {"@type": "Offer", "isAccessibleForFree": false}]'),
        json_ld('{"isAccessibleForFree": false'),
    ],
)
def test_a_free_article_is_counted(head: str):
    assert_article_alone(article_words(page(ARTICLE, head=head), URL))


@pytest.mark.parametrize("body", [b"", b"   \n", b"\x00"], ids=["empty", "spaces", "nul"])
def test_an_empty_answer_is_said_to_be_one(body: bytes):
    text = page_text(body, URL)
    assert text.words is None
    assert text.reason


@pytest.mark.parametrize(
    ("content_type", "reason"),
    [
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
        pytest.param('<html lang="{{ lang }}">', "", "fr", id="template"),
        pytest.param('<html lang="x-default">', "", "fr", id="x-default"),
        pytest.param('<html lang="und">', "", "fr", id="undetermined"),
        pytest.param("<html>", "", "fr", id="detected"),
    ],
)
def test_the_language_is_the_declared_one_or_else_detected(html: str, head: str, language: str):
    assert page_text(page(ARTICLE, html=html, head=head), URL, languages=["fr", "en"]).language == language


def test_the_language_is_that_of_the_article_and_not_of_its_menus():
    menu = "<nav>" + "<a href='/x'>Read the latest news from our happy team</a> " * 60 + "</nav>"
    assert page_text(page(menu + ARTICLE), URL, languages=["fr", "en"]).language == "fr"


SENTENCES = {
    "de": ("Die Kundin erhält an ihrem Geburtstag einen Gutschein, über den sie sich sehr freut.", 14),
    "ru": ("В день рождения покупательница получила письмо со скидкой и очень обрадовалась.", 11),
    "ja": ("誕生日にお店から手紙が届き、ケーキがもらえると書いてありました。", 14),
    "zh": ("生日那天她收到了商店寄来的一封信里面有一张优惠券", 12),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_other_languages_are_told_and_counted_as_they_are_read(language: str):
    sentence, words = SENTENCES[language]
    languages = ["fr", "en", "de"]
    body = page(f"<article>{''.join(f'<p>{sentence} {n}</p>' for n in range(10))}</article>")
    text = page_text(body, URL, languages=languages)
    assert text.language == language
    assert text.words == pytest.approx(10 * (words + 1), abs=10)


def test_a_language_that_the_author_does_not_read_is_not_guessed():
    assert page_text(page(ARTICLE), URL).language is None
    assert page_text(page(ARTICLE), URL, languages=["en"]).language == "en"


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://blog.test/x", "https://blog.test/x"),
        ("/x?a=1", "https://blog.test/x?a=1"),
        (" x ", "https://blog.test/2026/11/x"),
        ("https://blog.test", None),
        ("/", None),
        ("https://other.test/", None),
        ("http://localhost:3000/x", None),
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


def test_only_a_link_that_is_canonical_counts():
    head = '<link rel="amphtml" href="/amp"><link rel="Canonical nofollow" href="/a">'
    assert page_text(page(ARTICLE, head=head), URL).canonical_url == "https://blog.test/a"


def test_the_amp_form_of_an_article_is_the_article():
    head = '<link rel="canonical" href="https://blog.test/article">'
    amp = page(ARTICLE, head=head, html='<html amp lang="fr">')
    assert page_text(amp, "https://cdn.amp.test/v/s/blog.test/article/amp").canonical_url == "https://blog.test/article"


def test_a_home_page_may_say_that_it_is_one():
    text = page_text(page(ARTICLE, head='<link rel="canonical" href="/">'), "https://blog.test/?utm_source=x")
    assert text.canonical_url is None
    assert page_text(page(ARTICLE, head='<link rel="canonical" href="/">'), "https://blog.test").canonical_url


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
    "<article>",
    "<script type=application/ld+json>",
    "[" * 2000,
    '{"@type": "VideoObject", "duration": ',
    '"PT1M"}',
    "</script>",
    "<div itemscope itemtype=VideoObject><meta itemprop=duration content=P1D>",
    "<meta property=og:type content=video><meta property=video:duration content=9>",
    "<div>" * 300,
    "日本語の文章 " * 30,
    "😀",
]


@settings(max_examples=60)
@given(
    st.binary(max_size=300) | st.lists(st.sampled_from(TAGS), max_size=20).map("".join).map(str.encode),
    st.sampled_from(["", "text/html; charset=utf-16", "text/plain", "application/pdf", "text/html;charset=\x00"])
    | st.text(max_size=30),
    st.sampled_from([URL, "https://[", "", "mailto:x"]),
)
def test_nothing_that_a_page_contains_raises(body: bytes, content_type: str, url: str):
    text = page_text(body, url, content_type=content_type, languages=["fr", "en"])
    assert (text.words is None and text.duration_seconds is None) == bool(text.reason)
