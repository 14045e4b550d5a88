"""kill -9 at any moment of a week's run: the next run works, nothing is lost or doubled, no site is half of two."""

import itertools
import random
import re
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from alaminute.site_links import BrokenLink, Site
from weekly.blog import FRIDAY, Blog, site
from weekly.conftest import FEEDS
from weekly.publications import publish

FRIDAYS = [FRIDAY + timedelta(days=7 * number) for number in range(5)]
KILLS_A_WEEK = 5


@dataclass
class Author:
    """What the author has, and must find again: edited files, and a site."""

    blog: Blog
    files: dict[str, bytes] = field(default_factory=dict)
    site: dict[str, bytes] = field(default_factory=dict)

    def edit(self, week: str) -> None:
        """Comment one item of a new file, delete another, add one of one's own."""
        file = self.blog.file(week)
        if week in self.files or not file.exists():
            return
        head, first, second, *others = re.split(r"(?m)^(?=## )", file.read_text(encoding="utf-8"))
        mine = f"## [À moi](https://ailleurs.example/{week})\n\n- Mots : 500\n\nVu en passant.\n\n"
        del second
        file.write_text("".join([head, first, "Mon avis : oui.\n\n", mine, *others]), encoding="utf-8")
        self.files[week] = file.read_bytes()

    def finds_the_files(self) -> bool:
        return all(self.blog.file(week).read_bytes() == data for week, data in self.files.items())

    def finds_a_whole_site(self, number: int) -> bool:
        """The former site, or that of run `number`, whose name stands on each page."""
        if (self.blog.output / ".complet").exists():
            return True  # killed among the renames, which the next run finishes: see test_building
        former, found = self.site, site(self.blog)
        self.site = found
        if found == former:
            return True
        pages = [data.decode() for name, data in found.items() if name.endswith(".html")]
        assert {name for page in pages for name in re.findall(r"Le blog \d+", page)} == {f"Le blog {number}"}
        assert {"index.html", "404.html", "sitemap.xml", "pagefind/pagefind-entry.json"} <= found.keys()
        return self._broken_links(found) == []

    def _broken_links(self, found: dict[str, bytes]) -> list[BrokenLink]:
        """Those of what readers find, without what a killed build may have left beside it."""
        with TemporaryDirectory() as folder:
            for name, data in found.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            return Site(Path(folder)).broken_links()


def test_a_week_killed_at_any_moment_loses_and_doubles_nothing(blog: Blog, expected):
    chance = random.Random(47)  # noqa: S311 - repeatable, not secret
    author, numbers = Author(blog), itertools.count(1)
    duration, ends = 2.0, set()

    def run(friday: datetime, kill_after: float | None = None) -> int:
        number, week = next(numbers), f"{friday:%G-W%V}"
        environment = {"BLOG": f"Le blog {number}"}
        ended = blog.runner.run(blog.folder, blog.command(now=friday), environment, kill_after)
        if week not in author.files and blog.file(week).exists():
            assert blog.paths(week) == expected(friday)
        author.edit(week)
        assert author.finds_the_files()
        assert blog.weeks() == sorted(author.files)
        assert author.finds_a_whole_site(number)
        return ended.code

    for number, friday in enumerate(FRIDAYS):
        # The feeds go on publishing, and still hold what they published before.
        publish(blog.host, FEEDS, FRIDAYS[: number + 1])
        for kill in range(KILLS_A_WEEK):
            # Most of them while feeds and pages are read: that half of a run happens only once a week.
            longest = duration if kill == KILLS_A_WEEK - 1 else duration / 2
            ends.add(run(friday, kill_after=chance.uniform(0, longest)))
        start = time.monotonic()
        assert run(friday) == 0
        duration = time.monotonic() - start
        assert sorted(path.name for path in blog.output.glob(".*")) == [".alaminute"]
    assert author.files.keys() == {f"{friday:%G-W%V}" for friday in FRIDAYS}
    assert -9 in ends
    assert ends <= {0, -9}
