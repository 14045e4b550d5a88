"""A whole run over real sockets and a real store: each feed's outcome, and no run that fails for one feed's sake."""

import asyncio
import gzip
from datetime import timedelta

import pytest

from alaminute.errors import StoreError
from alaminute.feeds.collecting import collect_with
from alaminute.feeds.fetching import MAX_FEED_BYTES, Fetcher, Limits
from alaminute.feeds.model import Feed
from alaminute.feeds.parsing import parse_feed
from feeds.host import Answer


async def in_process(body, url, headers):
    """Parsing without worker processes, which test_workers.py is about."""
    return parse_feed(body, url, headers)


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def collect(host, other_host, store, now):
    """Collect the feeds at these paths of the host (or at these addresses), `after` the test's moment."""

    async def run(*addresses, after=timedelta(0), force=False, **values):
        feeds = [Feed(at if "://" in at else host.url(at), **values) for at in addresses]
        limits = Limits(total_seconds=5)
        async with Fetcher(allowed_hosts=[host.name, other_host.name], limits=limits) as fetcher:
            return await collect_with(fetcher, feeds, store, now=now + after, force=force, parse=in_process)

    return run


def statuses(report):
    return [feed.status for feed in report.feeds]


def validated(body):
    """Answers a conditional request as a good host does."""
    return lambda asked: Answer(304 if asked.headers.get("if-none-match") == '"v1"' else 200, body, {"ETag": '"v1"'})


async def test_entries_of_a_feed_are_in_the_store_under_its_subscribed_address(collect, host, store, rss):
    host.pages["/feed"] = rss("a", "b")
    report = await collect("/feed", title="Mon titre")
    (feed,) = report.feeds
    assert (feed.status, feed.title, feed.entries, feed.new, feed.error) == ("ok", "Mon titre", 2, 2, None)
    assert report.entries_new == 2
    assert {entry.title for entry in store.entries_of(host.url("/feed"))} == {"a", "b"}


async def test_the_report_keeps_its_contract(collect, host, rss):
    host.pages["/feed"] = rss("a")
    report = (await collect("/feed", "/missing")).to_json()
    assert set(report) == {"started", "seconds", "feeds", "entries_new"}
    assert report["started"] == "2026-11-20T07:00:00Z"
    assert {"url", "status", "entries", "new", "error", "next_fetch"} <= set(report["feeds"][0])
    assert report["feeds"][1]["error"] == "page introuvable (HTTP 404)"


async def test_a_second_run_right_after_asks_nobody_and_reports_every_feed_unchanged(collect, host, rss):
    host.pages |= {"/a": rss("a"), "/b": validated(rss("b"))}
    await collect("/a", "/b")
    report = await collect("/a", "/b", after=timedelta(seconds=5))
    assert statuses(report) == ["unchanged", "unchanged"]
    assert (report.exit_code, report.entries_new, len(host.asked)) == (0, 0, 2)


async def test_later_runs_ask_conditionally_and_304_is_unchanged(collect, host, rss):
    host.pages["/feed"] = validated(rss("a"))
    await collect("/feed")
    assert statuses(await collect("/feed", after=2 * HOUR)) == ["unchanged"]
    assert host.asked[1].headers["if-none-match"] == '"v1"'


async def test_force_asks_at_once_but_conditionally(collect, host, rss):
    host.pages["/feed"] = validated(rss("a"))
    await collect("/feed")
    report = await collect("/feed", after=timedelta(seconds=5), force=True)
    assert (statuses(report), len(host.asked)) == (["unchanged"], 2)
    assert "if-none-match" in host.asked[1].headers


async def test_the_same_bytes_under_a_new_etag_are_unchanged_and_the_new_etag_is_kept(collect, host, rss):
    def flip(_):
        return Answer(200, rss("a"), {"ETag": f'"{len(host.asked)}"'})

    host.pages["/feed"] = flip
    await collect("/feed")
    assert statuses(await collect("/feed", after=2 * HOUR)) == ["unchanged"]
    await collect("/feed", after=4 * HOUR)
    assert [asked.headers.get("if-none-match") for asked in host.asked] == [None, '"1"', '"2"']


