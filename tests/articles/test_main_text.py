"""Which words of a page are its article's: a small page for each convention and each thing that stands around."""

import pytest

from alaminute.articles.extraction import article_words, page_text

ARTICLE = "<p>" + " ".join(f"mot{n}" for n in range(60)) + "</p>"
URL = "https://e.example/billet"


def page(body: str, head: str = "<title>Un billet - Le blog</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="hentry"><div class="entry-content">{ARTICLE}</div></div><div>Un autre texte du blog.</div>',
        f'<section itemprop="articleBody">{ARTICLE}</section><p>Publicité sans rapport, longue de huit mots.</p>',
        f'<article class="h-entry"><p>Par moi</p><div class="e-content">{ARTICLE}</div></article>',
        f"<article>{ARTICLE}</article><p>Hors de l'article, d'autres mots encore.</p>",
        f"<header>Le blog</header><main>{ARTICLE}</main><footer>Pied de page</footer>",
        f"<div><div>{ARTICLE}</div></div>",
    ],
    ids=["entry-content", "articleBody", "e-content", "article", "main", "nothing declared"],
)
def test_the_body_is_found_by_any_convention(body: str) -> None:
    assert article_words(page(body), URL) == 60


@pytest.mark.parametrize(
    "around",
    [
        "<h1>Un billet</h1>",
        "<h2>Un billet</h2>",
        "<header><h1>Un billet</h1><p>Posté le 3 mars 2010 dans Divers</p></header>",
        "<time datetime='2010-03-03'>3 mars 2010</time>",
        "<nav>Accueil Archives Contact</nav>",
        "<aside>À propos de l'auteur</aside>",
        "<div class='sharedaddy'>Partagez sur tous les réseaux</div>",
        "<section id='comments'><p>Très bon article, merci beaucoup !</p></section>",
        "<div class='jp-relatedposts'><p>Lire aussi un autre billet</p></div>",
        "<h2>Lire</h2><ul><li><a href='/a'>A</a><time>mai</time></li><li><a href='/b'>B</a><time>mai</time></li></ul>",
        "<script>var mots = 'qui ne sont pas lus';</script>",
        "<p hidden>Caché aux lecteurs</p>",
    ],
    ids=lambda around: around.split(">", maxsplit=1)[0].strip("<"),
)
def test_what_stands_around_an_article_does_not_count(around: str) -> None:
    assert article_words(page(f"<article>{around}{ARTICLE}{around}</article>"), URL) == 60


def test_code_and_subheadings_are_read() -> None:
    body = f"<article><h1>Un billet</h1>{ARTICLE}<h2>Deux mots</h2><pre><code>let x = 1; // note</code></pre></article>"

    assert article_words(page(body), URL) == 60 + 2 + 4


def test_a_standfirst_in_the_header_is_read() -> None:
    standfirst = " ".join(["chapeau"] * 50)

    body = f"<article><header><h1>Un billet</h1><p>{standfirst}</p></header>{ARTICLE}</article>"

    assert article_words(page(body), URL) == 50 + 60


def test_of_several_posts_on_a_page_the_one_under_its_heading_counts() -> None:
    other = f'<div class="hentry"><h2>Autre</h2><div class="entry-content">{ARTICLE}{ARTICLE}</div></div>'
    own = f'<div class="hentry"><h1>Un billet</h1><div class="entry-content">{ARTICLE}</div></div>'

    assert article_words(page(other + own + other), URL) == 60


def test_a_teaser_that_is_marked_as_the_body_is_not_taken_for_it() -> None:
    teaser = '<div class="entry-content"><p>' + " ".join(["bref"] * 25) + "</p></div>"

    words = article_words(page(f"{teaser}<div>{ARTICLE}{ARTICLE.replace('mot', 'terme')}</div>"), URL)

    assert words is not None
    assert words >= 120


def test_what_other_pages_of_the_site_share_is_not_the_article() -> None:
    notice = "<p>Abonnez-vous à la lettre du blog pour ne rien manquer de nos conseils.</p>"
    others = [page(f"<article>{notice}<p>Un texte tout à fait différent, numéro {n}.</p></article>") for n in range(3)]
    own = page(f"<article>{ARTICLE}{notice}</article>")

    assert article_words(own, URL) == 60 + 13
    assert article_words(own, URL, siblings=others) == 60


def test_agreement_says_how_far_two_ways_of_counting_are_apart() -> None:
    plain = page_text(page(f"<article>{ARTICLE}</article>"), URL)
    nothing = page_text(page("<p>Bref.</p>"), URL)

    assert plain.agreement == 1
    assert (nothing.words, nothing.agreement) == (None, 0)
