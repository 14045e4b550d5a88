"""The file that remembers what was sent: only ever longer, and never guessed at."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.digest.sent_log import BEGUN, REFUSED, SENT, SentLog, UnknownOutcome, parse_steps
from alaminute.errors import ContentError
from alaminute.weeks import Week
from digest.samples import NOW, WEEK


def write(folder: Path, text: str) -> SentLog:
    (folder / "sent.tsv").write_text(text, encoding="utf-8")
    return SentLog(folder)


def test_nothing_is_sent_where_there_is_no_file(tmp_path: Path):
    assert not SentLog(tmp_path / "nulle part").is_sent(WEEK)


def test_a_sending_reads_as_two_lines_with_their_moment(tmp_path: Path):
    log = SentLog(tmp_path)
    log.add(WEEK, BEGUN, NOW)
    log.add(WEEK, SENT, NOW)
    head, *lines = log.path.read_text(encoding="utf-8").splitlines()
    assert head.startswith("# ")
    assert lines == ["2026-W47\tcommencé\t2026-11-20T07:00:00+00:00", "2026-W47\tenvoyé\t2026-11-20T07:00:00+00:00"]
    assert log.is_sent(WEEK)
    assert not log.is_sent(Week(2026, 48))


def test_a_sending_that_only_began_is_neither_sent_nor_to_be_sent(tmp_path: Path):
    log = SentLog(tmp_path)
    log.add(WEEK, BEGUN, NOW)
    with pytest.raises(UnknownOutcome, match=r"sent\.tsv:2: .*2026-W47 a commencé") as caught:
        log.is_sent(WEEK)
    assert "« 2026-W47 envoyé »" in str(caught.value)
    assert not log.is_sent(Week(2026, 48))


@pytest.mark.parametrize("line", ["2026-W47 envoyé", "2026-w47  ENVOYE  à la main"])
def test_the_author_settles_it_with_one_line(tmp_path: Path, line: str):
    assert write(tmp_path, f"2026-W47\tcommencé\tx\n{line}").is_sent(WEEK)


def test_a_refused_message_may_be_sent_again(tmp_path: Path):
    log = write(tmp_path, "2026-W47\tcommencé\tx\n2026-W47\trefusé\tx\n")
    assert not log.is_sent(WEEK)


def test_what_was_sent_once_stays_sent(tmp_path: Path):
    assert write(tmp_path, "2026-W47 envoyé\n2026-W47 commencé\n2026-W47 refusé\n").is_sent(WEEK)


@pytest.mark.parametrize("text", ["2026-W47\tenvoyé", "\ufeff2026-W47 envoyé\r\n", "# note\n\n2026-W47 envoyé\n"])
def test_what_is_there_is_added_to_and_not_changed(tmp_path: Path, text: str):
    log = write(tmp_path, text)
    log.add(Week(2026, 48), BEGUN, NOW)
    assert log.path.read_bytes().decode().startswith(text)
    assert log.is_sent(WEEK)


@pytest.mark.parametrize("line", ["2026-W47", "2026-W99 envoyé", "2026-W47 expédié", "<<<<<<< HEAD", "envoyé 2026-W47"])
def test_a_line_that_cannot_be_read_stops_everything(tmp_path: Path, line: str):
    with pytest.raises(ContentError, match=r"sent\.tsv:2: "):
        write(tmp_path, f"2026-W46 envoyé\n{line}\n").is_sent(WEEK)


def test_a_file_in_another_encoding_stops_everything(tmp_path: Path):
    (tmp_path / "sent.tsv").write_bytes("2026-W47\tenvoyé\n".encode("latin-1"))
    with pytest.raises(ContentError, match="UTF-8"):
        SentLog(tmp_path).is_sent(WEEK)


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from([BEGUN, SENT, REFUSED])), max_size=12))
def test_a_week_is_to_be_sent_only_if_nothing_speaks_against_it(steps: list[tuple[int, str]]):
    text = "".join(f"2026-W0{week}\t{state}\tx\n" for week, state in steps)
    states = [step.state for step in parse_steps(text, "sent.tsv") if step.week == Week(2026, 1)]
    assert states == [state for week, state in steps if week == 1]
