"""The worst feed first, and what to change in the list: dead, moved, doubled, silent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alaminute.feeds.health import (
    RECENT,
    feed_healths,
    health_lines,
    suggestion_lines,
    suggestions,
)
from alaminute.feeds.model import Entry, Feed, FeedState, Tally
from alaminute.feeds.opml import parse_opml

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "http://a.test/feed"
FINE = FeedState(URL, status="ok", last_attempt=NOW, last_success=NOW, next_fetch=NOW + DAY)
GIVES = Tally(40, 9, 4, NOW - DAY)


def health(state=FINE, tally=GIVES):
    return feed_healths([Feed(URL, "Un blog")], {URL: state}, {URL: tally}, NOW)[0]


def failing(**values):
    return replace(FINE, **({"status": "error", "error": "page introuvable (HTTP 404)", "failures": 3} | values))


@pytest.mark.parametrize(
    ("state", "tally", "condition"),
    [
        (FINE, GIVES, "fine"),
        (replace(FINE, status="gone", error="retiré", failures=1), GIVES, "gone"),
        (failing(), GIVES, "error"),
        (failing(last_success=NOW - 31 * DAY), GIVES, "dead"),
        (failing(last_success=None, failures=8), Tally(), "dead"),
        (failing(last_success=None, failures=2), Tally(), "error"),
        (failing(status="delayed"), GIVES, "delayed"),
        (FeedState(URL), Tally(), "new"),
        (replace(FINE, moved_to="http://b.test/"), GIVES, "moved"),
        (FINE, replace(GIVES, newest=NOW - 400 * DAY), "silent"),
        (FINE, Tally(), "fine"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_feed_is_in_one_condition(state, tally, condition):
    assert health(state, tally).condition == condition


def test_the_worst_comes_first():
    feeds = [Feed(f"http://{name}.test/") for name in ("fine", "few", "gone", "many")]
    states = {
        feeds[0].url: replace(FINE, url=feeds[0].url),
        feeds[1].url: failing(url=feeds[1].url, failures=1),
        feeds[2].url: replace(FINE, url=feeds[2].url, status="gone"),
        feeds[3].url: failing(url=feeds[3].url, failures=5),
    }
    healths = feed_healths(feeds, states, {}, NOW)
    assert [one.feed.url[7:-6] for one in healths] == ["gone", "many", "few", "fine"]


def test_each_feed_is_told_in_words():
    name, line = health_lines([health(failing(last_success=NOW - 12 * DAY))])
    assert name == "! Un blog"
    for words in (
        "page introuvable",
        "3 fois de suite",
        "il y a 12 jours",
        "redemandé après le 21/11",
        "3,0 entrées par mois",
        "10 % retenues",
    ):
        assert words in line


def test_the_json_says_the_same():
    line = health(failing()).to_json()
    assert (line["url"], line["condition"], line["failures"], line["selected"]) == (URL, "error", 3, 4)
    assert line["next_fetch"] == "2026-11-21T07:00:00Z"


LISTED = b"""<opml version="2.0"><body>
<outline text="Un blog" xmlUrl="http://a.test/feed"/>
<outline text="Un autre" xmlUrl="http://b.test/feed"/>
</body></opml>"""


def suggested(state, tally=GIVES):
    listed = parse_opml(LISTED, "feeds.opml")
    healths = feed_healths(listed.feeds, {URL: state}, {URL: tally}, NOW)
    return suggestion_lines(suggestions(healths, listed), "feeds.opml")


@pytest.mark.parametrize(
    ("state", "tally", "words"),
    [
        (replace(FINE, status="gone", error="retiré"), GIVES, ["retiré", "supprimer cette ligne"]),
        (failing(last_success=NOW - 40 * DAY), GIVES, ["il y a 40 jours", "supprimer cette ligne"]),
        (
            replace(FINE, moved_to="http://c.test/?a=1&b=2"),
            GIVES,
            ['xmlUrl="http://a.test/feed"', 'xmlUrl="http://c.test/?a=1&amp;b=2"'],
        ),
        (replace(FINE, moved_to="http://b.test/feed"), GIVES, ["aussi dans la liste", "supprimer cette ligne"]),
        (FINE, replace(GIVES, newest=NOW - 400 * DAY), ["16/10/2025"]),
    ],
    ids=["gone", "dead", "moved", "doubled", "silent"],
)
def test_a_suggestion_names_the_line_the_reason_and_the_edit(state, tally, words):
    (text,) = suggested(state, tally)
    assert text.startswith("feeds.opml:2: Un blog : ")
    assert all(word in text for word in words)


@pytest.mark.parametrize(
    "state", [FINE, failing(), FeedState(URL), failing(status="delayed")], ids=["fine", "error", "new", "delayed"]
)
def test_nothing_is_suggested_for_what_may_mend_itself(state):
    assert suggested(state) == []


def test_what_a_feed_gave_is_counted_in_the_store(store):
    dated = [Entry(URL, str(n), f"http://a.test/{n}", "t", published=NOW - n * 30 * DAY) for n in range(6)]
    store.save_outcome(FINE, [*dated, Entry(URL, "about", "http://a.test/about", "À propos")], now=NOW)
    tally = store.tallies({"a.test/1", "b.test/9"}, NOW - RECENT)[URL]
    assert tally == Tally(7, 4, 1, NOW)


def test_failures_are_forgotten_on_demand(store):
    store.save_outcome(replace(FINE, status="gone"), now=NOW)
    store.forget_failures(URL)
    assert store.load_states() == {}
