"""kill -9 at any moment of a week's run: the next run works, nothing is lost or doubled, no site is half of two."""

import random
import re
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from alaminute.site_links import BrokenLink, Site
from weekly.blog import FRIDAY, Blog, articles_of_week, publish, site
from weekly.conftest import FEEDS
from weekly.runs import Runs

FRIDAYS = [FRIDAY + timedelta(days=7 * number) for number in range(6)]
KILLS_A_WEEK = 4


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
        found = site(self.blog)
        if found == self.site:
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


def test_a_week_killed_at_any_moment_loses_and_doubles_nothing(blog: Blog, runs: Runs, expected):
    chance = random.Random(47)  # noqa: S311 - repeatable, not secret
    author = Author(blog)
    duration, ends = 2.0, set()
    for friday in FRIDAYS:
        week = f"{friday:%G-W%V}"
        for feed in FEEDS:
            # The feeds go on publishing, and still hold what they published before.
            days = [day for day in FRIDAYS if day <= friday]
            publish(blog.host, feed, [article for day in days for article in articles_of_week(day, feed)])

        def check(week: str = week, friday: datetime = friday) -> None:
            if week not in author.files and blog.file(week).exists():
                assert blog.paths(week) == expected(friday)
            author.edit(week)
            assert author.finds_the_files()
            assert blog.weeks() == sorted(author.files)
            assert author.finds_a_whole_site(runs.number)

        for kill in range(KILLS_A_WEEK):
            # Most of them while feeds and pages are read: that half of a run happens only once a week.
            longest = duration if kill == KILLS_A_WEEK - 1 else duration / 2
            ends.add(runs.one(friday, kill_after=chance.uniform(0, longest)))
            check()
        start = time.monotonic()
        assert runs.one(friday) == 0
        duration = time.monotonic() - start
        check()
        author.site = site(blog)
        assert not list(blog.output.glob(".en-construction*"))
    assert author.files.keys() == {f"{friday:%G-W%V}" for friday in FRIDAYS}
    assert -9 in ends
    assert ends <= {0, -9}
    assert "Traceback" not in runs.said.read_text(encoding="utf-8")
