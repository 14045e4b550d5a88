"""Fetching on real sockets: redirects, limits, bombs, and machines that nobody may be sent to."""

import asyncio
import gzip
import socket
import zlib

import pytest
from aiohttp.abc import AbstractResolver

from alaminute.errors import FetchError, SettingsError
from alaminute.feeds.fetching import Fetcher, Guide, Limits, TooLargeFetchError, Validators, parse_allowed_host
from feeds.host import Answer

QUICK = Limits(total_seconds=0.6, patience_seconds=0.2)
"""Long enough for a loopback answer on a busy machine, short enough for a test."""


@pytest.fixture
async def fetcher(host, other_host):
    async with Fetcher(allowed_hosts=[host.name, other_host.name]) as opened:
        yield opened


async def refusal(fetcher, url, **options):
    with pytest.raises(FetchError) as caught:
        await fetcher.get(url, **options)
    assert caught.value.url == url
    return caught.value.reason


def redirect(to, status=302):
    return Answer(status, headers={"Location": to})


async def test_an_answer_has_status_body_and_lower_case_headers(fetcher, host):
    host.pages["/feed"] = Answer(body=b"bonjour", headers={"ETag": '"1"'})
    response = await fetcher.get(host.url("/feed"))
    assert (response.status, response.body, response.headers["etag"]) == (200, b"bonjour", '"1"')
    assert (response.url, response.permanent_url) == (host.url("/feed"), None)


async def test_any_status_is_an_answer_without_body(fetcher, host):
    host.pages["/x"] = Answer(503, b"slow down", {"Retry-After": "120"})
    response = await fetcher.get(host.url("/x"))
    assert (response.status, response.body, response.headers["retry-after"]) == (503, b"", "120")


async def test_a_request_says_who_asks_and_nothing_that_follows_a_reader(host):
    host.pages["/"] = Answer(body=b"x", headers={"Set-Cookie": "id=1"})
    async with Fetcher(allowed_hosts=[host.name], contact_url="https://odile.example/") as fetcher:
        await fetcher.get(host.url("/"))
        await fetcher.get(host.url("/"))
    headers = host.asked[1].headers
    assert headers["user-agent"].startswith("alaminute/")
    assert "+https://odile.example/" in headers["user-agent"]
    assert "gzip" in headers["accept-encoding"]
    assert not {"cookie", "referer", "if-none-match", "if-modified-since"} & headers.keys()


async def test_validators_are_sent_back_as_received_to_the_address_that_gave_them_only(fetcher, host):
    host.pages |= {"/old": redirect("/new"), "/new": Answer(304)}
    validators = Validators(host.url("/new"), 'W/"a b"', "hier")
    response = await fetcher.get(host.url("/old"), validators=validators)
    assert response.status == 304
    first, second = host.asked
    assert "if-none-match" not in first.headers
    assert (second.headers["if-none-match"], second.headers["if-modified-since"]) == ('W/"a b"', "hier")


async def test_the_way_through_permanent_redirects_is_told_from_any_other(fetcher, host):
    host.pages |= {
        "/a": redirect("/b", 301),
        "/b": redirect("c", 308),
        "/c": redirect("/d", 302),
        "/d": redirect("/end", 301),
        "/end": b"x",
        "/temporary": redirect("/a", 307),
    }
    response = await fetcher.get(host.url("/a"))
    assert (response.url, response.permanent_url) == (host.url("/end"), host.url("/c"))
    assert (await fetcher.get(host.url("/temporary"))).permanent_url is None


async def test_redirects_that_never_end_are_given_up(fetcher, host):
    host.pages["/loop"] = redirect("/loop")
    host.pages["*"] = lambda asked: redirect(asked.path + "x")
    assert "boucle" in await refusal(fetcher, host.url("/loop"))
    assert "redirections" in await refusal(fetcher, host.url("/more"))
    assert len(host.asked) < 10


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.test/",
        "javascript:alert(1)",
        "http://",
        "/feed",
        "",
        "http://[::1",
        "gopher://a/",
    ],
)
async def test_only_web_addresses_are_asked_also_after_a_redirect(fetcher, host, url):
    await refusal(fetcher, url)
    host.pages["/"] = redirect(url or "http://")
    if url != "/feed":
        await refusal(fetcher, host.url("/"))


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"]
)
async def test_this_machine_is_not_asked_under_any_of_its_names(host, name):
    host.pages["*"] = b"secret"
    async with Fetcher(limits=QUICK) as fetcher:
        await refusal(fetcher, f"http://{name}:{host.port}/")
    assert host.asked == []


