"""Writing that never leaves half a file: beside the target, flushed to disk, then renamed over it."""

import contextlib
import os
import tempfile
from pathlib import Path

from alaminute.errors import SiteError, os_reason

# What is being written is `.NAME.xxxxxxxx.part`: no editor, and nothing else, calls its files so.
_PART = ".part"


class WriteError(SiteError):
    """A file that could not be written: disk full, no permission, a folder in its place."""


def write_atomically(path: Path, data: str | bytes) -> None:
    """Make `path` hold exactly `data`; on any failure the former file stays as it was.

    Folders are made as needed. Text is written as UTF-8, line ends untouched. Raises WriteError.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_PART)
    except OSError as error:
        raise WriteError(f"{path} : écriture impossible ({os_reason(error)})") from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    except OSError as error:
        raise WriteError(f"{path} : écriture impossible ({os_reason(error)}) ; rien n'a été changé") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(beside).unlink()


def remove_parts(folder: Path) -> None:
    """Remove what killed processes were writing in that folder; only for who knows that nobody writes there now."""
    for path in folder.glob(f".*.????????{_PART}"):
        path.unlink(missing_ok=True)


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def shown_path(path: Path) -> str:
    """The path as an author would type it: relative to the current folder when it lies below."""
    absolute, here = path.resolve(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)
