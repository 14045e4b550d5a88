"""What posts take from other sites."""

import pytest

from alaminute.theming.remote_media import without_remote_media

SITE = "https://blog.test"


def quiet(fragment: str, site_url: str = SITE) -> str:
    return without_remote_media(fragment, site_url, "Voir l’image sur {}".format)


def test_a_remote_image_is_a_link_to_it() -> None:
    assert quiet('<p><img src="https://www.photos.test/a.png" alt="Un café"></p>') == (
        '<p><a class="ailleurs" rel="external" href="https://www.photos.test/a.png">'
        "<strong>Un café</strong> <span>Voir l’image sur photos.test</span></a></p>"
    )


def test_an_image_without_words_is_named_by_where_it_is() -> None:
    assert quiet('<img src="//photos.test/a.png" alt="">') == (
        '<a class="ailleurs" rel="external" href="https://photos.test/a.png">'
        "<strong>Voir l’image sur photos.test</strong></a>"
    )


def test_a_link_around_an_image_stays_the_link() -> None:
    assert quiet('<a href="/b"><img src="https://photos.test/a.png" alt="Un &lt;café&gt;"></a>') == (
        '<a href="/b"><span class="ailleurs"><strong>Un &lt;café&gt;</strong> '
        "<span>Voir l’image sur photos.test</span></span></a>"
    )


@pytest.mark.parametrize("size", ['width="1" height="1"', 'height="0"'])
def test_what_only_counts_readers_is_gone(size: str) -> None:
    assert quiet(f'<p>a<img src="https://counts.test/a.gif" {size}></p>') == "<p>a</p>"


def test_nothing_of_a_picture_comes_from_elsewhere() -> None:
    html = quiet(
        '<picture><source srcset="https://photos.test/a.avif"><img src="https://photos.test/a.png" alt="A"></picture>'
        '<picture><source srcset="https://photos.test/b.avif 2x"><img src="/b.png" alt="B"></picture>'
        '<img src="/c.png" srcset="https://photos.test/c.png 2x" alt="C">'
    )
    assert html.endswith('</a><picture><img src="/b.png" alt="B"></picture><img src="/c.png" alt="C">')
    assert "a.avif" not in html


def test_films_and_sounds_load_when_they_are_played() -> None:
    assert quiet('<video src="https://films.test/a.mp4" poster="//films.test/a.jpg" autoplay controls></video>') == (
        '<video src="https://films.test/a.mp4" controls="" preload="none"></video>'
    )


def test_a_style_that_loads_from_elsewhere_is_gone() -> None:
    assert quiet('<p style="background: url(//photos.test/a.png)">a</p>') == "<p>a</p>"


@pytest.mark.parametrize(
    "fragment",
    [
        '<img src="/a.png" alt="A"><img src="b.png" alt="B">',
        '<img src="https://blog.test/a.png" alt="A">',
        '<img src="data:image/png;base64,AAAA" alt="A">',
        '<a href="https://other.test/a.png">a</a>',
        '<p style="color: red">a</p>',
    ],
)
def test_what_is_the_sites_own_stays(fragment: str) -> None:
    assert quiet(fragment) == fragment


def test_an_address_that_is_none_is_survived() -> None:
    assert "<img" in quiet('<img src="https://[x/a.png" alt="A">')
