"""Whatever happens to a week's file between runs, no line of the author's is lost, moved, doubled or changed.

Random authors type, edit and delete; runs refresh; the store is lost; a run is killed at any of its writes.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alaminute import files
from alaminute.articles.model import Article
from alaminute.errors import SiteError
from alaminute.feeds.model import FeedState
from alaminute.feeds.storage import Store
from alaminute.selections import shelf as shelf_module
from alaminute.selections.choosing import DraftPlan
from alaminute.selections.offering import page_key
from alaminute.selections.preparing import Sources, drop, prepare_draft, refresh_draft, take
from alaminute.selections.selecting import Limits
from alaminute.selections.shelf import Shelf, load_selection
from alaminute.weeks import Week
from selections.samples import NOW, entry, feed

WEEK = Week(2026, 47)
NAMES = "abcdef"


async def read(urls: Sequence[str]) -> Mapping[str, Article]:
    return {url: Article(url, NOW, "read", 120) for url in urls}


class Killed(BaseException):
    """A run was killed at one of its writes."""


class Life:
    """An author, a folder and a machine."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.shelf = Shelf(folder / "selections")
        self.store = store
        self.published = 0
        self.path = self.shelf.folder / f"{WEEK}.md"
        # Pages that the author took out: they must never come back.
        self.deleted: set[str] = set()

    def plan(self) -> DraftPlan:
        return DraftPlan(
            WEEK, NOW + timedelta(hours=1), ZoneInfo("UTC"), limits=Limits(minutes=60, items=30, per_feed=30)
        )

    def sources(self) -> Sources:
        return Sources([feed(name) for name in NAMES], self.store, read)

    def publish(self) -> None:
        self.published += 1
        name = NAMES[self.published % len(NAMES)]
        new = entry(name, f"n{self.published}", title=f"Nouvelle {self.published} de {name}")
        self.store.save_outcome(FeedState(new.feed_url), [new], now=NOW)

    def text(self) -> str:
        return self.path.read_bytes().decode() if self.path.exists() else ""

    def pages(self) -> list[str]:
        if not self.path.exists():
            return []
        return [page_key(item.url) for item in load_selection(self.path).selection.items if item.url]


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch):
    """A function that has the next run killed before, or just after, its n-th write."""
    real = files.write_atomically
    state = {"left": -1, "after": False}

    def write(path: Path, data: str | bytes) -> None:
        if state["left"] == 0:
            if state["after"]:
                real(path, data)
            state["left"] = -1
            raise Killed
        state["left"] -= 1
        real(path, data)

    monkeypatch.setattr(shelf_module, "write_atomically", write)

    def at(write_number: int, *, after: bool) -> None:
        state.update(left=write_number, after=after)

    return at


TYPED = st.sampled_from(["Mon avis.", "« Voilà : ceci ! »", "x"])
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.integers(1, 4)),
        st.tuples(st.just("refresh"), st.none()),
        st.tuples(st.just("draft"), st.none()),
        st.tuples(st.just("killed"), st.tuples(st.integers(0, 2), st.booleans())),
        st.tuples(st.just("delete"), st.integers(0, 30)),
        st.tuples(st.just("type"), st.tuples(st.integers(0, 40), TYPED)),
        st.tuples(st.just("by hand"), st.integers(0, 3)),
        st.tuples(st.just("take"), st.integers(1, 8)),
        st.tuples(st.just("drop"), st.integers(0, 30)),
        st.tuples(st.just("crlf"), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=120, suppress_health_check=list(settings.default.suppress_health_check))
@given(operations=OPERATIONS)
def test_no_line_is_ever_lost_doubled_or_changed(operations: list[tuple]) -> None:
    with (
        TemporaryDirectory() as folder,
        Store.open(":memory:") as store,
        pytest.MonkeyPatch.context() as patch,
    ):
        live(Life(Path(folder), store), operations, kill.__wrapped__(patch))


