"""Posts' headers, looked at before a build: each fault with its line."""

from pathlib import Path

import pytest

from alaminute.checking import check_content
from theming.built_site import write

POST = "Title: Un\nDate: 2010-01-01\n{}\n\nUn texte.\n"


def problems(folder: Path, **posts: str) -> list[str]:
    """The faults of posts with these header lines, without their folder."""
    write(folder, {f"posts/{name}.md": POST.format(lines) for name, lines in posts.items()})
    found = check_content(folder, {"SLUG_REGEX_SUBSTITUTIONS": [(r"\W+", "-")]}).problems
    return [f"{Path(problem.path).name}:{problem.line}: {problem.reason}" for problem in found]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("Series: S\nSeries_index: deux", "un.md:4: « deux » n'est pas un nombre"),
        ("Source_date: 30/03/10", "un.md:3: « 30/03/10 » n'est pas une date"),
        ("Related: deux, trois", "un.md:3: « trois » ne désigne aucun billet publié"),
        ("Lang: fr\nRelated: brouillon", "un.md:4: « brouillon » ne désigne aucun billet publié"),
    ],
)
def test_a_header_that_no_build_could_use_is_named_with_its_line(tmp_path: Path, lines: str, fault: str) -> None:
    others = {"deux": "Slug: deux", "brouillon": "Slug: brouillon\nStatus: draft"}
    assert problems(tmp_path, un=lines, **others) == [fault]


@pytest.mark.parametrize("slug", ["mon-slug", "un", "2026-w47"])
def test_a_post_is_named_by_its_slug_its_title_or_its_week(tmp_path: Path, slug: str) -> None:
    week = "Title: Lectures\nDate: 2026-11-20\nWeek: 2026-W47\n\n## [a](https://a.example/)\n\n- Mots : 9\n"
    write(tmp_path, {"selections/s.md": week})
    assert problems(tmp_path, a=f"Related: {slug}", b="Slug: mon-slug") == []


def test_what_pelican_would_take_is_no_fault(tmp_path: Path) -> None:
    assert problems(tmp_path, un="Series_index: sans série\nSource_date: 2010-03-30\nRelated:") == []
