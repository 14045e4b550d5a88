"""Which words of a page are its article's: a small page for each convention and each thing that stands around."""

import re

import pytest

from alaminute.articles.extraction import article_words, page_text
from alaminute.reading_time import count_words

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
        "<audio><source src='a.mp3'>Votre navigateur ne sait pas lire ce son.</audio>",
        "<article class='comment'><p>Merci pour cet article.</p></article>",
        "<div style='color: red; Display : none'>Caché aux lecteurs</div>",
        "<p class='posted'>Posté par moi le 3 mars</p>",
        "<div id='my-comments'><p>Merci pour cet article.</p></div>",
        "<div id='related_posts_3'><p>Un autre billet</p></div>",
        "<div class='a-lire-aussi'><p>Encore un autre billet</p></div>",
        "<p><a href='/a'>« Un ancien billet</a> | <a href='/'>Accueil</a> | <a href='/c'>Un récent »</a></p>",
        "<ul><li><a href='/c'>Le billet suivant →</a></li></ul>",
    ],
    ids=lambda around: around.split(">", maxsplit=1)[0].strip("<"),
)
def test_what_stands_around_an_article_does_not_count(around: str) -> None:
    assert article_words(page(f"<article>{around}{ARTICLE}{around}</article>"), URL) == 60


@pytest.mark.parametrize(
    "read",
    [
        "<div class='section' id='comment-faire-sans-eux'><p>Comment faire sans eux</p></div>",
        "<section id='social-et-solidaire-en-un-mot'><p>Six mots que chacun lit volontiers</p></section>",
        "<pre><code>a = 1 <span class='comment'># quatre mots de plus</span></code></pre>",
        "<h1>Une section que son auteur a titrée</h1>",
        "<p><a href='/a'>« Un titre cité entre ses guillemets »</a></p>",
        "<p>Six mots avant <a href='/a'>leur suite →</a></p>",
        f"<div style='display:none'>{ARTICLE.replace('mot', 'terme')}{ARTICLE.replace('mot', 'nom')}</div>",
        "<h2 id='comments-on-style'>Six mots pour une autre section</h2>",
    ],
    ids=lambda read: read.split(">", maxsplit=1)[0].strip("<"),
)
def test_what_only_looks_like_furniture_is_read(read: str) -> None:
    words = count_words(re.sub(r"<[^>]+>", " ", read))

    assert article_words(page(f"<article><h1>Un billet</h1>{ARTICLE}{read}{ARTICLE}</article>"), URL) == 120 + words


@pytest.mark.parametrize("aside", ["<article class='comment'>", "<div class='related'><article>", "<aside><article>"])
def test_an_article_is_the_only_one_beside_comments_and_others_teasers(aside: str) -> None:
    other = f"{aside}<p>Un autre texte, qui parle de tout autre chose que lui.</p></article>"

    assert article_words(page(f"<p>Un blog qui a une devise.</p><article>{ARTICLE}</article>{other}"), URL) == 60
    assert article_words(page(f"<main><article>{ARTICLE}</article>{other}</main>"), URL) == 60


def test_a_post_is_not_taken_for_what_its_tags_are_about() -> None:
    tagged = "post category-social tag-cookie tag-comment hentry"

    assert article_words(page(f"<div class='{tagged}'><div class='entry-content'>{ARTICLE}</div></div>"), URL) == 60
    assert article_words(page(f"<article><div class='{tagged}'>{ARTICLE}</div></article>"), URL) == 60


@pytest.mark.parametrize(
    "opening",
    ["<h2 id='comments'>Commentaires</h2>", "<a name='comments'></a>", "<h3 class='comments-title'>2 avis</h3>"],
)
def test_comments_that_no_element_holds_end_the_article(opening: str) -> None:
    comments = f"{opening}<div id='c1'><p>Bravo, vraiment.</p></div>De rien.<p>Posté par : quelqu'un</p>"

    assert article_words(page(f"<article>{ARTICLE}{comments}</article>"), URL) == 60


def test_a_link_to_the_comments_above_the_article_ends_nothing() -> None:
    assert article_words(page(f"<article><h2>Bref</h2><a name='comments'></a>{ARTICLE}</article>"), URL) == 61


def test_a_list_of_links_is_read_by_its_titles() -> None:
    links = "".join(f"<li><h1><a href='/{n}'>Un titre de six mots, numéro {n}</a></h1></li>" for n in range(5))

    assert article_words(page(f"<main><h1>Un billet</h1><ul>{links}</ul></main>"), URL) == 5 * 7


@pytest.mark.parametrize("title", ["Un billet - Le blog", "Le blog: Un billet", "Un billet | Le blog", "Un billet"])
def test_the_title_is_known_again_above_the_text(title: str) -> None:
    body = f"<div><h3>Un billet</h3>{ARTICLE}</div>"

    assert article_words(page(f"<article>{body}</article>", f"<title>{title}</title>"), URL) == 60


def test_a_page_made_of_headings_of_comments_takes_no_time_to_prune() -> None:
    assert article_words(page("<h2 id=comments></h2>" * 20_000), URL) is None


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
    assert article_words(own, URL, siblings=others[:1]) == 60 + 13
    assert article_words(own, URL, siblings=others) == 60


def test_a_page_of_nothing_but_what_the_site_repeats_has_no_words() -> None:
    notice = "<p>" + " ".join(["repris"] * 30) + "</p>"
    others = [page(f"<article>{notice}{ARTICLE.replace('mot', f'terme{n}x')}</article>") for n in range(3)]
    own = page(f"<article>{notice}<p>Dix mots, peut-être, ne sont pas encore un article.</p></article>")

    assert article_words(own, URL) == 30 + 9
    assert article_words(own, URL, siblings=others) is None


def test_a_text_is_counted_in_two_ways() -> None:
    plain = page_text(page(f"<article>{ARTICLE}</article>"), URL)
    # trafilatura takes a text that comes again for a repetition of the site's.
    refrain = page_text(page(f"<article>{ARTICLE * 6}</article>"), URL)
    nothing = page_text(page("<p>Bref.</p>"), URL)

    assert (plain.words, plain.other_words) == (60, 60)
    assert refrain.words == 360
    assert refrain.other_words is not None
    assert refrain.other_words < 360
    assert (nothing.words, nothing.other_words) == (None, None)
