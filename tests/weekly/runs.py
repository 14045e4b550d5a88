"""Runs of the command that have their imports behind them: more runs in the same time, and more moments to kill at."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from weekly.blog import Blog

# Imports once, then forks a process for each run, which is the command itself in a process group of its own. A line of
# JSON says what to run and after how many seconds to kill its whole group, null for never; the answer is how it ended.
SCRIPT = """
import json, os, signal, sys, time
from invoke.loader import FilesystemLoader
from invoke.main import program

FilesystemLoader(start=os.getcwd()).load("tasks")

def child(words, environment, said):
    os.environ.update(environment)
    time.tzset()
    for stream in (1, 2):
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
    try:
        program.run(["invoke", *words])
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(ended.code or 0)

for line in sys.stdin:
    words, environment, said, kill_after = json.loads(line)
    pid = os.fork()
    os.setpgid(pid, pid)
    if pid == 0:
        child(words, environment, said)
    if kill_after is not None:
        time.sleep(kill_after)
        os.killpg(pid, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Runs:
    """Runs of the command in a blog, killed on demand."""

    def __init__(self, blog: Blog, process: subprocess.Popen[str]) -> None:
        self._blog = blog
        self._process = process
        self.said = blog.folder.parent / "said.txt"
        self.number = 0

    def one(self, now: datetime | str, *, kill_after: float | None = None, **environment: str) -> int:
        """The exit code of a run; -9 if it was killed. The site that it builds has the run's number in its name."""
        self.number += 1
        environment = {"BLOG": f"Le blog {self.number}", **environment}
        question = [self._blog.command(now=now), environment, str(self.said), kill_after]
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def running(blog: Blog) -> Iterator[Runs]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(command, cwd=blog.folder, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Runs(blog, process)
