"""One Pelican build: fatal on any error, swapped in only when complete.

    stage ─▶ Pelican ─▶ search index ─▶ « ready » ─▶ each entry renamed into place

Pelican writes into a folder of its own inside the output folder; a build that fails or is killed leaves the former site
as it was. One rename makes the stage ready: a process that is killed after it, among the renames of the entries, leaves
them to the next build, which finishes them before anything else. The output folder itself stays the same folder, for
servers and shells that stand in it. Whoever calls sees to it that one build at a time works on an output folder.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alaminute.errors import SiteError, os_reason
from alaminute.files import WriteError, write_atomically
from alaminute.theming.search_index import build_search_index

# Each build has a stage of its own: Pelican may outlive a killed parent for a moment, and must not write into the next.
_STAGE = ".en-construction-"
_READY = ".complet"
_FORMER = ".ancien"
# The names at the top of the output folder that the last build put there: only those are ever replaced or removed.
_MANIFEST = ".alaminute"

_LOUD = re.compile(r"^(?:ERROR|CRITICAL)\b|^\s*[\w.]*(?:Error|Exception)\b.*:")

# Of files that are not there, which our own warnings name with the post and its line.
_DOUBLED = re.compile(r"^WARNING Cannot get modification stamp")
_PREFIX = re.compile(r"^(?:ERROR|CRITICAL)\s+|^(?:\w+\.)+(?=\w*(?:Error|Exception)\b)")


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
    _settle(output)  # what a killed build has left
    try:
        output.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=output))
        say("Pelican construit les pages…")
        warnings = _run_pelican(content, stage, settings_file)
        say("Pagefind prépare la recherche…")
        build_search_index(stage)
        pages = sum(1 for _ in stage.rglob("*.html"))
        _make_ready(stage, output)
        _settle(output)
    except OSError as error:
        raise WriteError(f"{output} : écriture impossible ({os_reason(error)}) ; l'ancien site est intact") from error
    finally:
        _settle(output)  # once more, in case of Ctrl+C in the middle
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
    return tuple(dict.fromkeys(line for line in lines if line.startswith("WARNING") and not _DOUBLED.search(line)))


def _bare(line: str) -> str:
    """A line of Pelican's log without its clock, its padding and the place in Pelican that wrote it."""
    return re.sub(r"^\[[\d:]+\]\s*|\s+\w+\.py:\d+$", "", re.sub(r"\s{2,}", " ", line.strip())).strip()


def _telling(lines: list[str]) -> list[str]:
    """What an author can use of Pelican's lines: its errors and their causes, each once, else the last of all."""
    loud = [line for line in lines if _LOUD.search(line) and "Warning or error encountered" not in line]
    # Pelican logs an exception by its name, and shows it again with its module at the end of a traceback.
    return list(dict.fromkeys(_PREFIX.sub("", line) for line in loud)) or lines[-15:]


def _make_ready(stage: Path, output: Path) -> None:
    """Turn a finished stage, in one step, into the site that is to be swapped in."""
    names = sorted(entry.name for entry in stage.iterdir())
    write_atomically(stage / _MANIFEST, "\n".join(names))
    stage.rename(output / _READY)


def _settle(output: Path) -> None:
    """Swap in what is ready, and remove what is no part of a site. Raises WriteError."""
    try:
        if (output / _READY / _MANIFEST).is_file():
            _swap_in(output)
    except OSError as error:
        reason = f"{output} : écriture impossible ({os_reason(error)})"
        raise WriteError(f"{reason} ; la prochaine construction finira la mise en place") from error
    for folder in (output / _READY, output / _FORMER, *output.glob(f"{_STAGE}*")):
        shutil.rmtree(folder, ignore_errors=True)
    # A first build that failed leaves no folder: rmdir refuses one with anything in it.
    with contextlib.suppress(OSError):
        output.rmdir()


def _swap_in(output: Path) -> None:
    """Rename every entry of the ready site into place, then drop what the build before had and this one has not.

    Steps that were done already are skipped, and the manifest goes last: killed anywhere, a second call finishes.
    """
    ready, former = output / _READY, output / _FORMER
    former.mkdir(exist_ok=True)
    names = _names(ready / _MANIFEST)
    for name in names:
        if os.path.lexists(ready / name):
            _move(output / name, former / name)
            _move(ready / name, output / name)
    for name in set(_names(output / _MANIFEST)) - set(names):
        _move(output / name, former / name)
    (ready / _MANIFEST).replace(output / _MANIFEST)


def _names(manifest: Path) -> list[str]:
    return manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []


def _move(entry: Path, target: Path) -> None:
    if os.path.lexists(entry):
        entry.rename(target)