def live(life: Life, operations: list[tuple], kill_at) -> None:
    for name, value in operations:
        before, pages = life.text(), life.pages()
        if name == "publish":
            for _ in range(value):
                life.publish()
        elif name in {"refresh", "draft", "killed"}:
            run(life, name, value, kill_at)
            check_machine(life, before)
        elif name in {"take", "drop"}:
            change(life, name, value, pages)
        elif before:
            edit(life, name, value)
        after = life.pages()
        assert len(after) == len(set(after)), "an item is there twice"
        assert not life.deleted & set(after), "what the author deleted came back"


def run(life: Life, name: str, value, kill_at) -> None:
    if name == "killed":
        kill_at(value[0], after=value[1])
    try:
        if name == "draft":
            asyncio.run(prepare_draft(life.plan(), life.sources(), life.shelf))
        else:
            asyncio.run(refresh_draft(life.plan(), life.sources(), life.shelf))
    except Killed:
        pass
    kill_at(-1, after=False)


def check_machine(life: Life, before: str) -> None:
    """All that was there is there still, in its order; a measure is the only line ever put in between."""
    lines = iter(life.text().splitlines())
    for line in before.splitlines():
        for found in lines:
            if found == line:
                break
            assert found.startswith("- Mots : ") or not found.strip() or not before, f"{found!r} before {line!r}"
        else:
            pytest.fail(f"lost: {line!r}")


def change(life: Life, name: str, value: int, pages: list[str]) -> None:
    """The author takes an entry or drops an item; what is refused changes nothing."""
    before = life.text()
    url = f"https://{NAMES[value % len(NAMES)]}.test/n{value}" if name == "take" else ""
    if name == "drop" and pages:
        url = f"https://{pages[value % len(pages)]}"
    try:
        if name == "take":
            asyncio.run(take(life.plan(), life.sources(), life.shelf, url))
            life.deleted.discard(page_key(url))
        elif url:
            drop(life.plan(), life.shelf, url)
            life.deleted.add(page_key(url))
    except SiteError:
        assert life.text() == before


def edit(life: Life, name: str, value) -> None:
    """The author saves the file."""
    text = life.text()
    if name == "delete":
        loaded = load_selection(life.path)
        records = loaded.document.records
        if records:
            gone = records[value % len(records)]
            life.path.write_bytes(text.replace(gone.source, "", 1).encode())
            life.deleted |= {
                page_key(item.url) for item in loaded.selection.items if item.line == gone.line and item.url
            }
    elif name == "type":
        place, words = value
        parts = text.split("\n\n")
        at = min(len(parts), 1 + place)
        life.path.write_bytes("\n\n".join([*parts[:at], words, *parts[at:]]).encode())
    elif name == "by hand":
        if f"hand.test/{value}" not in text:
            life.path.write_bytes(f"{text}\n## [À la main {value}](https://hand.test/{value})\n\nÀ lire.".encode())
            life.deleted.discard(f"hand.test/{value}")
    elif name == "crlf":
        life.path.write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode())


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    with Store.open(":memory:") as store:
        yield Life(tmp_path, store)


def test_an_item_typed_by_hand_gets_its_measure_and_nothing_else(life: Life) -> None:
    life.publish()
    asyncio.run(prepare_draft(life.plan(), life.sources(), life.shelf))
    typed = life.text() + "\n## [Trouvé](https://hand.test/1)\n\nMon avis : lisez.\n\n## Fin\n\nÀ lundi !"
    life.path.write_text(typed, encoding="utf-8")

    asyncio.run(refresh_draft(life.plan(), life.sources(), life.shelf))

    heading = "## [Trouvé](https://hand.test/1)\n"
    assert life.text() == typed.replace(heading, f"{heading}- Mots : 120\n")
    assert [item.words for item in load_selection(life.path).selection.items] == [120, 120]


def test_an_item_that_the_author_edited_is_not_dropped(life: Life) -> None:
    life.publish()
    asyncio.run(prepare_draft(life.plan(), life.sources(), life.shelf))
    life.path.write_text(life.text() + "\nMon avis.\n", encoding="utf-8")
    before = life.text()

    with pytest.raises(SiteError, match="cette lecture porte votre texte"):
        drop(life.plan(), life.shelf, "https://b.test/n1")

    assert life.text() == before
