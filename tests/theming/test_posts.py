"""What every post gets before the templates see it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.urlwrappers import Category, Tag

from alaminute.theming.posts import HeaderError, check_series, decorate_posts, most_used, set_names, time_of, total_time


def post(slug: str, body: str = "<p>Quatre mots en tout.</p>", tags: tuple[str, ...] = (), **metadata: Any) -> Any:
    return Post(slug, body, tags, metadata)


class Post:
    """The attributes of a Pelican article that matter here."""

    def __init__(self, slug: str, body: str, tags: tuple[str, ...], metadata: dict[str, Any]) -> None:
        self.slug = slug
        self._content = body
        self.tags = [SimpleNamespace(slug=tag) for tag in tags]
        self.metadata = metadata
        self.source_path = f"content/posts/{slug}.md"
        self.title = metadata.get("title", slug)
        self.lang = metadata.get("lang", "fr")


def test_every_post_has_its_reading_time() -> None:
    one, two = post("a"), post("b", "<p>un deux trois quatre</p>" * 60)
    decorate_posts([one], [two])
    assert one.reading_time.words == 4
    assert two.reading_time.seconds == 60
    assert total_time([one, two]).words == 244


def test_a_selection_counts_for_the_time_of_what_it_proposes() -> None:
    one = post("a")
    decorate_posts([one])
    assert time_of(one) is one.reading_time
    one.selection = SimpleNamespace(time="the items' time")
    assert time_of(one) == "the items' time"


def test_the_summary_is_made_of_the_first_words_unless_the_author_wrote_one() -> None:
    made, written = post("a", "<p>Un &lt;b&gt; &amp; deux.</p>"), post("b", summary="<p>Le <em>mien</em>.</p>")
    decorate_posts([made, written])
    assert made.metadata["summary"] == "<p>Un &lt;b&gt; &amp; deux.</p>"
    assert made.excerpt == "Un <b> & deux."
    assert written.metadata["summary"] == "<p>Le <em>mien</em>.</p>"
    assert written.excerpt == "Le mien."


def test_a_french_title_is_set_as_printers_do_and_no_other() -> None:
    french, english = post("a", title="C'est lui !"), post("b", title="It's him !", lang="en")
    decorate_posts([french, english])
    assert french.title == "C’est lui\u202f!"
    assert english.title == "It's him !"


def test_the_authors_choice_of_related_posts_goes_before_tags_and_keeps_its_order() -> None:
    one, two, three = post("a", tags=("x",), related="c, b"), post("b"), post("c", tags=("x",))
    decorate_posts([one, two, three])
    assert one.related_posts == [three, two]
    assert three.related_posts == [one]


def test_parts_of_a_series_are_not_proposed_again() -> None:
    one, two = post("a", tags=("x",), series="S"), post("b", tags=("x",), series="S")
    decorate_posts([one, two])
    assert one.related_posts == []


def test_a_related_post_that_is_not_published_is_an_error_with_the_files_name() -> None:
    with pytest.raises(HeaderError, match=r"content/posts/a\.md : « Related: brouillon »"):
        decorate_posts([post("a", related="brouillon")], [post("brouillon")])


def test_the_date_of_a_cutting_is_a_date() -> None:
    cutting, other = post("a", source_date="2010-03-30"), post("b")
    decorate_posts([cutting, other])
    assert cutting.source_date == date(2010, 3, 30)
    assert other.source_date is None


def test_a_date_of_a_cutting_that_is_none_is_an_error_with_the_files_name() -> None:
    with pytest.raises(HeaderError, match=r"content/posts/a\.md : « Source_date: 30/03/10 »"):
        decorate_posts([post("a", source_date="30/03/10")])


@pytest.mark.parametrize("place", ["deux", "1.5", "-1", "", "1_0", ["1", "2"]])
def test_a_place_in_a_series_is_a_whole_number(place: Any) -> None:
    with pytest.raises(HeaderError, match=r"content/posts/a\.md : « Series_index: "):
        check_series(post("a", series="S", series_index=place))


def test_a_post_has_one_series_or_none_and_a_place_only_in_one() -> None:
    check_series(post("a", series="S", series_index=" 2 "))
    check_series(post("a", series="S"))
    check_series(post("a", series_index="deux"))
    with pytest.raises(HeaderError, match="deux lignes « Series »"):
        check_series(post("a", series=["S", "T"]))


def test_names_are_set_in_the_sites_language_and_keep_their_addresses() -> None:
    article = post("a", series="L'attente : suite", lang="en")
    # Another site's rules for addresses, in which a no-break space is no space.
    settings = {"SLUG_REGEX_SUBSTITUTIONS": [(r"['’]", "-"), (r"[^\w -]", ""), (" +", "-")]}
    article.category, article.tags = Category("L'air du temps ?", settings), [Tag("l'été : quoi", settings)]
    addresses = [article.category.slug, article.tags[0].slug]
    set_names(article, "fr")
    assert str(article.category) == "L’air du temps\u202f?"
    assert str(article.tags[0]) == "l’été\u00a0: quoi"
    assert article.metadata["series"] == "L’attente\u00a0: suite"
    assert [article.category.slug, article.tags[0].slug] == addresses


def test_names_of_a_site_in_another_language_stay() -> None:
    article = post("a", series="Don't !")
    set_names(article, "en")
    assert article.metadata["series"] == "Don't !"


def test_of_many_names_those_with_most_articles_are_shown() -> None:
    names = [("vente", [1]), ("accueil", [1, 2]), ("avis", [1]), ("prix", [1, 2, 3])]
    assert [name for name, _ in most_used(names, 3)] == ["prix", "accueil", "avis"]
    assert len(most_used(names, 40)) == 4
