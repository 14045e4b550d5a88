"""What the tests of the whole command share: one host and one runner a module, a blog a test."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from feeds.host import Host
from weekly.blog import FRIDAY, Blog, make_blog
from weekly.publications import article_of_week, publications, publish
from weekly.runs import Runner, running

FEEDS = ("alpha", "bravo", "charlie")


@pytest.fixture(scope="module")
def module_host() -> Iterator[Host]:
    with publications() as host:
        yield host


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with running(tmp_path_factory.mktemp("said")) as started:
        yield started


@pytest.fixture
def host(module_host: Host) -> Host:
    """The module's host with three publications, each with an article of the week."""
    module_host.pages.clear()
    module_host.asked.clear()
    publish(module_host, FEEDS, [FRIDAY])
    return module_host


@pytest.fixture
def blog(tmp_path: Path, host: Host, runner: Runner) -> Blog:
    return make_blog(tmp_path / "blog", host, runner, *(f"/{feed}" for feed in FEEDS))


@pytest.fixture
def expected() -> Callable[..., list[str]]:
    """What a week's file must link to."""

    def paths(friday: datetime = FRIDAY) -> list[str]:
        return sorted(article_of_week(friday, feed).path for feed in FEEDS)

    return paths
