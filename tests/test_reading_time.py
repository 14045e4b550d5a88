"""Words, seconds and what is shown of them."""

import math
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.reading_time import (
    ReadingTime,
    count_words,
    format_duration,
    html_words,
    package_estimate_seconds,
    parse_duration,
    round_half_up,
    total,
    visible_text,
)

NBSP = "\u00a0"
# A week of the blog that this pipeline was made for: words of each reading, and the time to show for it.
EXAMPLE = {
    254: "1 min 4 s",
    250: "1 min 3 s",
    844: "3 min 31 s",
    604: "2 min 31 s",
    280: "1 min 10 s",
    2456: "10 min 14 s",
    356: "1 min 29 s",
}


def shown(text: str) -> str:
    """As displayed, with ordinary spaces."""
    return text.replace(NBSP, " ")


# --- The worked example ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "display"), EXAMPLE.items())
def test_each_reading_of_the_example_shows_its_time(words: int, display: str):
    assert shown(format_duration(ReadingTime(words).seconds)) == display


def test_the_total_of_the_example_is_rounded_once():
    times = [ReadingTime(words) for words in EXAMPLE]
    assert shown(format_duration(total(times).seconds)) == "21 min 1 s"
    assert shown(format_duration(sum(time.seconds for time in times))) == "21 min 2 s"


def test_the_total_of_nothing_is_nothing():
    assert total([]) == ReadingTime()
    assert ReadingTime().seconds == 0


@given(st.integers(0, 10**6), st.integers(0, 10**5))
def test_a_word_takes_a_quarter_of_a_second(words: int, extra: int):
    time = ReadingTime(words, extra)
    assert time.exact_seconds == Fraction(words, 4) + extra
    assert abs(time.seconds - time.exact_seconds) <= Fraction(1, 2)


@given(st.lists(st.builds(ReadingTime, st.integers(0, 5000), st.integers(0, 5000)), max_size=6))
def test_a_total_adds_words_and_seconds(times: list[ReadingTime]):
    assert total(times).exact_seconds == sum((time.exact_seconds for time in times), Fraction())


@pytest.mark.parametrize(("words", "seconds"), [(1, 0), (2, 1), (3, 1), (6, 2), (10, 3), (250, 63), (252, 63)])
def test_halves_are_rounded_upwards(words: int, seconds: int):
    assert ReadingTime(words).seconds == seconds


def test_rounding_half_up_is_exact_where_floats_are_not():
    assert round_half_up(Fraction(5, 2)) == 3
    assert round_half_up(Fraction(-1, 2)) == 0
    assert round_half_up(Fraction(10**20) + Fraction(1, 2) - Fraction(1, 10**9)) == 10**20


# --- The readtime package -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [0, 1, 2, 3, 4, 5, 254, 4999, 5000])
def test_the_package_gives_the_quarter_of_the_words_rounded_up(words: int):
    assert package_estimate_seconds(words) == math.ceil(words / 4)


@given(st.integers(0, 5000))
def test_the_package_and_our_own_time_never_differ_by_a_second(words: int):
    estimate = package_estimate_seconds(words)
    assert estimate == math.ceil(Fraction(words, 4))
    assert 0 <= estimate - ReadingTime(words).exact_seconds < 1