async def test_only_new_entries_count_as_new(collect, host, rss):
    host.pages["/feed"] = rss("a", "b")
    await collect("/feed")
    host.pages["/feed"] = rss("c", "a", "b")
    report = await collect("/feed", after=2 * DAY)
    assert (report.feeds[0].status, report.feeds[0].entries, report.feeds[0].new) == ("ok", 3, 1)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Answer(404), "page introuvable"),
        (Answer(500), "panne"),
        (Answer(204), "HTTP 204"),
        (Answer(304), "HTTP 304"),
        (b"", "vide"),
        (b"<html><body>Bonjour", "page HTML"),
        (Answer(body=b"half", length=8), "tronquée"),
        (Answer(302, headers={"Location": "http://10.0.0.1/"}), "réseau privé"),
    ],
    ids="404 500 204 304-unasked empty page truncated private".split(),
)
async def test_a_failure_is_reported_in_words_and_costs_no_other_feed(collect, host, rss, page, reason):
    host.pages |= {"/bad": page, "/good": rss("a")}
    report = await collect("/bad", "/good")
    assert statuses(report) == ["error", "ok"]
    assert reason in report.feeds[0].error
    assert report.exit_code == 0
    assert any(reason in line for line in report.summary_lines())


async def test_a_failing_feed_is_put_off_and_says_why_until_it_is_asked_again(collect, host, rss):
    host.pages["/feed"] = Answer(500)
    await collect("/feed")
    report = await collect("/feed", after=timedelta(minutes=5))
    assert (statuses(report), report.feeds[0].error) == (["delayed"], "panne du site (HTTP 500)")
    host.pages["/feed"] = rss("a")
    assert statuses(await collect("/feed", after=2 * HOUR)) == ["ok"]
    assert len(host.asked) == 2


async def test_when_no_site_answers_at_all_no_feed_is_put_off(collect, host, rss):
    """The network is down: once it is back, a second run asks every feed at once."""
    dead = "http://127.0.0.1:9/feed"
    host.pages["/feed"] = _hang_up
    report = await collect("/feed", dead)
    assert statuses(report) == ["error", "error"]
    assert {feed.next_fetch for feed in report.feeds} == {report.started}

    host.pages["/feed"] = rss("a")
    assert statuses(await collect("/feed", dead, after=timedelta(minutes=5))) == ["ok", "error"]
    # Now that one has answered, the fault is the other's own.
    assert statuses(await collect("/feed", dead, after=timedelta(minutes=10))) == ["unchanged", "delayed"]


async def _hang_up(writer):
    writer.close()


async def test_without_any_feed_fetched_the_exit_code_is_2(collect):
    assert (await collect("/a", "/b")).exit_code == 2


