"""What every command shares at the terminal: what it says, its report file, its lock and its exit code."""

import io
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, TextIO, TypeVar
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout
from rich.console import Console as Terminal
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from alaminute.errors import SiteError, UnreachableError, os_reason
from alaminute.files import WriteError, write_atomically

DONE = 0
WRONG = 1
NOTHING_FETCHED = 2
LOCKED = 75

T = TypeVar("T")


class Locked(SiteError):  # noqa: N818  # a state of things, not a fault
    """Another run works on the same store."""


class Console:
    """Speaks to the author; when `quiet`, only of what needs a person, so that cron mails only then."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        # What the last command came to, in a line, said or not: for the log.
        self.outcome = ""
        self._errors = Terminal(stderr=True, highlight=False, markup=False, soft_wrap=True)

    def say(self, *lines: str) -> None:
        """Say what was done."""
        if lines and not self.quiet:
            _print(sys.stdout, lines)

    def conclude(self, outcome: str, *more: str) -> None:
        """Say what a command came to, first in a line of its own."""
        self.outcome = outcome
        self.say(outcome, *more)

    def warn(self, *lines: str) -> None:
        """Say what needs a person, quiet or not."""
        if lines:
            _print(sys.stderr, lines)

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[], None]]:
        """A bar on a terminal, nothing elsewhere; what is yielded is to be called after each of the `total` steps."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Progress(*columns, console=self._errors, transient=True)
        task = bar.add_task(label, total=total)
        # Rich writes an empty line for a bar that it does not show.
        with bar if self._errors.is_terminal and not self.quiet else nullcontext():
            yield lambda: bar.advance(task)


def _print(stream: TextIO, lines: Sequence[str]) -> None:
    try:
        print(*lines, sep="\n", file=stream, flush=True)  # this is where commands speak
    except BrokenPipeError:
        # Whoever read our words (`invoke feeds | head`) has had enough: the work goes on, and Python shall not complain
        # again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def speak_utf8() -> None:
    """Write UTF-8 whatever the machine's locale: cron has none, and then our French could not be written at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def interruptible(console: Console) -> Iterator[None]:
    """End an interrupted command without a traceback, by the very signal, once its children and locks are let go.

    SIGTERM (systemd, kill) and SIGHUP (a closed terminal) do what Ctrl+C does, unless they are ignored (nohup).
    """
    # An event loop that is broken off while a child starts warns of a child that it does not know.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    received = [signal.SIGINT]

    def interrupt(number: int, _: FrameType | None) -> None:
        received[:] = [signal.Signals(number)]
        if not callable(signal.getsignal(signal.SIGINT)):
            raise KeyboardInterrupt  # a shell's background job has it ignored
        # As Ctrl+C, which an event loop answers by cancelling its work: an exception from here may fall where Python
        # takes none (the callback of an import's lock), and would be lost.
        signal.raise_signal(signal.SIGINT)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        console.warn("interrompu : rien n'est à moitié écrit, relancez la commande")
        signal.signal(received[0], signal.SIG_DFL)
        signal.raise_signal(received[0])


@contextmanager
def exit_codes(console: Console) -> Iterator[None]:
    """Turn what the author can mend into a message and an exit code; anything else is a bug and keeps its traceback."""
    try:
        yield
    except SiteError as error:
        console.warn(str(error))
        raise SystemExit(_exit_code(error)) from error


def _exit_code(error: SiteError) -> int:
    if isinstance(error, Locked):
        return LOCKED
    return NOTHING_FETCHED if isinstance(error, UnreachableError) else WRONG


@contextmanager
def lock(file: Path, *, wait_seconds: float = 0) -> Iterator[None]:
    """Be the only process at work on that file, or raise Locked. The lock goes with the process, even killed.

    Inside one process it may be taken again.
    """
    path = file.with_name(f"{file.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(path, timeout=0, is_singleton=True)
        held.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise Locked(f"{path} : un autre passage est en cours ; rien n'a été fait") from error
    except OSError as error:
        raise WriteError(f"{path} : écriture impossible ({os_reason(error)})") from error
    try:
        yield
    finally:
        held.release()


class Log:
    """A text file with one line a step: when it ended (in that zone), how long it took, what came out."""

    def __init__(self, path: Path, zone: ZoneInfo, console: Console) -> None:
        self._path = path
        self._zone = zone
        self._console = console

    def step(self, name: str, work: Callable[[], int]) -> int:
        """Do a step and log it; its exit code. What it raises is logged and goes on."""
        start = time.monotonic()
        self._console.outcome = ""
        code = self.checked(name, work)
        result = f"échec (code {code})" if code else "fait"
        self._write(name, start, f"{result} : {self._console.outcome}")
        return code

    def checked(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives; only what it raises is logged, and goes on."""
        start = time.monotonic()
        try:
            return work()
        except BaseException as error:
            self._write(name, start, _failure(error))
            raise

    def _write(self, name: str, start: float, outcome: str) -> None:
        when = datetime.now(self._zone).isoformat(timespec="seconds")
        took = f"{time.monotonic() - start:.1f}".replace(".", ",")
        try:
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write(f"{when} {name} {took} s {_one_line(outcome)}\n")
        except OSError as error:
            raise WriteError(f"{self._path} : écriture impossible ({os_reason(error)})") from error


def _failure(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "interrompu"
    if isinstance(error, SiteError):
        return f"échec (code {_exit_code(error)}) : {error}"
    return f"échec (erreur du programme) : {type(error).__name__}: {error}"


def _one_line(text: str, most: int = 300) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"


def write_report(path: str | None, report: Mapping[str, Any]) -> None:
    """Write a report as JSON, if a file is named for it."""
    if path:
        write_atomically(Path(path), json.dumps(report, ensure_ascii=False, indent=2) + "\n")


def listed(values: Iterable[str]) -> list[str]:
    """The values of an option given several times, or once with commas."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]


def files_as_options(argv: Sequence[str], command: str, valued: Collection[str]) -> list[str]:
    """The arguments with each plain one after `command` as `--file ARGUMENT`; `valued` are its options with a value."""
    if command not in argv:
        return list(argv)
    start = list(argv).index(command) + 1
    changed = list(argv[:start])
    value_follows = False
    for argument in argv[start:]:
        if not value_follows and not argument.startswith("-"):
            changed.append("--file")
        value_follows = argument in {*valued, "--file"}
        changed.append(argument)
    return changed
