"""What docs/cron.md tells authors to copy does what it says: the crontab line, the units, the workflow."""

import os
import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from weekly.blog import FRIDAY, ROOT, Blog
from weekly.conftest import FEEDS
from weekly.forge import Forge, equip, install
from weekly.runs import SILENCE, Ended

TEXT = (ROOT / "docs" / "cron.md").read_text(encoding="utf-8")
HOME = "/home/me"
DRAFT, LEDGER = "content/selections/2026-W47.md", "content/selections/offered.tsv"

pytestmark = pytest.mark.skipif(not (shutil.which("make") and shutil.which("git")), reason="there is no make or git")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def units() -> dict[str, ConfigParser]:
    """The systemd units, by the names that the text gives them."""
    names = re.findall(r"`~/\.config/systemd/user/(weekly\.\w+)`:", TEXT)
    parsed = {}
    for name, block in zip(names, blocks("ini"), strict=True):
        parsed[name] = ConfigParser(interpolation=None)
        parsed[name].optionxform = str
        parsed[name].read_string(block)
    return parsed


@pytest.fixture
def home(tmp_path: Path, blog: Blog) -> Path:
    """A home whose `blog` is the blog, with an environment that reaches its feeds on a Friday."""
    equip(blog.folder)
    install(blog.folder, *options_of(blog))
    assert blog.folder == tmp_path / "blog"
    return tmp_path


def options_of(blog: Blog) -> list[str]:
    return ["--allow-host", blog.host.name, "--now", FRIDAY.isoformat()]