async def test_a_feed_that_is_gone_is_not_asked_again_and_reported_each_time(collect, host):
    host.pages["/feed"] = Answer(410)
    assert statuses(await collect("/feed")) == ["gone"]
    assert statuses(await collect("/feed", after=400 * DAY, force=True)) == ["gone"]
    assert len(host.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_puts_off_the_whole_site_in_this_run_and_the_next(collect, host, other_host, rss, status):
    host.pages |= {"/a": Answer(status, headers={"Retry-After": "7200"}), "/b": rss("b")}
    other_host.pages["/c"] = rss("c")
    first = await collect("/a")
    assert (statuses(first), first.feeds[0].next_fetch.hour) == (["delayed"], 9)
    second = await collect("/a", "/b", other_host.url("/c"), after=HOUR, force=True)
    assert statuses(second) == ["delayed", "delayed", "ok"]
    assert second.feeds[1].next_fetch.hour == 9
    assert host.paths() == ["/a"]
    host.pages["/a"] = rss("a")
    assert statuses(await collect("/a", "/b", after=3 * HOUR)) == ["ok", "ok"]


async def test_a_permanent_redirect_is_read_reported_and_after_a_week_adopted(collect, host, other_host, rss, store):
    host.pages["/old"] = Answer(301, headers={"Location": other_host.url("/new")})
    names = list("abcdefghij")

    def grow(_):
        return rss(*names[: len(other_host.asked)])

    other_host.pages["/new"] = grow
    for day in range(0, 10, 2):
        report = await collect("/old", after=day * DAY)
        assert statuses(report) == ["redirected"]
        assert report.feeds[0].moved_to == other_host.url("/new")
    await collect("/old", after=10 * DAY)
    assert (len(host.asked), len(other_host.asked)) == (5, 6)
    assert len(store.entries_of(host.url("/old"))) == 6


async def test_a_temporary_redirect_leaves_no_trace(collect, host, rss):
    host.pages |= {"/old": Answer(302, headers={"Location": "/new"}), "/new": rss("a")}
    report = await collect("/old")
    assert (statuses(report), report.feeds[0].moved_to) == (["ok"], None)


async def test_a_body_that_is_no_feed_stays_an_error_while_it_is_the_same_and_is_not_sent_twice(collect, host, rss):
    host.pages["/feed"] = validated(b"<html>moved")
    first = await collect("/feed")
    second = await collect("/feed", after=3 * HOUR)
    assert statuses(first) == statuses(second) == ["error"]
    assert second.feeds[0].error == first.feeds[0].error
    assert host.asked[1].headers["if-none-match"] == '"v1"'
    host.pages["/feed"] = Answer(200, rss("a"), {"ETag": '"v2"'})
    assert statuses(await collect("/feed", after=9 * HOUR)) == ["ok"]


async def test_what_was_mended_is_in_the_report(collect, host, data):
    host.pages["/feed"] = data("control-characters.xml")
    report = await collect("/feed")
    assert report.to_json()["feeds"][0]["recovered"] == ["caractères de contrôle interdits, retirés"]


async def test_a_feed_whose_text_is_never_full_has_no_words(collect, host, store, data):
    host.pages["/feed"] = data("rss-2.0.xml")
    await collect("/feed", full="never")
    assert store.entries_of(host.url("/feed"))[0].content_words is None


async def test_how_long_a_feed_stays_fresh_is_its_own_word(collect, host, rss):
    host.pages["/feed"] = Answer(body=rss("a", channel="<ttl>2880</ttl>"), headers={"ETag": '"1"'})
    await collect("/feed")
    await collect("/feed", after=47 * HOUR)
    assert len(host.asked) == 1
    await collect("/feed", after=49 * HOUR)
    assert len(host.asked) == 2


async def test_a_surprise_in_one_feed_is_that_feeds_error(collect, host, rss, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("surprise")

    host.pages |= {"/a": rss("a"), "/b": Answer(429, headers={"Retry-After": "60"})}
    monkeypatch.setattr("alaminute.feeds.scheduling.retry_after", fails)
    report = await collect("/b", "/a")
    assert statuses(report) == ["error", "ok"]
    assert "surprise" in report.feeds[0].error


async def test_a_store_that_fails_ends_the_run(collect, host, store, rss):
    host.pages |= {"/a": rss("a"), "/b": rss("b")}
    store.connection.execute("DROP TABLE entries")
    with pytest.raises(StoreError):
        await collect("/a", "/b")


async def test_progress_is_told_feed_by_feed(host, store, now, rss):
    host.pages["*"] = rss("a")
    told = []
    async with Fetcher(allowed_hosts=[host.name]) as fetcher:
        feeds = [Feed(host.url(f"/{n}")) for n in range(3)]
        await collect_with(fetcher, feeds, store, now=now, parse=in_process, progress=lambda *step: told.append(step))
    assert [step[:2] for step in told] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("status", [301, 302])
async def test_feeds_that_lead_to_one_address_are_read_once(collect, host, store, rss, status):
    redirect = Answer(status, headers={"Location": "/feed"})
    host.pages |= {"/a": redirect, "/b": redirect, "/feed": validated(rss("x"))}
    for day in range(3):
        report = await collect("/a", "/b", after=2 * day * DAY)
        assert host.paths().count("/feed") == day + 1
    assert {"redirected"} <= set(statuses(report))
    assert any("même flux" in line for line in report.summary_lines())
    assert store.connection.execute("SELECT COUNT(*) FROM entries").fetchone() == (1,)


async def test_a_feed_that_leads_to_another_of_the_list_is_not_read_for_it(collect, host, rss):
    host.pages |= {"/old": Answer(301, headers={"Location": "/feed"}), "/feed": validated(rss("x"))}
    report = await collect("/old", "/feed")
    assert statuses(report) == ["redirected", "ok"]
    assert report.feeds[0].moved_to == host.url("/feed")
    later = await collect("/old", "/feed", after=DAY + HOUR)
    assert (statuses(later), host.paths().count("/feed")) == (["redirected", "unchanged"], 2)


async def test_a_body_that_is_too_large_is_not_sent_again_while_it_is_the_same(collect, host):
    host.pages["/feed"] = validated(b"x" * (MAX_FEED_BYTES + 1))
    first = await collect("/feed")
    second = await collect("/feed", after=DAY)
    assert statuses(first) == statuses(second) == ["error"]
    assert second.feeds[0].error == "plus de 10 Mio"
    assert host.asked[1].headers["if-none-match"] == '"v1"'


async def test_everything_hostile_in_one_list_costs_only_itself(host, store, now, data, rss):
    async def hang(_):
        await asyncio.sleep(60)

    async def reset(writer):
        writer.transport.abort()

    bomb = gzip.compress(rss("x")[:-20] + b" " * (2 * MAX_FEED_BYTES))
    hostile = {
        "hang": hang,
        "reset": reset,
        "bomb": Answer(body=bomb, headers={"Content-Encoding": "gzip"}),
        "huge": Answer(body=b"<rss>" + b"x" * (MAX_FEED_BYTES + 1)),
        "truncated": Answer(body=rss("x"), length=9999),
        "inside": Answer(302, headers={"Location": "http://169.254.169.254/latest/meta-data"}),
        "file": Answer(302, headers={"Location": "file:///etc/passwd"}),
        "loop": Answer(302, headers={"Location": "/loop"}),
        "entities": data("entity-bomb.xml"),
        "external": data("external-entity.xml"),
        "page": data("page.html"),
        "empty": b"",
        "noise": bytes(range(256)) * 50,
    }
    mended = {name: data(f"{name}.xml") for name in ("control-characters", "bad-entities", "unclosed", "bad-links")}
    host.pages |= {f"/{name}": page for name, page in (hostile | mended | {"good": rss("fine")}).items()}
    feeds = [Feed(host.url(f"/{name}")) for name in [*hostile, *mended, "good"]]
    limits = Limits(total_seconds=3, patience_seconds=1)
    async with Fetcher(allowed_hosts=[host.name], limits=limits) as fetcher:
        report = await collect_with(fetcher, feeds, store, now=now)
    assert statuses(report) == ["error"] * len(hostile) + ["ok"] * (len(mended) + 1)
    assert all(feed.error for feed in report.feeds[: len(hostile)])
    assert all(feed.recovered for feed in report.feeds[len(hostile) : -1])
    assert report.exit_code == 0
    for entry in store.entries_between(now - 9000 * DAY, now + DAY):
        assert entry.url.startswith("http://")
        assert not set(entry.title + entry.summary + entry.author) & set("<>\x00\u202e")


async def test_a_long_list_never_holds_more_bodies_than_may_wait(host, store, now, rss, monkeypatch):
    body = rss("x") + b" " * 10_000
    host.pages["*"] = body
    monkeypatch.setattr("alaminute.feeds.collecting.MAX_WAITING_BYTES", 5 * len(body))
    waiting, most = 0, 0

    async def slow_parse(body, url, headers):
        nonlocal waiting, most
        waiting += 1
        most = max(most, waiting)
        await asyncio.sleep(0.02)
        waiting -= 1
        return parse_feed(body, url, headers)

    limits = Limits(connections_per_host=4)
    async with Fetcher(allowed_hosts=[host.name], limits=limits) as fetcher:
        feeds = [Feed(host.url(f"/{number}")) for number in range(60)]
        report = await collect_with(fetcher, feeds, store, now=now, parse=slow_parse)
    assert statuses(report) == ["ok"] * 60
    assert most <= 5 + limits.connections_per_host
