"""A page is its video or recording only if it says so and its text is short; then it takes the medium's own time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.articles.extraction import page_text
from alaminute.articles.media import CAPTION_WORDS, LONGEST_SECONDS, SHORT_WORDS, seconds_of

URL = "https://video.test/w/1"
VIDEO = {"@context": "https://schema.org", "@type": "VideoObject", "name": "x", "duration": "PT10M14S"}
ARTICLE = {"@type": "BlogPosting", "headline": "x"}


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def og(**values: object) -> str:
    return "".join(f'<meta property="{name.replace("_", ":")}" content="{value}">' for name, value in values.items())


def page(head: str, words: int = 60, body: str = "") -> bytes:
    text = " ".join(f"mot{number}" for number in range(words))
    return f"<!doctype html><html><head>{head}</head><body><article><p>{text}</p></article>{body}</body>".encode()


def measured(head: str, words: int = 60, body: str = "") -> tuple[int | None, int | None]:
    text = page_text(page(head, words, body), URL)
    return text.words, text.duration_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT10M14S", 614),
        ("pt10m14s", 614),
        ("P0DT1H2M", 3720),
        ("PT1H", 3600),
        ("P1DT1S", 86_401),
        ("PT90M", 5400),
        ("PT0.5H", 1800),
        ("PT10,5S", 11),
        (" PT45S ", 45),
        ("10:14", 614),
        ("1:02:03", 3723),
    ],
)
def test_a_duration_is_read(text: str, seconds: int):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "PT0S", "-PT10M", "PT-10M", "P1Y", "P1M", "P3D", "T10M", "10 M", "614", "PT1H2", "x" * 999]
)
def test_what_is_no_possible_duration_is_none(text: str):
    assert seconds_of(text) is None


@given(st.text(max_size=30) | st.text("PTDHMS0123456789.,:-", max_size=20))
def test_any_text_is_a_possible_duration_or_none(text: str):
    seconds = seconds_of(text)
    assert seconds is None or 0 < seconds <= LONGEST_SECONDS


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(ld(VIDEO), id="only entity"),
        pytest.param(ld([VIDEO, {"@type": "Organization"}]), id="list"),
        pytest.param(ld({"@graph": [{"@type": "WebPage"}, {"@type": "WebSite"}, VIDEO]}), id="graph"),
        pytest.param(ld({"@type": "WebPage", "mainEntity": VIDEO}), id="main entity"),
        pytest.param(ld([{"@type": "WebPage", "mainEntity": [VIDEO]}, ARTICLE]), id="main entity beside an article"),
        pytest.param(ld(VIDEO | {"@type": ["Clip", "CreativeWork"]}), id="several types"),
        pytest.param(ld(VIDEO | {"@type": "https://schema.org/PodcastEpisode"}), id="type as address"),
        pytest.param(ld(VIDEO | {"@type": "AudioObject", "duration": ["", "PT10M14S"]}), id="several durations"),
        pytest.param(ld({"@type": "PresentationDigitalDocument", "timeRequired": "PT10M14S"}), id="slides"),
        pytest.param(
            f"<script type='application/ld+json'>//<![CDATA[\n{json.dumps(VIDEO)}\n//]]></script>", id="cdata"
        ),
        pytest.param(og(og_type="video.other", video_duration=614), id="open graph"),
        pytest.param(og(og_type="video.movie", og_video_duration=614), id="open graph, other name"),
        pytest.param(og(og_type="music.song", music_duration="614"), id="music"),
        pytest.param(og(og_type="video.other") + ld([VIDEO, ARTICLE]), id="open graph and schema.org"),
        pytest.param("<script type='application/ld+json'>{</script>" + ld(VIDEO), id="broken JSON beside"),
    ],
)
def test_a_page_that_is_a_medium_takes_its_time(head: str):
    assert measured(head) == (None, 614)


@pytest.mark.parametrize(
    "body",
    [
        '<div itemscope itemtype="http://schema.org/VideoObject"><meta itemprop="duration" content="PT10M14S"></div>',
        '<div itemscope itemtype="https://schema.org/AudioObject"><time itemprop="duration" datetime="PT10M14S"></div>',
        '<div vocab="https://schema.org/" typeof="VideoObject"><span property="duration">PT10M14S</span></div>',
        """<div itemscope itemtype="http://schema.org/VideoObject">
             <div itemscope itemtype="http://schema.org/Person"><meta itemprop="duration" content="PT1S"></div>
             <meta itemprop="duration" content="PT10M14S">
           </div>""",
    ],
    ids=["microdata", "time element", "rdfa", "nested"],
)
def test_attributes_say_it_too(body: str):
    assert measured("", body=body) == (None, 614)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        pytest.param(ld([VIDEO, ARTICLE]), 60, id="article with a video"),
        pytest.param(ld(ARTICLE | {"video": VIDEO}), 60, id="video of an article"),
        pytest.param(ld(ARTICLE | {"hasPart": VIDEO}), 60, id="part of an article"),
        pytest.param(ld([VIDEO, VIDEO]), 60, id="several videos"),
        pytest.param(og(og_type="article") + ld(VIDEO), 60, id="declared an article"),
        pytest.param(ld(VIDEO), 900, id="long text"),
        pytest.param(og(og_type="video.other", video_duration=614), 900, id="transcript"),
        pytest.param(og(og_type="video.other"), SHORT_WORDS + 1, id="text, and no duration"),
        pytest.param(og(video_duration=614), 60, id="a duration alone"),
        pytest.param('<meta name="twitter:card" content="player">', 60, id="twitter player"),
    ],
)
def test_an_article_that_shows_a_medium_stays_an_article(head: str, words: int):
    assert measured(head, words) == (words, None)


@pytest.mark.parametrize(("words", "found"), [(818, (None, 614)), (820, (820, None))])
def test_a_short_text_takes_a_third_of_the_medium_to_read(words: int, found: tuple[int | None, int | None]):
    assert measured(ld(VIDEO), words) == found


@pytest.mark.parametrize(
    "head",
    [og(og_type="video.other"), og(og_type="video.other", video_duration="-5"), ld(VIDEO | {"duration": "PT0S"})],
)
def test_a_medium_without_a_duration_has_no_time_but_a_reason(head: str):
    text = page_text(page(head), URL)
    assert (text.words, text.duration_seconds) == (None, None)
    assert "ne dit pas sa durée" in text.reason


PLAYERS = [
    '<iframe src="https://www.youtube.com/embed/5aNQX8jpUNs" allowfullscreen></iframe>',
    '<iframe data-src="//www.youtube-nocookie.com/embed/x"></iframe>',
    '<iframe src="https://player.vimeo.com/video/1"></iframe>',
    '<iframe src="https://geo.dailymotion.com/player.html?video=x"></iframe>',
    '<iframe src="https://tube.example/videos/embed/0af"></iframe>',
    '<iframe src="https://w.soundcloud.com/player/?url=x"></iframe>',
    '<iframe src="https://www.slideshare.net/slideshow/embed_code/1"></iframe>',
    '<object data="http://www.youtube.com/v/x"></object>',
    '<embed src="http://www.youtube.com/v/x">',
    '<video controls src="a.mp4"></video>',
    '<audio controls><source src="a.mp3">Ce son ne peut pas être lu.</audio>',
    "<lite-youtube videoid='x'></lite-youtube>",
]


@pytest.mark.parametrize("player", PLAYERS, ids=lambda player: player[1:45])
@pytest.mark.parametrize("words", [0, CAPTION_WORDS])
def test_a_player_with_a_caption_under_it_is_a_medium_of_unknown_duration(player: str, words: int):
    text = page_text(page("", words, f"<main>{player}</main>"), URL)
    assert (text.words, text.duration_seconds, text.is_medium) == (None, None, True)
    assert "ne dit pas sa durée" in text.reason


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(PLAYERS[0], CAPTION_WORDS + 1, id="an article under it"),
        pytest.param('<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>', 30, id="map"),
        pytest.param('<iframe src="https://codepen.io/x/embed/1"></iframe>', 30, id="code"),
        pytest.param(
            '<iframe src="https://tracker.example/?u=//youtube.com/embed/"></iframe>', 30, id="address inside"
        ),
        pytest.param('<video muted autoplay loop src="a.mp4"></video>', 30, id="moving picture"),
        pytest.param(f"<aside>{PLAYERS[0]}</aside>", 30, id="margin"),
        pytest.param(f'<div class="related">{PLAYERS[0]}</div>', 30, id="related"),
        pytest.param(f"<footer>{PLAYERS[10]}</footer>", 30, id="footer"),
    ],
)
def test_an_article_beside_a_player_stays_an_article(body: str, words: int):
    assert measured("", words, body) == (words, None)


def test_an_endless_address_takes_no_time():
    assert measured("", 30, f'<iframe src="//{"a." * 100_000}"></iframe>') == (30, None)


def test_a_wall_in_front_of_a_player_is_named_as_one():
    wall = "<main><p>Acceptez les cookies pour voir cette vidéo.</p></main>"
    text = page_text(page("", 0, PLAYERS[0] + wall), URL)
    assert (text.is_medium, "cookies" in text.reason) == (False, True)


@pytest.mark.parametrize("duration", [614, 0])
def test_a_medium_is_known_as_one_whether_it_says_its_duration_or_not(duration: int):
    text = page_text(page(og(og_type="video.other", video_duration=duration)), URL)
    assert (text.is_medium, text.words, text.duration_seconds) == (True, None, duration or None)


@pytest.mark.parametrize(
    "json_text",
    [
        "[" * 100_000,
        '{"mainEntity":' * 50_000,
        "9" * 10_000,
        '{"@type": "VideoObject", "duration": {"@value": 3}}',
        '{"@type": 3, "@graph": "x"}',
        "null",
        '{"@type": "VideoObject", "duration": "PT1M", "x": "' + "y" * 600_000 + '"}',
    ],
    ids=["deep", "deep objects", "long number", "duration is an object", "odd types", "null", "huge"],
)
def test_json_that_says_nothing_changes_nothing(json_text: str):
    text = page_text(page(f'<script type="application/ld+json">{json_text}</script>', 200), URL)
    assert (text.words, text.duration_seconds) == (200, None)