def bare(command: list[str], **environment: str) -> Ended:
    """A command in an environment of nothing else, with nobody at its input."""
    done = subprocess.run(
        ["env", "-i", *(f"{name}={value}" for name, value in environment.items()), *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def test_the_crontab_line_works_as_cron_runs_it_and_sends_no_mail(home: Path, blog: Blog, expected):
    *_, line = (line for line in blocks("cron")[0].splitlines() if line and not line.startswith("#"))
    when, command = line.split("  ", 1)
    assert when == "0 7 * * 5"
    assert "%" not in command, "cron would end the line there"

    shell = ["/bin/sh", "-c", command.replace(HOME, str(home))]
    done = bare(shell, SHELL="/bin/sh", PATH="/usr/bin:/bin", HOME=str(home), LOGNAME="me")

    assert done == SILENCE
    assert blog.paths("2026-W47") == expected()
    assert (blog.folder / "var/public/current/index.html").is_file()


def test_the_service_does_its_work_and_tells_a_lock_from_a_fault_and_from_a_network_that_is_down(
    home: Path, blog: Blog
):
    service = units()["weekly.service"]["Service"]
    assert service["WorkingDirectory"] == "%h/blog"
    command = shlex.split(service["ExecStart"].replace("%h", str(home)))

    (blog.folder / "content").rename(blog.folder / "away")
    blocked = bare(["sh", "-c", 'cd "$0" && exec "$@"', str(blog.folder), *command], PATH="/usr/bin:/bin")
    (blog.folder / "away").rename(blog.folder / "content")

    assert blocked.code == int(service["RestartPreventExitStatus"]), "a fault of the content is not tried again"
    assert service["SuccessExitStatus"] == "75"
    assert service["Restart"] == "on-failure", "and what is left is 2: nothing could be fetched"
    done = bare(["sh", "-c", 'cd "$0" && exec "$@"', str(blog.folder), *command], PATH="/usr/bin:/bin")
    assert done == SILENCE
    assert blog.weeks() == ["2026-W47"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
def test_systemd_finds_nothing_wrong_with_the_units(home: Path, tmp_path: Path):
    names = re.findall(r"`~/\.config/systemd/user/(weekly\.\w+)`:", TEXT)
    for name, block in zip(names, blocks("ini"), strict=True):
        (tmp_path / name).write_text(block, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", *(str(tmp_path / name) for name in names)],
        env={**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# --- The workflow ---------------------------------------------------------------------------------------------------


@pytest.fixture
def workflow() -> dict[Any, Any]:
    return yaml.safe_load(blocks("yaml")[0])


@pytest.fixture
def job(workflow: dict[Any, Any]) -> dict[str, Any]:
    return workflow["jobs"]["weekly"]


@pytest.fixture
def forge(tmp_path: Path, blog: Blog) -> Forge:
    """A forge that holds the blog as its author pushed it."""
    equip(blog.folder)
    forge = Forge(tmp_path / "forge")
    forge.folder.mkdir()
    forge.host(blog)
    return forge


def test_the_workflow_is_what_a_forge_understands(workflow: dict[Any, Any], job: dict[str, Any]):
    when = workflow[True]  # YAML 1.1 reads « on » so, and forges too
    assert when["schedule"] == [{"cron": "0 5 * * 5"}]
    assert "workflow_dispatch" in when
    assert workflow["permissions"] == {"contents": "write"}
    assert workflow["concurrency"] == {"group": "weekly"}
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w/-]+@v\d+", action) for action in used)
    restore, save = (step["with"] for step in job["steps"] if "actions/cache" in step.get("uses", ""))
    assert (restore["path"], restore["key"]) == (save["path"], save["key"]) == ("var", save["key"])
    assert save["key"].startswith(restore["restore-keys"])


def test_the_draft_comes_back_as_a_commit_even_if_its_author_pushed_meanwhile(
    blog: Blog, forge: Forge, job: dict[str, Any], expected
):
    def push_a_post() -> None:
        (blog.folder / "content/posts/entre-temps.md").write_text("Title: x\nDate: 2026-11-20\n\ny\n", encoding="utf-8")
        forge.commit(blog.folder, "Write meanwhile")

    ended = forge.run(job, forge.checkout("first", *options_of(blog)), {"Keep the draft": push_a_post})

    assert [one.code for one in ended.values()] == [0, 0], ended
    assert ended["Collect, draft and build"] == SILENCE
    assert forge.history() == ["Draft the week's selection", "Write meanwhile", "Begin"]
    assert {DRAFT, LEDGER, "content/posts/entre-temps.md"} <= forge.files()
    assert not any(name.startswith(("output", "var", ".venv")) for name in forge.files())
    assert "weekly selection" in forge.git(forge.origin, "log", "-1", "--format=%an", "main")

    again = forge.run(job, forge.checkout("second", *options_of(blog)))
    assert [one.code for one in again.values()] == [0, 0], again
    assert len(forge.history()) == 3, "a second run of the week has nothing to push"
    forge.git(blog.folder, "pull", "--quiet")
    assert blog.paths("2026-W47") == expected()


def test_a_draft_is_kept_although_a_fault_elsewhere_stops_the_build_and_the_job_fails(
    blog: Blog, forge: Forge, job: dict[str, Any]
):
    (blog.folder / "content/posts/faute.md").write_text("Title: x\nDate: hier\n\ny\n", encoding="utf-8")
    forge.commit(blog.folder, "Err")

    ended = forge.run(job, forge.checkout("ci", *options_of(blog)))

    assert [one.code for one in ended.values()] == [2, 0]
    assert "content/posts/faute.md:2: « hier » n'est pas une date" in ended["Collect, draft and build"].err
    assert forge.history()[0] == "Draft the week's selection"


def test_when_no_feed_can_be_read_nothing_is_pushed_and_the_job_fails(blog: Blog, forge: Forge, job: dict[str, Any]):
    for feed in FEEDS:
        del blog.host.pages[f"/{feed}"]

    ended = forge.run(job, forge.checkout("ci", *options_of(blog)))

    assert [one.code for one in ended.values()] == [2, 0]
    assert "aucun flux n'a pu être lu" in ended["Collect, draft and build"].err
    assert forge.history() == ["Begin"]


def test_an_author_who_made_the_same_weeks_file_meanwhile_keeps_it(blog: Blog, forge: Forge, job: dict[str, Any]):
    keep = {"steps": [step for step in job["steps"] if step.get("name") == "Keep the draft"]}
    folder = forge.checkout("ci")
    for place, text in ((folder, "la machine"), (blog.folder, "Camille")):
        (place / DRAFT).parent.mkdir()
        (place / DRAFT).write_text(text, encoding="utf-8")

    ended = forge.run(keep, folder, {"Keep the draft": lambda: forge.commit(blog.folder, "Draft it myself")})

    assert ended["Keep the draft"].code != 0
    assert forge.history() == ["Draft it myself", "Begin"]
    assert forge.git(forge.origin, "show", f"main:{DRAFT}") == "Camille"
