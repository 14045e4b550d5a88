"""A forge without a network: the jobs of a workflow run in a shallow clone, whose origin is a bare repository."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weekly.blog import ROOT, Blog
from weekly.runs import Ended

# What `make` needs beside what a blog has, and what git must leave out.
FILES = ("Makefile", "pyproject.toml", ".gitignore", "requirements/main.txt")


def equip(folder: Path) -> None:
    """Add to a blog what it takes to run `make` there."""
    for name in FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)


def install(folder: Path, *options: str) -> None:
    """A stand-in for the environment that make would download: this one, with options that a test needs."""
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    words = " ".join([sys.executable, "-m", "invoke", '"$@"', *options])
    (binaries / "invoke").write_text(f"#!/bin/sh\nexec {words}\n", encoding="utf-8")
    (binaries / "invoke").chmod(0o755)
    (folder / ".venv" / "installed-main").touch()


@dataclass(frozen=True)
class Forge:
    """A bare repository, and who works with it."""

    folder: Path

    @property
    def origin(self) -> Path:
        return self.folder / "origin.git"

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of this machine's git, nor of its user's."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}

    def git(self, folder: Path, *words: str) -> str:
        """What git says. Raises CalledProcessError."""
        done = subprocess.run(
            ["git", *words], cwd=folder, env=self.environment, check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    def commit(self, folder: Path, message: str) -> None:
        """The author's commit of all that is in a folder, pushed."""
        self.git(folder, "add", "--all")
        identity = ["-c", "user.name=Camille", "-c", "user.email=camille@blog.fr"]
        self.git(folder, *identity, "commit", "--quiet", "--message", message)
        self.git(folder, "push", "--quiet", "--set-upstream", "origin", "main")

    def host(self, blog: Blog) -> None:
        """Make the author's folder a repository, and push it."""
        self.git(self.folder, "init", "--quiet", "--bare", "--initial-branch", "main", str(self.origin))
        self.git(blog.folder, "init", "--quiet", "--initial-branch", "main")
        self.git(blog.folder, "remote", "add", "origin", str(self.origin))
        self.commit(blog.folder, "Begin")

    def checkout(self, name: str, *options: str) -> Path:
        """What `actions/checkout` leaves: a clone of the last commit alone; and the environment."""
        self.git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.origin}", name)
        install(self.folder / name, *options)
        return self.folder / name

    def history(self) -> list[str]:
        """The messages of all commits that were pushed, newest first."""
        return self.git(self.origin, "log", "--format=%s", "main").splitlines()

    def files(self) -> set[str]:
        """What is in the repository."""
        return set(self.git(self.origin, "ls-tree", "-r", "--name-only", "main").splitlines())

    def run(
        self, job: Mapping[str, Any], folder: Path, meanwhile: Mapping[str, Callable[[], None]] | None = None
    ) -> dict[str, Ended]:
        """Run a job's `run` steps as a runner does; `meanwhile` happens before the step of that name."""
        ended: dict[str, Ended] = {}
        for step in job["steps"]:
            if "run" not in step:
                continue
            (meanwhile or {}).get(step["name"], lambda: None)()
            wanted = {"success()": all(one.code == 0 for one in ended.values()), "${{ !cancelled() }}": True}
            if wanted[step.get("if", "success()")]:
                ended[step["name"]] = self._bash(step["run"], folder)
        return ended

    def _bash(self, script: str, folder: Path) -> Ended:
        path = self.folder / "step.sh"
        path.write_text(script, encoding="utf-8")
        done = subprocess.run(
            ["bash", "-e", str(path)],
            cwd=folder,
            env=self.environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        return Ended(done.returncode, done.stdout, done.stderr)
