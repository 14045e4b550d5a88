"""What the tests of the whole command share: one host a module, a blog a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feeds.host import Host
from weekly.blog import FRIDAY, Blog, articles_of_week, make_blog, publications, publish
from weekly.runs import Runs, running

FEEDS = ("alpha", "bravo", "charlie")


@pytest.fixture(scope="module")
def module_host() -> Iterator[Host]:
    with publications() as host:
        yield host


@pytest.fixture
def host(module_host: Host) -> Host:
    """The module's host with three publications, each with an article of the week."""
    module_host.pages.clear()
    module_host.asked.clear()
    for feed in FEEDS:
        publish(module_host, feed, articles_of_week(FRIDAY, feed))
    return module_host


@pytest.fixture
def blog(tmp_path: Path, host: Host) -> Blog:
    return make_blog(tmp_path / "blog", host, *(f"/{feed}" for feed in FEEDS))


@pytest.fixture
def runs(blog: Blog) -> Iterator[Runs]:
    with running(blog) as started:
        yield started


@pytest.fixture
def expected() -> Callable[..., list[str]]:
    """What a week's file must link to."""

    def paths(friday=FRIDAY, feeds=FEEDS) -> list[str]:
        return sorted(article.path for feed in feeds for article in articles_of_week(friday, feed))

    return paths
