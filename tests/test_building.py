"""A build that dies at any of its steps leaves a site that the next one makes whole."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from alaminute import building
from alaminute.building import BuildError, build_site

FORMER = {"index.html": "ancien", "theme/style.css": "ancien", "retirée/index.html": "ancien"}
NEW = {"index.html": "neuf", "theme/style.css": "neuf", "ajoutée/index.html": "neuf", "deux mots.txt": "neuf"}
# Not ours: a file that the author put there.
FOREIGN = {"CNAME": "www.blog.fr"}
# Content that Pelican refuses.
WRONG: dict[str, str] = {}


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, dict[str, str]], object]:
    """Build a site of the given files, without waiting for Pelican."""

    def run(output: Path, files: dict[str, str]) -> object:
        def pelican(_content: Path, stage: Path, _settings: Path) -> tuple[str, ...]:
            write(stage, files)
            if files is WRONG:
                raise BuildError("refusé")
            return ()

        monkeypatch.setattr(building, "_run_pelican", pelican)
        monkeypatch.setattr(building, "build_search_index", lambda _: None)
        return build_site(Path("content"), output, Path("settings"), say=lambda _: None)

    return run


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def site(output: Path) -> dict[str, str]:
    """The files that readers find; what is hidden is the build's own."""
    paths = (path for path in output.rglob("*") if path.is_file())
    found = {path.relative_to(output).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return {name: text for name, text in found.items() if not name.startswith(".")}


def hidden(output: Path) -> list[str]:
    return sorted(path.name for path in output.glob(".*"))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["CRITICAL FaultError: a.md : non", "Traceback", "alaminute.x.FaultError: a.md : non"],
            ["FaultError: a.md : non"],
        ),
        (["ERROR Could not process a.md", "| ValueError: non"], ["Could not process a.md"]),
        (["rien", "de clair"], ["rien", "de clair"]),
    ],
    ids=["an exception twice", "an error and its cause", "nothing loud"],
)
def test_of_what_pelican_says_an_author_gets_each_error_once(lines: list[str], told: list[str]):
    assert building._telling(lines) == told


@contextmanager
def dying_after(steps: int) -> Iterator[None]:
    """Let so many changes of names on the disk happen, then none: as if the process had been killed."""
    left = iter(range(steps))

    def mortal(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            if next(left, None) is None:
                raise Killed
            return real(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((Path, "rename"), (Path, "replace"), (shutil, "rmtree")):
            patch.setattr(owner, name, mortal(getattr(owner, name)))
        yield


def test_a_build_replaces_what_was_its_own_and_nothing_else(build, tmp_path: Path):
    write(tmp_path, FOREIGN)
    build(tmp_path, FORMER)
    assert site(tmp_path) == FORMER | FOREIGN
    build(tmp_path, NEW)
    assert site(tmp_path) == NEW | FOREIGN
    assert hidden(tmp_path) == [".alaminute"]


def test_the_output_folder_stays_the_same_folder_for_who_stands_in_it(build, tmp_path: Path):
    build(tmp_path, FORMER)
    before = tmp_path.stat().st_ino
    build(tmp_path, NEW)
    assert tmp_path.stat().st_ino == before


def test_a_build_that_pelican_refuses_leaves_the_former_site_or_no_folder(build, tmp_path: Path):
    output = tmp_path / "output"
    with pytest.raises(BuildError):
        build(output, WRONG)
    assert not output.exists()
    build(output, FORMER)
    with pytest.raises(BuildError):
        build(output, WRONG)
    assert site(output) == FORMER
    assert hidden(output) == [".alaminute"]


@pytest.mark.parametrize("following", [FORMER, WRONG], ids=["works", "is refused"])
def test_a_build_killed_at_any_step_is_made_whole_by_the_next_even_if_that(build, tmp_path: Path, following):
    seen = []
    for step in itertools.count():
        output = tmp_path / str(step)
        write(output, FOREIGN)
        build(output, FORMER)
        try:
            with dying_after(step):
                build(output, NEW)
            break
        except Killed:
            ready = (output / ".complet").is_dir()
        assert ready or site(output) in (FORMER | FOREIGN, NEW | FOREIGN)

        with suppress(BuildError):
            build(output, following)

        seen.append("neuf" if site(output) == NEW | FOREIGN else "ancien")
        assert site(output) in (FORMER | FOREIGN, NEW | FOREIGN)
        assert hidden(output) == [".alaminute"]
    assert len(seen) > len(NEW) + len(FORMER)
    if following is WRONG:
        # Once the new site was ready, the very next build put it in place.
        assert seen == sorted(seen)
        assert {"ancien", "neuf"} == set(seen)


def test_an_interrupted_swap_is_finished_before_the_process_ends(build, tmp_path: Path, monkeypatch):
    build(tmp_path, FORMER)
    real, calls = Path.rename, itertools.count()

    def interrupted(path: Path, target: Path) -> Path:
        if next(calls) == 3:
            raise KeyboardInterrupt
        return real(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, NEW)
    assert site(tmp_path) == NEW