# --- Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", 0, id="empty"),
        pytest.param(" \n\t ", 0, id="spaces"),
        pytest.param("Bonjour.", 1, id="one"),
        pytest.param("L'homme d'aujourd'hui qu'il a", 4, id="straight-apostrophes"),
        pytest.param("L’homme d’aujourd’hui qu’il a", 4, id="curly-apostrophes"),
        pytest.param("peut-être arc-en-ciel", 2, id="hyphens"),
        pytest.param("Quoi ? Non ! Si : « oui » – peut-être — enfin…", 6, id="french-punctuation"),
        pytest.param(f"Quoi{NBSP}? Non\u202f! «{NBSP}oui{NBSP}»", 3, id="no-break-spaces"),
        pytest.param("a / b & c + d = e | f * g", 7, id="symbols"),
        pytest.param("240 mots, 3,5 % et 10 €", 5, id="numbers"),
        pytest.param("https://example.org/a/b?c=d", 1, id="address"),
        pytest.param("… ... --- *** • →", 0, id="ornaments"),
        pytest.param("Cafe\u0301 cre\u0300me", 2, id="decomposed-accents"),
        pytest.param("👍 bien 👏🏽", 1, id="emoji"),
        pytest.param("Привет, мир. Γειά σου. مرحبا", 5, id="other-alphabets"),
        pytest.param("un\u2028deux\x0ctrois\u3000quatre", 4, id="other-spaces"),
    ],
)
def test_a_word_is_a_token_with_a_letter_or_a_digit(text: str, words: int):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("characters", "words"), [(1, 0), (2, 1), (3, 1), (25, 12), (26, 12), (27, 13), (500, 240), (1000, 480)]
)
@pytest.mark.parametrize(
    "sample", ["読", "か", "カ", "한", "ｶ", "𠀋"], ids=["han", "hira", "kata", "ko", "half", "ext"]
)
def test_five_hundred_chinese_japanese_or_korean_characters_are_240_words(sample: str, characters: int, words: int):
    assert count_words(sample * characters) == words


def test_punctuation_of_east_asian_text_is_not_read():
    assert count_words("。、「」！？" * 10) == 0


def test_words_of_both_kinds_add_up():
    assert count_words("Le mot " + "漢" * 25 + "fin deux") == 4 + 12


def test_decomposed_korean_counts_as_composed():
    text = "한국어 읽기 시간입니다" * 10
    assert count_words(unicodedata.normalize("NFD", text)) == count_words(text)


WITHOUT_CJK = st.text(st.characters(max_codepoint=0x10FF))


@given(WITHOUT_CJK, WITHOUT_CJK)
def test_words_of_two_texts_side_by_side_add_up(one: str, other: str):
    assert count_words(f"{one} {other}") == count_words(one) + count_words(other)


@given(st.text())
def test_normalisation_does_not_change_the_number_of_words(text: str):
    assert count_words(unicodedata.normalize("NFD", text)) == count_words(unicodedata.normalize("NFC", text))


# --- HTML -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        pytest.param("<p>un</p><p>deux</p>", 2, id="paragraphs"),
        pytest.param("un<br>deux<br/>trois<BR />quatre", 4, id="line-breaks"),
        pytest.param("<ul><li>un</li><li>deux</li></ul>", 2, id="list"),
        pytest.param("<table><tr><td>un</td><td>deux</td></tr></table>", 2, id="cells"),
        pytest.param("<h2>Titre</h2>texte", 2, id="heading"),
        pytest.param("<dl><dt>un</dt><dd>deux</dd></dl>", 2, id="definitions"),
        pytest.param("<b>H</b><sub>2</sub>O", 1, id="inline-runs-on"),
        pytest.param('<a href="x">un</a><em>deux</em>', 1, id="links-run-on"),
        pytest.param("un<script>var a = 'deux trois';</script> quatre", 2, id="script"),
        pytest.param("un<style>p { color: red }</style> deux", 2, id="style"),
        pytest.param("un<noscript>deux trois</noscript> quatre", 2, id="noscript"),
        pytest.param("un<template><p>deux</p></template> trois", 2, id="template"),
        pytest.param("un<!-- deux trois --> quatre", 2, id="comment"),
        pytest.param("un<svg><title>deux</title><text>trois</text></svg> quatre", 2, id="svg"),
        pytest.param("un<iframe src='x'>deux</iframe> trois", 2, id="iframe"),
        pytest.param('<img alt="deux mots" src="x"> un', 1, id="alternative-text"),
        pytest.param("un&nbsp;deux &amp; trois&#8239;!", 3, id="entities"),
        pytest.param("R&amp;D &lt;p&gt; &amp;amp;", 3, id="escaped-markup-is-text"),
        pytest.param('<p title="a > b">un</p><p>deux</p>', 2, id="bracket-in-an-attribute"),
        pytest.param("<p>un<p>deux<div>trois", 3, id="unclosed"),
        pytest.param("un<script>deux", 1, id="unclosed-script"),
        pytest.param("", 0, id="empty"),
        pytest.param("3 < 4 et 5 > 2", 5, id="bare-brackets"),
    ],
)
def test_only_visible_text_of_html_counts(fragment: str, words: int):
    assert html_words(fragment) == words