async def test_a_private_address_is_refused_with_the_way_out(host):
    async with Fetcher() as fetcher:
        reason = await refusal(fetcher, host.url("/"))
    assert "réseau privé" in reason
    assert "--allow-host" in reason


async def test_a_redirect_into_the_private_network_is_refused(host, other_host):
    host.pages["/"] = redirect(other_host.url("/secret"))
    other_host.pages["*"] = b"secret"
    async with Fetcher(allowed_hosts=[host.name]) as fetcher:
        assert "réseau privé" in await refusal(fetcher, host.url("/"))
    assert other_host.asked == []


class Rebinding(AbstractResolver):
    """A name server that says something public at first, and this machine when it matters."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def resolve(self, host, port=0, family=socket.AF_INET):
        address = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [{"hostname": host, "host": address, "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self):
        pass


async def test_a_name_that_turns_into_this_machine_is_refused_at_connecting(host):
    host.pages["*"] = b"secret"
    async with Fetcher(resolver=Rebinding("127.0.0.1"), limits=QUICK) as fetcher:
        assert "réseau privé" in await refusal(fetcher, f"http://innocent.test:{host.port}/")
    assert host.asked == []


async def test_an_allowed_name_may_be_this_machine_and_no_other_name(host):
    host.pages["*"] = b"x"
    async with Fetcher(allowed_hosts=["mine.test"], resolver=Rebinding("127.0.0.1"), limits=QUICK) as fetcher:
        assert (await fetcher.get(f"http://mine.test:{host.port}/")).body == b"x"
        await refusal(fetcher, f"http://mine.test@other.test:{host.port}/")
        await refusal(fetcher, f"http://other.test:{host.port}/#@mine.test")
        await refusal(fetcher, f"http://mine.test.evil.test:{host.port}/")


async def test_a_host_is_allowed_with_its_port_only_if_one_is_named(host, other_host):
    other_host.pages["*"] = b"x"
    async with Fetcher(allowed_hosts=[f"127.0.0.1:{other_host.port}"]) as fetcher:
        assert (await fetcher.get(other_host.url("/"))).body == b"x"
        await refusal(fetcher, host.url("/"))


@pytest.mark.parametrize(
    ("text", "host"), [("127.0.0.1:8600", "127.0.0.1:8600"), ("A.Test", "a.test"), (" a.test ", "a.test")]
)
def test_an_allowed_host_is_a_name_and_perhaps_a_port(text, host):
    assert parse_allowed_host(text) == host


@pytest.mark.parametrize("text", ["", "http://a.test", "a.test/x", "a:b", "x@a.test", ":80"])
def test_an_allowed_host_that_is_none_names_the_option(text):
    with pytest.raises(SettingsError, match="--allow-host"):
        parse_allowed_host(text)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
        ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("gzip", lambda data: gzip.compress(data) + b"\0\0\0"),
        ("identity", lambda data: data),
    ],
    ids=["gzip", "x-gzip", "deflate", "raw-deflate", "twice", "members", "padding", "identity"],
)
async def test_bodies_are_decompressed(fetcher, host, coding, pack):
    text = b"bonjour " * 5000
    host.pages["/"] = Answer(body=pack(text), headers={"Content-Encoding": coding})
    assert (await fetcher.get(host.url("/"))).body == text


def bomb(size, pack=gzip.compress):
    return pack(b" " * size)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"x" * 100_001),
        Answer(body=b"x" * 100_001, length=-1),
        Answer(body=bomb(50_000_000), headers={"Content-Encoding": "gzip"}),
        Answer(body=bomb(50_000_000, zlib.compress), headers={"Content-Encoding": "deflate"}),
        Answer(body=gzip.compress(bomb(50_000_000)), headers={"Content-Encoding": "gzip, gzip"}),
        Answer(body=gzip.compress(b"x" * 60_000) * 2, headers={"Content-Encoding": "gzip"}),
    ],
    ids=["plain", "endless", "gzip-bomb", "deflate-bomb", "bomb-in-bomb", "members"],
)
async def test_a_body_is_read_up_to_its_bound_after_decompression(fetcher, host, answer):
    host.pages["/"] = answer
    assert "plus de 100000 octets" in await refusal(fetcher, host.url("/"), max_bytes=100_000)


async def test_a_body_of_exactly_the_bound_is_fine(fetcher, host):
    host.pages["/"] = b"x" * 100_000
    assert len((await fetcher.get(host.url("/"), max_bytes=100_000)).body) == 100_000


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(body=b"half", length=8), "tronquée"),
        (Answer(body=gzip.compress(b"x" * 999)[:-9], headers={"Content-Encoding": "gzip"}), "tronquée"),
        (Answer(body=b"no gzip", headers={"Content-Encoding": "gzip"}), "abîmées"),
        (Answer(body=b"x", headers={"Content-Encoding": "br"}), "compression"),
        (Answer(body=b"x", headers={"Content-Encoding": "gzip, gzip, gzip"}), "compression"),
    ],
    ids=["length", "gzip", "not-gzip", "unknown", "thrice"],
)
async def test_a_broken_body_is_an_error_in_words(fetcher, host, answer, reason):
    host.pages["/"] = answer
    assert reason in await refusal(fetcher, host.url("/"))


def writing(*pieces, pause=0.0):
    async def write(writer):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return write


@pytest.mark.parametrize(
    "page",
    [
        writing(b"", pause=60),
        writing(*(bytes([byte]) for byte in b"HTTP/1.1 200 OK\r\n" * 100), pause=0.05),
        writing(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", *[b"x"] * 5000, pause=0.05),
    ],
    ids=["no-answer", "slow-headers", "slow-body"],
)
async def test_one_time_limit_holds_for_the_whole_of_a_request(host, page):
    host.pages["/"] = page
    async with Fetcher(allowed_hosts=[host.name], limits=QUICK) as fetcher:
        assert "à temps" in await refusal(fetcher, host.url("/"))


async def test_one_time_limit_holds_for_all_hops_together(host):
    async def hop(writer):
        await asyncio.sleep(0.25)
        writer.write(redirect(f"/{len(host.asked)}").packed())
        await writer.drain()

    host.pages["*"] = hop
    async with Fetcher(allowed_hosts=[host.name], limits=QUICK) as fetcher:
        assert "à temps" in await refusal(fetcher, host.url("/"))
    assert len(host.asked) <= 4


@pytest.mark.parametrize(
    "answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 two OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nx" * 9000]
)
async def test_an_answer_that_is_no_http_is_an_error_in_words(fetcher, host, answer):
    host.pages["/"] = writing(answer)
    assert await refusal(fetcher, host.url("/"))


async def test_a_closed_port_is_an_error_in_words():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with Fetcher(allowed_hosts=["127.0.0.1"]) as fetcher:
        assert "connexion impossible (refusée par le serveur)" in await refusal(fetcher, f"http://127.0.0.1:{port}/")


async def test_an_unknown_name_is_an_error_in_words():
    class Unknown(Rebinding):
        async def resolve(self, *_, **__):
            raise OSError("no such name")

    async with Fetcher(resolver=Unknown()) as fetcher:
        assert "site introuvable" in await refusal(fetcher, "http://nowhere.test/")


async def test_at_most_two_requests_at_once_at_a_host(fetcher, host):
    host.slow(b"x", 0.05)
    await asyncio.gather(*(fetcher.get(host.url(f"/{n}")) for n in range(10)))
    assert host.most_in_flight == 2
    assert len(host.asked) == 10


async def test_requests_to_strangers_start_a_pause_apart(host):
    host.pages["*"] = b"x"
    limits = Limits(host_spacing_seconds=0.2)
    starts = []
    loop = asyncio.get_running_loop()
    async with Fetcher(allowed_hosts=["mine.test"], resolver=Rebinding("127.0.0.1"), limits=limits) as fetcher:

        async def one(number):
            await fetcher.get(f"http://mine.test:{host.port}/{number}")
            starts.append(loop.time())

        begin = loop.time()
        await asyncio.gather(*map(one, range(4)))
    assert max(starts) - begin >= 0.6 - 0.01


async def test_an_article_is_fetched_if_the_site_lets_robots(fetcher, host):
    host.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /private/\n\nUser-agent: alaminute\nDisallow: /not-for-us/\n",
        "/a": b"page",
        "/private/b": b"page",
        "/not-for-us/c": b"page",
    }
    assert (await fetcher.get_article(host.url("/a"))).body == b"page"
    assert (await fetcher.get_article(host.url("/private/b"))).body == b"page"
    with pytest.raises(FetchError, match=r"robots\.txt"):
        await fetcher.get_article(host.url("/not-for-us/c"))
    assert host.paths() == ["/robots.txt", "/a", "/private/b"]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Answer(404), True),
        (Answer(403), True),
        (Answer(500), False),
        (Answer(503), False),
        (redirect("/elsewhere"), True),
        (redirect("/robots.txt"), False),
        (b"<html>not a robots file", True),
        (b"\xff\xfe\x00", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", False),
    ],
)
async def test_what_robots_txt_answers_decides_as_rfc_9309_says(fetcher, host, robots, allowed):
    host.pages |= {"/robots.txt": robots, "/page": b"page", "/elsewhere": b"User-agent: *\nAllow: /"}
    if allowed:
        assert (await fetcher.get_article(host.url("/page"))).status == 200
    else:
        with pytest.raises(FetchError):
            await fetcher.get_article(host.url("/page"))


async def test_a_site_that_cannot_be_reached_is_not_said_to_refuse_robots(fetcher):
    with pytest.raises(FetchError) as refused:
        await fetcher.get_article("http://127.0.0.1:1/page")
    assert "robots" not in refused.value.reason


async def test_a_missing_article_is_an_error_in_words(fetcher, host):
    with pytest.raises(FetchError, match="page introuvable"):
        await fetcher.get_article(host.url("/nowhere"))


async def test_an_address_that_somebody_else_has_claimed_is_not_asked(fetcher, host):
    host.pages |= {"/a": redirect("/b", 301), "/b": b"x"}
    response = await fetcher.get(host.url("/a"), guide=Guide(claim=lambda address: not address.endswith("/b")))
    assert (response.status, response.url, host.paths()) == (301, host.url("/b"), ["/a"])


async def test_a_host_that_took_all_its_time_is_not_given_it_again_in_that_run(host):
    host.pages["*"] = writing(b"", pause=60)
    loop = asyncio.get_running_loop()
    async with Fetcher(allowed_hosts=[host.name], limits=Limits(total_seconds=1.5, patience_seconds=0.05)) as fetcher:
        await refusal(fetcher, host.url("/first"))
        start = loop.time()
        await asyncio.gather(*(refusal(fetcher, host.url(f"/{n}")) for n in range(6)))
    assert loop.time() - start < 1.5


async def test_a_body_that_is_too_large_tells_its_validators_all_the_same(fetcher, host):
    host.pages["/"] = Answer(body=b"x" * 2000, headers={"ETag": '"1"'})
    with pytest.raises(TooLargeFetchError) as caught:
        await fetcher.get(host.url("/"), max_bytes=1000)
    assert (caught.value.response.headers["etag"], caught.value.response.body) == ('"1"', b"x" * 1000)


async def test_a_redirect_to_a_site_that_wants_no_robots_is_not_followed(fetcher, host, other_host):
    host.pages["/a"] = redirect(other_host.url("/b"))
    other_host.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /b", "/b": b"page"}
    with pytest.raises(FetchError, match=r"robots\.txt"):
        await fetcher.get_article(host.url("/a"))
    assert other_host.paths() == ["/robots.txt"]
    other_host.pages["/c"] = b"page"
    host.pages["/a"] = redirect(other_host.url("/c"))
    assert (await fetcher.get_article(host.url("/a"))).url == other_host.url("/c")


async def test_articles_that_redirect_for_ever_are_given_up(fetcher, host):
    host.pages["/loop"] = redirect("/loop")
    host.pages["*"] = lambda asked: Answer(404) if "robots" in asked.path else redirect(asked.path + "x")
    for path in ("/loop", "/more"):
        with pytest.raises(FetchError, match="redirections"):
            await fetcher.get_article(host.url(path))


async def test_the_beginning_of_an_endless_robots_txt_holds(fetcher, host):
    host.pages |= {"/robots.txt": b"User-agent: *\nDisallow: /a\n" + b"# x\n" * 200_000, "/a": b"page", "/b": b"page"}
    assert (await fetcher.get_article(host.url("/b"))).status == 200
    with pytest.raises(FetchError, match=r"robots\.txt"):
        await fetcher.get_article(host.url("/a"))


async def test_a_request_is_held_back_at_its_turn_until_the_caller_is_ready(fetcher, host):
    host.pages["*"] = b"x"
    ready = asyncio.Event()
    waiting = asyncio.ensure_future(fetcher.get(host.url("/a"), guide=Guide(ready=ready.wait)))
    await fetcher.get(host.url("/b"))
    assert host.paths() == ["/b"]
    ready.set()
    assert (await waiting).status == 200
