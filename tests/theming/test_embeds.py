"""What other sites would show in a page."""

import pytest

from alaminute.theming.embeds import without_embeds
from languages import FRENCH

SITE = "https://x.example"


def frame(source: str, more: str = "") -> str:
    return f'<iframe width="560" height="315" src="{source}" frameborder="0" {more} allowfullscreen></iframe>'


@pytest.mark.parametrize(
    ("source", "address", "words"),
    [
        (
            "https://www.youtube.com/embed/dQw4w9WgXcQ?start=30&amp;rel=0",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=30s",
            "Voir la vidéo sur YouTube",
        ),
        ("//www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "https://www.youtube.com/playlist?list=PL1", "YouTube"),
        ("https://player.vimeo.com/video/123?h=ab", "https://vimeo.com/123/ab", "Voir la vidéo sur Vimeo"),
        ("http://www.dailymotion.com/embed/video/x1", "https://www.dailymotion.com/video/x1", "Dailymotion"),
        ("https://geo.dailymotion.com/player.html?video=x1", "https://www.dailymotion.com/video/x1", "Dailymotion"),
        ("https://embed.ted.com/talks/a", "https://ted.com/talks/a", "TED"),
        (
            "http://www.slideshare.net/slideshow/embed_code/9",
            "http://www.slideshare.net/slideshow/embed_code/9",
            "Voir la présentation sur SlideShare",
        ),
        (
            "https://docs.google.com/presentation/d/e/1/embed?x=1",
            "https://docs.google.com/presentation/d/e/1/pub?x=1",
            "Google Slides",
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b",
            "https://soundcloud.com/a/b",
            "Écouter sur SoundCloud",
        ),
        ("https://open.spotify.com/embed/episode/1", "https://open.spotify.com/episode/1", "Spotify"),
        ("https://widget.deezer.com/widget/dark/track/3", "https://www.deezer.com/track/3", "Deezer"),
        ("https://cartes.example/c?a=1", "https://cartes.example/c?a=1", "Voir sur cartes.example"),
        # A name that only ends like a known one.
        ("https://notyoutube.com/embed/dQw4w9WgXcQ", "https://notyoutube.com/embed/dQw4w9WgXcQ", "notyoutube.com"),
        ("https://www.youtube.com/unknown", "https://www.youtube.com/unknown", "YouTube"),
    ],
)
def test_a_frame_becomes_a_link_to_the_public_page(source: str, address: str, words: str) -> None:
    html = without_embeds(frame(source), SITE, FRENCH)
    assert f'href="{address}"' in html
    assert words in html
    assert "<iframe" not in html


def test_a_title_is_kept_unless_it_is_the_players() -> None:
    source = "https://www.youtube.com/embed/dQw4w9WgXcQ"
    assert "<strong>L&#x27;attente &lt;b&gt;</strong> <span>Voir la vidéo sur YouTube</span>" in without_embeds(
        frame(source, 'title="L\'attente &lt;b&gt;"'), SITE, FRENCH
    )
    assert "<strong>Voir la vidéo sur YouTube</strong>" in without_embeds(
        frame(source, "title='YouTube video player'"), SITE, FRENCH
    )


def test_the_authors_own_picture_stands_for_a_video() -> None:
    html = without_embeds(frame("https://vimeo.com/video/1", 'data-image="{static}/images/a.png"'), SITE, FRENCH)
    assert '<img src="{static}/images/a.png" alt="">' in html


def test_what_stood_in_old_posts_becomes_a_link_too() -> None:
    flash = (
        '<object width="425"><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ&hl=fr"></param>'
        '<embed src="http://www.youtube.com/v/dQw4w9WgXcQ&hl=fr" type="application/x-shockwave-flash"></embed></object>'
    )
    html = without_embeds(f"<p>Avant {flash} après</p>", SITE, FRENCH)
    assert html.startswith("<p>Avant <a ")
    assert html.endswith("</a> après</p>")
    assert html.count("https://www.youtube.com/watch?v=dQw4w9WgXcQ") == 1
    assert "vimeo.com/12" in without_embeds('<embed src="http://vimeo.com/moogaloop.swf?clip_id=12">', SITE, FRENCH)


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:text/html,x", "", "https://[broken"])
def test_what_no_link_can_lead_to_is_dropped(source: str) -> None:
    assert without_embeds(f"a{frame(source)}b", SITE, FRENCH) == "ab"


@pytest.mark.parametrize("source", ["/demo/", "{static}/demo.html", "https://x.example/demo/"])
def test_frames_of_the_site_itself_stay(source: str) -> None:
    assert without_embeds(frame(source), SITE, FRENCH) == frame(source)


def test_scripts_of_other_sites_go_and_what_they_would_adorn_stays() -> None:
    quote = "<blockquote>Un mot</blockquote>"
    script = '<script async src="https://reseau.example/w.js" charset="utf-8"></script>'
    assert without_embeds(quote + script, SITE, FRENCH) == quote
    own = '<script src="/mine.js"></script><script src="https://x.example/a.js"></script><script>1</script>'
    assert without_embeds(own, SITE, FRENCH) == own


def test_code_that_shows_a_frame_is_not_changed() -> None:
    code = "<pre><code>&lt;iframe src=&quot;https://vimeo.com/1&quot;&gt;&lt;/iframe&gt;</code></pre>"
    assert without_embeds(code, SITE, FRENCH) == code
