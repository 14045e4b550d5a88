"""A page is its video or recording only if it says so and its text is short; then it takes the medium's own time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.articles.extraction import page_text
from alaminute.articles.media import LONGEST_SECONDS, SHORT_WORDS, seconds_of

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
