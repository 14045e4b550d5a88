"""What the tests of feeds share: loopback hosts, a store in memory, a moment, small feeds."""

from pathlib import Path

import pytest

from alaminute.feeds.storage import Store
from feeds.host import serving

DATA = Path(__file__).parent.parent / "data" / "feeds"
ENTRY = "<item><title>{0}</title><link>http://site.test/{0}</link><guid>{0}</guid></item>"


@pytest.fixture
async def host():
    async with serving() as one:
        yield one


@pytest.fixture
async def other_host():
    async with serving() as one:
        yield one


@pytest.fixture
def store():
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture
def data():
    """A file of tests/data/feeds, by its name."""
    return lambda name: (DATA / name).read_bytes()


@pytest.fixture
def rss():
    """A small RSS feed with an entry for each name."""

    def make(*names: str, channel: str = "") -> bytes:
        items = "".join(ENTRY.format(name) for name in names)
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Le flux</title><link>http://site.test/</link>'
            f"{channel}{items}</channel></rss>"
        ).encode()

    return make
