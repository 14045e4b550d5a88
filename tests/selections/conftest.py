"""A desk with nothing on it yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alaminute.feeds.storage import Store
from selections.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An empty shelf below the current folder, and an empty store."""
    monkeypatch.chdir(tmp_path)
    with Store.open(":memory:") as store:
        yield Desk(store, tmp_path)
