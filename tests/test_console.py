"""What all commands share: words, log, lock, arguments."""

import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

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
    console = Console(quiet=True)
    log = Log(tmp_path / "weekly.log", ZoneInfo("Europe/Paris"), console)

    def collected(code: int) -> int:
        console.conclude("4 flux", "un détail")
        return code

    def fails(error: BaseException) -> Callable[[], int]:
        def work() -> int:
            raise error

        return work

    assert log.step("collecte", lambda: collected(0)) == 0
    assert log.step("collecte", lambda: collected(2)) == 2
    for error in (
        RecordError("a.md", 3, "faute", quote="- Langeu : en", hint="écrivez « Langue »"),
        UnreachableError("aucune page"),
        KeyboardInterrupt(),
        ValueError("x" * 1000),
    ):
        with pytest.raises(type(error)):
            log.step("sélection", fails(error))

    lines = (tmp_path / "weekly.log").read_text(encoding="utf-8").splitlines()
    whens, names, results = zip(
        *(re.fullmatch(r"(\S+) (\S+) \d+,\d s (.+)", line).groups() for line in lines), strict=True
    )
    assert all(when.endswith(("+01:00", "+02:00")) for when in whens)
    assert names == ("collecte", "collecte", *["sélection"] * 4)
    assert results[:-1] == (
        "fait : 4 flux",
        "échec (code 2) : 4 flux",
        "échec (code 1) : a.md:3: faute | - Langeu : en → écrivez « Langue »",
        "échec (code 2) : aucune page",
        "interrompu",
    )
    assert results[-1].startswith("échec (erreur du programme) : ValueError: xxx")
    assert len(results[-1]) < 350


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
