"""One Pelican build: checked first, fatal on any error, swapped in only when complete.

Pelican writes into a folder of its own inside the output folder. When all pages and the search index are there, each of
its entries is renamed into place; a build that fails or is killed leaves the former site as it was.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alaminute.errors import SiteError, os_reason
from alaminute.files import WriteError, write_atomically
from alaminute.theming.search_index import build_search_index

_STAGE = ".en-construction"
_FORMER = ".ancien"
# The names at the top of the output folder that the last build put there: only those are ever replaced or removed.
_MANIFEST = ".alaminute"


_LOUD = re.compile(r"^(?:ERROR|CRITICAL)\b|^\s*[\w.]*(?:Error|Exception)\b.*:")


class BuildError(SiteError):
    """Pelican refused something; the message is what it said."""


@dataclass(frozen=True)
class Built:
    """What a build left: the number of HTML pages and Pelican's warnings."""

    pages: int
    warnings: tuple[str, ...]


def build_site(content: Path, output: Path, settings_file: Path, *, say: Callable[[str], None]) -> Built:
    """Build `content` into `output` with those settings. Raises BuildError, WriteError, SearchIndexError.

    `say` gets a line when a long step begins.
    """
    stage = output / _STAGE
    try:
        _empty_folder(stage)
        say("Pelican construit les pages…")
        warnings = _run_pelican(content, stage, settings_file)
        say("Pagefind prépare la recherche…")
        build_search_index(stage)
        pages = sum(1 for _ in stage.rglob("*.html"))
        _swap_in(stage, output)
    except OSError as error:
        raise WriteError(f"{output} : écriture impossible ({os_reason(error)}) ; l'ancien site est intact") from error
    finally:
        for folder in (stage, output / _FORMER):
            shutil.rmtree(folder, ignore_errors=True)
    return Built(pages, warnings)


def _run_pelican(content: Path, stage: Path, settings_file: Path) -> tuple[str, ...]:
    """Pelican's warnings; raises BuildError with what it says if it does not succeed."""
    command = [sys.executable, "-m", "pelican", str(content), "--settings", str(settings_file)]
    command += ["--output", str(stage), "--fatal", "errors"]
    # Its lines are read here, not in a terminal that would wrap them.
    environment = {**os.environ, "COLUMNS": "1000", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603  # our own interpreter, no shell
        command, capture_output=True, encoding="utf-8", errors="replace", check=False, env=environment
    )
    lines = [line for text in (done.stdout + done.stderr).splitlines() if (line := _bare(text))]
    if done.returncode:
        raise BuildError("la construction du site a échoué :\n" + "\n".join(_telling(lines)))
    return tuple(dict.fromkeys(line for line in lines if line.startswith("WARNING")))


def _bare(line: str) -> str:
    """A line of Pelican's log without its clock, its padding and the place in Pelican that wrote it."""
    return re.sub(r"^\[[\d:]+\]\s*|\s+\w+\.py:\d+$", "", re.sub(r"\s{2,}", " ", line.strip())).strip()


def _telling(lines: list[str]) -> list[str]:
    """What an author can use of Pelican's lines: its errors and their causes, else the last of all."""
    loud = [line for line in lines if _LOUD.search(line) and "Warning or error encountered" not in line]
    return loud or lines[-15:]


def _empty_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _swap_in(stage: Path, output: Path) -> None:
    """Rename every entry of `stage` into `output`, then drop what the last build had and this one has not."""
    former = output / _FORMER
    _empty_folder(former)
    names = sorted(entry.name for entry in stage.iterdir())
    manifest = output / _MANIFEST
    known = manifest.read_text(encoding="utf-8").split("\n") if manifest.exists() else []
    # Written first: after a crash in the middle, the next build still knows all that is ours.
    write_atomically(manifest, "\n".join(sorted({*names, *known} - {""})))
    for name in names:
        target = output / name
        if target.exists() or target.is_symlink():
            target.rename(former / name)
        (stage / name).rename(target)
    for name in set(known) - set(names) - {""}:
        if (output / name).exists():
            (output / name).rename(former / name)
    write_atomically(manifest, "\n".join(names))
