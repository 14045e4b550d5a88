"""Processes of the command, and how they ended."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Imports once, then forks a process for each run, which is the command itself in a process group of its own. A line of
# JSON says what to run and after how many seconds to kill its whole group, null for never; the answer is how it ended.
SCRIPT = """
import json, os, signal, sys, time
from invoke.loader import FilesystemLoader
from invoke.main import program

FilesystemLoader(start=os.getcwd()).load("tasks")

def child(folder, words, environment, streams):
    os.chdir(folder)
    os.environ.update(environment)
    time.tzset()
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC), number)
    try:
        program.run(["invoke", *words])
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(ended.code or 0)

for line in sys.stdin:
    *run, kill_after = json.loads(line)
    pid = os.fork()
    os.setpgid(pid, pid)
    if pid == 0:
        child(*run)
    if kill_after is not None:
        time.sleep(kill_after)
        os.killpg(pid, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    def __post_init__(self) -> None:
        """No end of a command is worth a traceback."""
        assert "Traceback" not in self.out + self.err, self


SILENCE = Ended(0, "", "")


def end(process: subprocess.Popen[bytes]) -> Ended:
    """Wait for a command; what it says is UTF-8."""
    out, err = process.communicate(timeout=120)
    return Ended(process.returncode, (out or b"").decode(), err.decode())


def wait_until(happened: Callable[[], object]) -> None:
    """Wait for something to happen, a minute at most."""
    patience = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < patience
        time.sleep(0.01)


class Runner:
    """Runs commands that have their imports behind them: more in the same time, and more moments to kill them at."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        # Of its own; what is kept there is for all its runs.
        self.folder = folder
        self._said = [folder / "out", folder / "err"]

    def run(
        self, folder: Path, words: list[str], environment: Mapping[str, str], kill_after: float | None = None
    ) -> Ended:
        """How one run ended; its code is -9 if it was killed."""
        streams = [os.devnull, *map(str, self._said)]
        self._process.stdin.write(json.dumps([str(folder), words, dict(environment), streams, kill_after]) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return Ended(code, *(path.read_text(encoding="utf-8") for path in self._said))


@contextmanager
def running(folder: Path) -> Iterator[Runner]:
    """A runner, which keeps in that folder what its runs say."""
    command, pipe = [sys.executable, "-c", SCRIPT], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Runner(process, folder)
