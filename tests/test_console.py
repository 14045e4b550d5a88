"""What all commands share: words, log, lock, arguments."""

from pathlib import Path

import pytest

from alaminute.console import Console, Locked, Log, exit_codes, files_as_options, listed, lock
from alaminute.errors import RecordError, UnreachableError


def test_a_quiet_console_says_only_what_needs_a_person(capsys: pytest.CaptureFixture[str]):
    console = Console(quiet=True)
    console.say("fait")
    console.warn("à corriger")
    console.warn()
    assert capsys.readouterr() == ("", "à corriger\n")


@pytest.mark.parametrize(
    ("error", "code"),
    [(RecordError("a.md", 3, "faute"), 1), (UnreachableError("rien"), 2), (Locked("pris"), 75)],
)
def test_errors_of_the_author_become_a_message_and_a_code(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended, exit_codes(Console()):
        raise error
    assert ended.value.code == code
    assert capsys.readouterr().err == f"{error}\n"


def test_a_bug_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError), exit_codes(Console()):
        raise ZeroDivisionError


def test_the_lock_is_one_processs_own_and_may_be_taken_again_inside(tmp_path: Path):
    with lock(tmp_path / "store"), lock(tmp_path / "store"):
        pass
    with lock(tmp_path / "store"):
        pass


def test_each_step_leaves_a_line_whatever_comes_of_it(tmp_path: Path):
    log = Log(tmp_path / "weekly.log")
    assert log.step("collecte", lambda: 0) == 0
    assert log.step("site", lambda: 2) == 2
    with pytest.raises(RecordError):
        log.step("sélection", lambda: (_ for _ in ()).throw(RecordError("a.md", 3, "faute")))
    lines = (tmp_path / "weekly.log").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 1)[1].split(" ", 1)[0] for line in lines] == ["collecte", "site", "sélection"]
    assert [line.split(" s ", 1)[1] for line in lines] == ["fait", "code 2", "échec : a.md:3: faute"]


def test_hosts_may_be_given_one_by_one_or_with_commas():
    assert listed(["a:1,b", "c"]) == ["a:1", "b", "c"]


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("import-mail a b", "import-mail --file a --file b"),
        ("import-mail --day 06-21 a --quiet b", "import-mail --day 06-21 --file a --quiet --file b"),
        ("import-mail --day=06-21 a", "import-mail --day=06-21 --file a"),
        ("import-mail --file a b", "import-mail --file a --file b"),
        ("other a b", "other a b"),
        ("import-mail", "import-mail"),
    ],
)
def test_plain_arguments_become_options(typed: str, parsed: str):
    assert files_as_options(typed.split(), "import-mail", ["--day"]) == parsed.split()
