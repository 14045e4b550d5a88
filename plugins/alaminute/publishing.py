"""The site as readers get it: built anew, looked over, swapped in at once, then handed to the configured command.

Each publication is a folder of its own below `var/public/`; the link `var/public/current` moves from one to the next in
a single step, and the one before stays for a way back. What a killed attempt left goes with the next. PUBLISH_COMMAND
takes it where it belongs: a list, such as `["rsync", "-az", "--delete", "{output}/", "me@host:/var/www/"]`.
"""

import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from alaminute.building import build_site
from alaminute.errors import SettingsError, SiteError, os_reason
from alaminute.files import WriteError

CURRENT = "current"
# Names reserved for examples (RFC 2606): the settings still hold the address they came with.
_RESERVED = (".example", ".invalid", ".test", ".localhost", "localhost", "127.0.0.1")


class PublishError(SiteError):
    """The site was not published; the one before is still in place."""


@dataclass(frozen=True)
class Published:
    """A finished publication: its folder, its pages, and what the author may want to mend."""

    folder: Path
    pages: int
    warnings: tuple[str, ...]


def publish_site(
    content: Path,
    root: Path,
    settings_file: Path,
    settings: Mapping[str, Any],
    *,
    now: datetime,
    say: Callable[[str], None],
) -> Published:
    """Build, look over, swap in, hand over. Raises SettingsError, PublishError and what a build raises.

    `root` holds the publications; `settings` are those of `settings_file`.
    """
    _check_address(settings.get("SITEURL", ""))
    folder = _fresh_folder(root, now)
    built = build_site(content, folder, settings_file, say=say)
    try:
        _look_over(folder, built.pages)
        former = (root / CURRENT).resolve()
        _swap_in(root, folder)
    except OSError as error:
        raise WriteError(f"{root} : écriture impossible ({os_reason(error)}) ; le site publié est intact") from error
    except PublishError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _hand_over(folder, settings.get("PUBLISH_COMMAND") or (), say)
    _forget_others(root, {folder.name, former.name})
    return Published(folder, built.pages, built.warnings)


def _fresh_folder(root: Path, now: datetime) -> Path:
    """Where nothing is yet: readers may be in a publication of the same moment."""
    name = f"{now:%Y%m%dT%H%M%S}"
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return next(folder for folder in map(root.joinpath, names) if not folder.exists())


def _check_address(address: str) -> None:
    host = urlsplit(address).hostname or ""
    if not host or host.endswith(_RESERVED):
        shown = address or "vide"
        raise SettingsError(f"SITEURL ({shown}) : écrivez dans publishconf.py l'adresse où le site est publié")


def _look_over(folder: Path, pages: int) -> None:
    """Raises PublishError for a site that no reader should get; what is merely odd, its build has said."""
    if not pages or not (folder / "index.html").is_file():
        raise PublishError(f"{folder} : le site n'a pas de page d'accueil, il n'est pas publié")


def _swap_in(root: Path, folder: Path) -> None:
    """Point `current` to a publication; renaming a link over another is one step."""
    beside = root / f".{CURRENT}.new"
    beside.unlink(missing_ok=True)
    beside.symlink_to(folder.name, target_is_directory=True)
    beside.replace(root / CURRENT)


def _hand_over(folder: Path, command: Sequence[str], say: Callable[[str], None]) -> None:
    if not command:
        return
    parts = [part.replace("{output}", str(folder)) for part in command]
    say(f"{parts[0]} emporte le site…")
    try:
        done = subprocess.run(  # noqa: S603  # the author's own command, no shell
            parts, capture_output=True, encoding="utf-8", errors="replace", check=False, env=dict(os.environ)
        )
    except OSError as error:
        raise PublishError(f"PUBLISH_COMMAND : {parts[0]} ne se lance pas ({os_reason(error)})") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise PublishError(f"PUBLISH_COMMAND : {parts[0]} a échoué (code {done.returncode})\n{said}")


def _forget_others(root: Path, kept: Collection[str]) -> None:
    """Remove older publications and what killed attempts have left."""
    for path in root.iterdir():
        if path.is_dir() and not path.is_symlink() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
