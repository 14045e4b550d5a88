"""The weeks' files, read and written whole."""

from pathlib import Path

import pytest

from alaminute.errors import ContentError, SiteError
from alaminute.selections.ledger import LEDGER_NAME, WRITTEN, Offer, fingerprint, format_ledger
from alaminute.selections.shelf import Shelf, load_selection
from alaminute.weeks import Week

TEXT = "Title: S\nWeek: {week}\n\n## [A](https://a.test/)\n\n- Mots : 240\n"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_shelf_that_is_not_there_yet_is_empty(tmp_path: Path):
    assert Shelf(tmp_path / "selections").load() == []


def test_all_selections_are_loaded_oldest_first_wherever_they_lie(tmp_path: Path):
    put(tmp_path, "z.md", TEXT.format(week="2025-W01"))
    put(tmp_path, "2026/b.md", TEXT.format(week="2026-W47"))
    put(tmp_path, "2026-W02.md", TEXT.format(week="2026-W02"))
    put(tmp_path, "notes.txt", "pas une sélection")
    assert [str(shelved.selection.week) for shelved in Shelf(tmp_path).load()] == ["2025-W01", "2026-W02", "2026-W47"]


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "a.md", "Title: S\n\n")
    put(tmp_path, "b.md", TEXT.format(week="2026-W47"))
    put(tmp_path, "c.md", TEXT.format(week="2026-W47").replace("Mots", "Mits"))
    with pytest.raises(ContentError) as caught:
        Shelf(tmp_path).load()
    assert [str(error).split(": ")[0] for error in caught.value.errors] == ["a.md:1", "c.md:6"]


def test_a_file_in_another_encoding_is_an_error_at_its_first_such_line(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes("Title: S\nWeek: 2026-W47\n\nété\n".encode("latin-1"))
    with pytest.raises(ContentError, match=r"a\.md:4: ce fichier n'est pas en UTF-8"):
        load_selection(path)


def test_a_byte_order_mark_does_not_hide_the_header(tmp_path: Path):
    path = put(tmp_path, "a.md", "\ufeff" + TEXT.format(week="2026-W47"))
    assert load_selection(path).selection.title == "S"


def test_a_new_file_is_named_after_its_week(tmp_path: Path):
    shelf = Shelf(tmp_path / "selections")
    text = TEXT.format(week="2026-W07")
    path = shelf.path_of(Week(2026, 7))
    shelf.save(path, text, former=None, offers=[])
    assert path == tmp_path / "selections" / "2026-W07.md"
    assert path.read_text(encoding="utf-8") == text
    assert [shelved.selection.week for shelved in shelf.load()] == [Week(2026, 7)]


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path):
    # Its header says another week, by a slip of the author's; every word in it is still theirs.
    path = put(tmp_path, "2026-W47.md", TEXT.format(week="2026-W46"))
    with pytest.raises(SiteError, match=r"2026-W47\.md"):
        Shelf(tmp_path).path_of(Week(2026, 47))
    assert path.read_text(encoding="utf-8") == TEXT.format(week="2026-W46")


def offer(url: str, state: str = WRITTEN) -> Offer:
    return Offer("2026-W47", url, "0123456789abcdef", state)


def test_what_was_offered_is_remembered_beside_the_files(tmp_path: Path):
    shelf = Shelf(tmp_path)
    path = shelf.path_of(Week(2026, 47))
    shelf.save(path, TEXT.format(week="2026-W47"), former=None, offers=[], new=[offer("https://a.test/")])
    assert shelf.load_offers(shelf.load()) == (offer("https://a.test/"),)
    path.write_text(TEXT.format(week="2026-W47").partition("##")[0], encoding="utf-8")
    assert shelf.load_offers(shelf.load()) == (offer("https://a.test/"),)


def test_a_crash_before_the_file_was_written_offered_nothing(tmp_path: Path):
    shelf = Shelf(tmp_path)
    before = TEXT.format(week="2026-W47")
    put(tmp_path, "2026-W47.md", before)
    put(tmp_path, LEDGER_NAME, format_ledger([offer("https://a.test/"), offer("https://b.test/", fingerprint(before))]))
    assert shelf.load_offers(shelf.load()) == (offer("https://a.test/"),)


def test_a_crash_after_the_file_was_written_offered_all(tmp_path: Path):
    shelf = Shelf(tmp_path)
    put(tmp_path, "2026-W47.md", TEXT.format(week="2026-W47"))
    put(tmp_path, LEDGER_NAME, format_ledger([offer("https://b.test/", fingerprint("ce qu'il y avait"))]))
    assert shelf.load_offers(shelf.load()) == (offer("https://b.test/"),)
