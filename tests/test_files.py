"""A file is replaced whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alaminute.errors import SiteError
from alaminute.files import WriteError, remove_parts, shown_path, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("data", "expected"),
    [("été\r\n\u2028", "été\r\n\u2028".encode()), (b"\x00\xff\r\n", b"\x00\xff\r\n"), ("", b"")],
    ids=["text", "bytes", "empty"],
)
def test_a_file_holds_exactly_what_was_given(tmp_path: Path, data: str | bytes, expected: bytes):
    path = tmp_path / "nouveau" / "dossier" / "fichier.md"
    write_atomically(path, data)
    assert path.read_bytes() == expected
    assert names(path.parent) == ["fichier.md"]


def test_an_older_file_is_replaced_and_keeps_its_mode(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text("ancien, plus long", encoding="utf-8")
    path.chmod(0o640)
    write_atomically(path, "neuf")
    assert path.read_text(encoding="utf-8") == "neuf"
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["a.md"]


def test_a_new_file_has_the_mode_that_the_umask_allows(tmp_path: Path):
    former = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.md", "x")
        assert os.umask(0o027) == 0o027  # reading the mask left it as it was
    finally:
        os.umask(former)
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


def test_a_folder_in_its_place_is_an_error_and_stays(tmp_path: Path):
    (tmp_path / "a.md").mkdir()
    with pytest.raises(WriteError, match=r"a\.md : écriture impossible"):
        write_atomically(tmp_path / "a.md", "x")
    assert (tmp_path / "a.md").is_dir()
    assert names(tmp_path) == ["a.md"]


def test_a_file_in_place_of_the_folder_is_an_error_and_stays(tmp_path: Path):
    (tmp_path / "a").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match="écriture impossible"):
        write_atomically(tmp_path / "a" / "b.md", "x")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "x"


def test_a_name_that_no_disk_takes_is_an_error(tmp_path: Path):
    with pytest.raises(WriteError, match="écriture impossible"):
        write_atomically(tmp_path / ("a" * 300), "x")
    assert names(tmp_path) == []


def test_text_that_has_no_bytes_leaves_the_old_file(tmp_path: Path):
    (tmp_path / "a.md").write_text("ancien", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(tmp_path / "a.md", "\ud800")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "ancien"
    assert names(tmp_path) == ["a.md"]


def test_a_write_error_is_for_the_author():
    assert issubclass(WriteError, SiteError)


# A limit on the size of files stands for a full disk: writing fails in the middle with an error of the system.
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from alaminute.files import WriteError, write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), "x" * 100_000)
except WriteError as error:
    print(error)
"""


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text("ancien", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, path], capture_output=True, check=True, encoding="utf-8", timeout=30
    )
    assert "écriture impossible" in done.stdout
    assert "rien n'a été changé" in done.stdout
    assert path.read_text(encoding="utf-8") == "ancien"
    assert names(tmp_path) == ["a.md"]


KILLED = """
import os, sys
from pathlib import Path
from alaminute import files
files.os.fsync = lambda descriptor: os._exit(9)  # the process dies with the new bytes written, nothing renamed
files.write_atomically(Path(sys.argv[1]), "neuf")
"""


def test_a_killed_process_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text("ancien", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False, timeout=30)
    assert done.returncode == 9
    assert path.read_text(encoding="utf-8") == "ancien"
    # What it was writing is hidden, and no Markdown file that a build would read.
    assert [path.suffix for path in tmp_path.iterdir() if path.name != "a.md"] != [".md"]
    assert all(name == "a.md" or name.startswith(".a.md.") for name in names(tmp_path))


def test_what_killed_processes_left_is_removed_and_nothing_else(tmp_path: Path):
    kept = ["a.md", ".a.md.swp", ".a.md.kate-swp", "note.part", ".git.part"]
    for name in kept:
        (tmp_path / name).write_text("à moi", encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "a.md"], check=False, timeout=30)
    assert len(names(tmp_path)) == len(kept) + 1
    remove_parts(tmp_path)
    assert names(tmp_path) == sorted(kept)
    remove_parts(tmp_path / "absent")


def test_a_path_is_shown_as_an_author_would_type_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "content" / "a.md") == str(Path("content", "a.md"))
    assert shown_path(Path("content/../content/a.md")) == str(Path("content", "a.md"))
    assert shown_path(tmp_path.parent / "ailleurs.md") == str(tmp_path.parent / "ailleurs.md")