@given(st.text())
def test_any_html_has_some_number_of_words(fragment: str):
    assert html_words(fragment) >= 0
    assert html_words(f"<script>{fragment.replace('<', '')}</script>") == 0


def test_entities_are_resolved_once():
    assert visible_text("&amp;lt;b&amp;gt;") == "&lt;b&gt;"


# --- Durations ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "display"),
    [
        (0, "0 s"),
        (1, "1 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "1 min 1 s"),
        (3599, "59 min 59 s"),
        (3600, "1 h"),
        (3660, "1 h 1 min"),
        (3725, "1 h 2 min"),
        (36_000, "10 h"),
    ],
)
def test_a_duration_is_shown_with_its_units(seconds: int, display: str):
    assert shown(format_duration(seconds)) == display


def test_a_number_and_its_unit_are_never_parted():
    assert format_duration(64) == f"1{NBSP}min 4{NBSP}s"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("10 min 14 s", 614),
        (f"10{NBSP}min\u202f14{NBSP}s", 614),
        ("10min14s", 614),
        ("10 mn 14 sec.", 614),
        ("10 minutes 14 secondes", 614),
        ("10 MIN 14 S", 614),
        ("10:14", 614),
        ("1:02:03", 3723),
        ("0:45", 45),
        ("90:00", 5400),
        ("45 s", 45),
        ("5 s", 5),
        ("12 s", 12),
        ("90 s", 90),
        ("3 min", 180),
        ("90 min", 5400),
        ("1 h", 3600),
        ("1 h 5", 3900),
        ("1h05", 3900),
        ("1 h 45 s", 3645),
        ("1 heure 5 minutes", 3900),
        ("2 heures", 7200),
        ("0 s", 0),
    ],
)
def test_durations_are_read_as_people_write_them(text: str, seconds: int):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "10",
        "10 14",
        "10:75",
        "1:2",
        "dix minutes",
        "10 min 14",
        "14 s 10 min",
        "-5 min",
        "1,5 h",
        ":",
        "h",
        "1 h 75",
    ],
)
def test_what_says_no_unit_or_no_time_is_no_duration(text: str):
    assert parse_duration(text) is None


@given(st.integers(0, 3599) | st.integers(60, 59_999).map(lambda minutes: minutes * 60))
def test_a_shown_duration_is_read_back_below_an_hour_and_in_whole_minutes_beyond(seconds: int):
    assert parse_duration(format_duration(seconds)) == seconds
    assert parse_duration(shown(format_duration(seconds))) == seconds


@given(st.text())
def test_any_text_is_a_duration_or_none(text: str):
    seconds = parse_duration(text)
    assert seconds is None or seconds >= 0


@given(text=st.text())
def test_counting_keeps_to_the_rule_token_by_token(text: str):
    """The rule as it is stated, token by token, against the way it is counted."""
    normal = unicodedata.normalize("NFC", text)
    tokens = [token for token in normal.split() if any(character.isalnum() for character in token)]
    if not any(_is_cjk(character) for character in normal):
        assert count_words(text) == len(tokens)


def _is_cjk(character: str) -> bool:
    return count_words(character * 500) == 240
