"""The site that is audited: what `make demo` shows, and one of each thing that it lacks, built as for publication."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import filelock

from alaminute.commands.run import Run
from alaminute.console import Console
from alaminute.demo.showing import show
from alaminute.settings import load_settings
from audit.samples import FILES
from birthdays.made_up import made_up_files
from theming.built_site import ROOT, write

# Seven years of so many made-up brands, beside those of the shipped content: more than most archives hold.
BRANDS = 8
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def once(base: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` below `base`, which all processes of a test run share; the first one fills it by `make`."""
    folder = base / name
    with filelock.FileLock(base / f"{name}.lock"):
        if not folder.exists():
            # What failed half-way must not pass for made.
            making = base / f"{name}-in-the-making"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder


def build_audited_site(folder: Path) -> None:
    """Collect, draft and build; the site is in `folder`/output."""
    content = folder / "own" / "content"
    shutil.copytree(ROOT / "content", content)
    birthdays = {f"birthdays/{name}": text for name, text in made_up_files(brands=BRANDS)}
    write(content, {**FILES, **birthdays})
    settings = replace(load_settings(ROOT / "pelicanconf.py"), content=content, output=folder / "output")
    done = show(Run(settings, Console(quiet=True), NOW), folder / "demo", ROOT / "publishconf.py")
    assert done == 0
