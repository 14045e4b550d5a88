"""An entry is recognised by its page, then its id; a flood of old posts is not news."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from alaminute.feeds.addresses import same_page_key
from alaminute.feeds.identity import Known, recognise
from alaminute.feeds.model import Entry

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def entry(name, **values):
    return replace(Entry("f", name, f"http://a.test/{name}", f"Titre {name}", published=NOW), **values)


def known(one):
    return Known(same_page_key(one.url), one.id, one.title, one.published, NOW)


def verdicts(former, entries):
    return [
        "news" if match.former is None and not match.backlog else "backlog" if match.backlog else match.former.id
        for match in recognise([known(one) for one in former], entries)
    ]


def test_a_page_seen_before_is_the_same_entry_under_any_id():
    assert verdicts([entry("a")], [entry("a", id="other")]) == ["a"]


def test_an_id_seen_before_is_the_same_entry_at_any_address():
    assert verdicts([entry("a")], [entry("a", url="http://b.test/x")]) == ["a"]


def test_an_id_that_two_entries_share_tells_nothing():
    assert verdicts([entry("a")], [entry("b", id="a"), entry("c", id="a")]) == ["news", "news"]
    assert verdicts([entry("a")], [entry("a"), entry("b", id="a")]) == ["a", "news"]


def renewed(names):
    return [entry(name, id=f"new-{name}", url=f"http://new.test/{name}") for name in names]


def test_a_feed_that_renews_ids_addresses_and_dates_is_known_by_its_titles():
    assert verdicts(list(map(entry, "abcdefgh")), renewed("abcdefgh")) == ["backlog"] * 8
    assert verdicts(list(map(entry, "abcdefgh")), renewed("zabcdefgh")) == ["news"] + ["backlog"] * 8


def test_a_column_with_one_title_is_news_each_time():
    past = [entry(str(n), title="Ma veille de la semaine") for n in range(10)]
    assert verdicts(past, [entry("10", title="Ma veille de la semaine"), *past[:4]])[0] == "news"


def test_undated_entries_of_a_feed_that_dates_others_are_backlog_at_first_sight_only():
    about, post = entry("about", published=None), entry("post")
    assert verdicts([], [about, post]) == ["backlog", "news"]
    assert verdicts([post], [about, post]) == ["news", "post"]
    assert verdicts([], [about]) == ["news"]


_entries = st.lists(st.builds(entry, st.sampled_from("abcdef"), id=st.sampled_from("abcd")), max_size=8)


@given(_entries, _entries)
def test_every_entry_gets_one_verdict_and_the_same_feed_again_is_never_news(former, entries):
    assert [match.entry for match in recognise([known(one) for one in former], entries)] == entries
    assert "news" not in verdicts(entries, entries)
