"""The whole way from a file in `content/` to a server on loopback: once, and only what readers may see."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alaminute.digest.command import Desk, send_digest
from alaminute.digest.sending import NotSentError, UncertainError
from alaminute.digest.sent_log import UnknownOutcome
from alaminute.errors import ContentError, RecordError, SettingsError, SiteError
from alaminute.files import WriteError
from alaminute.weeks import Week
from digest.samples import HEADER, ITEMS, NOW, RECIPIENT, SENDER, WEEK, desk, parsed, write_selection
from digest.smtp_host import DROP, HANG, SmtpHost


def to(host: SmtpHost, folder: Path, said: list[str] | None = None, **values: Any) -> Desk:
    """A desk that sends to that server."""
    server = {"DIGEST_TO": RECIPIENT, "DIGEST_SMTP": f"127.0.0.1:{host.port}", "DIGEST_TIMEOUT_SECONDS": 5}
    return desk(folder, said, **{**server, **values})


def states(folder: Path) -> list[str]:
    path = folder / "selections" / "sent.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.split("\t")[1] for line in lines if not line.startswith("#")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose `selections` hold the published selection of the week."""
    write_selection(tmp_path / "selections")
    return tmp_path


def test_a_published_selection_is_sent_and_its_copy_is_what_was_sent(smtp, folder):
    host, said = smtp(), []
    assert send_digest(to(host, folder, said)) == 0
    (received,) = host.received
    assert (received.sender, received.recipient) == (SENDER, RECIPIENT)
    assert received.encrypted
    assert received.data == (folder / "digests" / "2026-W47.eml").read_bytes()
    assert parsed(received.data)["Message-ID"] == "<lectures-2026-w47@blog.test>"
    assert states(folder) == ["commencé", "envoyé"]
    assert said[-1].startswith(f"2026-W47 : envoyée à {RECIPIENT}")


def test_a_week_is_never_sent_twice(smtp, folder):
    host, said = smtp(), []
    for _ in range(3):
        assert send_digest(to(host, folder, said)) == 0
    assert len(host.received) == 1
    assert "déjà envoyée" in said[-1]


def test_an_edited_or_renamed_selection_is_not_sent_again(smtp, folder):
    host = smtp()
    send_digest(to(host, folder))
    (folder / "selections" / "2026-W47.md").unlink()
    write_selection(folder / "selections", HEADER + ITEMS + "\nAjout.\n", "autre.md")
    send_digest(to(host, folder))
    assert len(host.received) == 1


def test_nothing_but_content_is_needed_to_remember(smtp, folder):
    host = smtp()
    send_digest(to(host, folder))
    for path in (folder / "digests").iterdir():
        path.unlink()
    send_digest(to(host, folder))
    assert len(host.received) == 1


def test_the_authors_file_stays_byte_for_byte(smtp, folder):
    selection = folder / "selections" / "2026-W47.md"
    before = selection.read_bytes()
    send_digest(to(smtp(), folder))
    assert selection.read_bytes() == before


@pytest.mark.parametrize("status", ["draft", "Draft", "hidden", "skip", "brouillon"])
def test_what_is_not_published_is_never_sent(smtp, tmp_path, status):
    host = smtp()
    path = write_selection(tmp_path / "selections", HEADER + f"Status: {status}\n" + ITEMS)
    with pytest.raises(RecordError, match=rf"{path.name}:5: .*n'est pas publiée"):
        send_digest(to(host, tmp_path))
    assert (host.received, host.verbs, states(tmp_path)) == ([], [], [])


def test_a_site_whose_files_are_drafts_by_default_sends_only_what_says_published(smtp, folder):
    host = smtp()
    with pytest.raises(RecordError, match="n'est pas publiée"):
        send_digest(to(host, folder, DEFAULT_METADATA={"status": "draft"}))
    write_selection(folder / "selections", HEADER + "Status: published\n" + ITEMS)
    send_digest(to(host, folder, DEFAULT_METADATA={"status": "draft"}))
    assert len(host.received) == 1


@pytest.mark.parametrize(
    ("date", "early"),
    [
        ("2026-11-20 08:00", False),  # 07:00 UTC in the site's zone: now
        ("2026-11-20 08:01", True),
        ("2026-11-20 07:30+00:00", True),
        ("2026-11-21", True),
    ],
)
def test_a_selection_dated_in_the_future_waits(smtp, tmp_path, date, early):
    host = smtp()
    write_selection(tmp_path / "selections", HEADER.replace("2026-11-20 07:00", date) + ITEMS)
    if early:
        with pytest.raises(RecordError, match=r":2: .*avenir"):
            send_digest(to(host, tmp_path))
    else:
        send_digest(to(host, tmp_path))
    assert len(host.received) == (not early)


def test_a_try_writes_the_message_of_a_draft_and_sends_nothing(smtp, tmp_path):
    host, said = smtp(), []
    write_selection(tmp_path / "selections", HEADER + "Status: draft\n" + ITEMS)
    assert send_digest(to(host, tmp_path, said), dry_run=True, eml=tmp_path / "essai.eml") == 0
    assert parsed((tmp_path / "essai.eml").read_bytes())["Subject"]
    assert (host.verbs, states(tmp_path)) == ([], [])
    assert "rien n'est envoyé (essai)" in said[-1]


def test_without_a_server_the_message_is_only_written(folder):
    said: list[str] = []
    assert send_digest(desk(folder, said)) == 0
    assert (folder / "digests" / "2026-W47.eml").exists()
    assert states(folder) == []
    assert "DIGEST_SMTP" in said[-1]


# --- What breaks off ------------------------------------------------------------------------------------------------


def test_a_crash_after_the_text_was_taken_never_sends_twice(smtp, folder):
    host = smtp()
    host.replies["END"] = DROP
    with pytest.raises(UncertainError):
        send_digest(to(host, folder))
    assert states(folder) == ["commencé"]
    host.replies.clear()
    with pytest.raises(UnknownOutcome, match="rien n'est envoyé"):
        send_digest(to(host, folder))
    assert len(host.received) == 1


def test_a_process_killed_while_sending_never_sends_twice(smtp, folder):
    host = smtp()
    host.replies["END"] = HANG
    process = subprocess.Popen([sys.executable, "-c", SENDING, str(Path(__file__).parents[1]), str(host.port), folder])
    deadline = time.monotonic() + 60
    while not host.received and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert len(host.received) == 1
    with pytest.raises(UnknownOutcome):
        send_digest(to(host, folder))
    assert len(host.received) == 1


SENDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from alaminute.digest.command import send_digest
from digest.samples import RECIPIENT, desk
send_digest(desk(Path(sys.argv[3]), DIGEST_TO=RECIPIENT, DIGEST_SMTP=f"127.0.0.1:{sys.argv[2]}"))
"""


@pytest.mark.parametrize(("answer", "sent"), [("envoyé", 0), ("refusé", 1)])
def test_after_a_doubt_the_authors_line_decides(smtp, folder, answer, sent):
    host = smtp()
    log = folder / "selections" / "sent.tsv"
    log.write_text(f"2026-W47\tcommencé\tx\n2026-W47 {answer}\n", encoding="utf-8")
    send_digest(to(host, folder))
    assert len(host.received) == sent


def test_a_refused_text_is_noted_and_tried_again_next_time(smtp, folder):
    host = smtp()
    host.replies["END"] = "452 plein"
    with pytest.raises(NotSentError, match="452 plein"):
        send_digest(to(host, folder))
    assert states(folder) == ["commencé", "refusé"]
    host.replies.clear()
    send_digest(to(host, folder))
    assert states(folder)[-1] == "envoyé"
    assert len(host.received) == 1


def test_what_fails_before_the_text_leaves_no_trace_and_is_tried_again(smtp, folder):
    host = smtp()
    host.replies["RCPT"] = "550 inconnu"
    with pytest.raises(NotSentError, match="inconnu"):
        send_digest(to(host, folder))
    assert states(folder) == []
    host.replies.clear()
    send_digest(to(host, folder))
    assert len(host.received) == 1


def test_what_cannot_be_noted_is_not_sent(smtp, folder):
    host = smtp()
    (folder / "selections" / "sent.tsv").mkdir()
    with pytest.raises(WriteError, match=r"sent\.tsv"):
        send_digest(to(host, folder))
    assert host.received == []


def test_a_damaged_log_stops_everything(smtp, folder):
    host = smtp()
    (folder / "selections" / "sent.tsv").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"sent\.tsv:1: "):
        send_digest(to(host, folder))
    assert host.verbs == []


def test_credentials_of_the_environment_reach_the_server(smtp, folder):
    host = smtp(users={"moi": "secret"})
    environment = {"ALAMINUTE_SMTP_USER": "moi", "ALAMINUTE_SMTP_PASSWORD": "secret"}
    send_digest(to(host, folder, environment=environment))
    assert host.received[0].user == "moi"


def test_credentials_of_a_file_beside_the_settings_reach_the_server(smtp, folder):
    host = smtp("tls", users={"moi": "secret"})
    (folder / "smtp.txt").write_text("moi\nsecret\n", encoding="utf-8")
    send_digest(to(host, folder, DIGEST_CREDENTIALS_FILE="smtp.txt", DIGEST_SECURITY="tls"))
    assert host.received[0].user == "moi"


# --- Which selection ------------------------------------------------------------------------------------------------


def test_the_week_or_the_file_can_be_named(tmp_path):
    other = HEADER.replace("2026-W47", "2026-W46") + ITEMS
    path = write_selection(tmp_path / "selections" / "archives", other, "ancienne.md")
    said: list[str] = []
    send_digest(desk(tmp_path, said), week=Week(2026, 46))
    send_digest(desk(tmp_path, said), file=path)
    assert [line.partition(".eml")[0].rpartition("/")[2] for line in said] == ["2026-W46", "2026-W46"]


def test_the_current_week_is_that_of_the_sites_zone(folder):
    said: list[str] = []
    sunday_night = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)
    send_digest(desk(folder, said, now=sunday_night))
    assert "2026-W47.eml" in said[0]
    with pytest.raises(SiteError, match="2026-W48"):
        send_digest(desk(folder, now=sunday_night + timedelta(minutes=1)))


def test_two_files_of_one_week_are_a_fault(folder):
    write_selection(folder / "selections", name="double.md")
    with pytest.raises(SiteError, match=r"double\.md : la semaine 2026-W47 a plusieurs fichiers"):
        send_digest(desk(folder))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEADER.replace("Title", "Titel") + ITEMS, "« Title »"),
        (HEADER.replace("Date: 2026-11-20 07:00\n", "") + ITEMS, "« Date »"),
        (HEADER.replace("2026-11-20 07:00", "2026-XX-YY") + ITEMS, "n'est pas une date"),
        (HEADER + "\n## Sans lien\n\n- Mots : 3\n", "lecture sans lien"),
        (HEADER + "\n<div>\n\n## [A](https://a.test/)\n", "HTML"),
    ],
)
def test_a_file_that_would_not_build_is_not_sent(tmp_path, text, told):
    write_selection(tmp_path / "selections", text)
    with pytest.raises((RecordError, ContentError), match=told):
        send_digest(desk(tmp_path))


def test_a_site_without_address_is_told_so(folder):
    with pytest.raises(SettingsError, match="SITEURL"):
        send_digest(desk(folder, SITEURL=""))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SiteError, match=r"rien\.md : ce fichier n'existe pas"):
        send_digest(desk(tmp_path), file=tmp_path / "rien.md")


def test_no_selection_of_that_week_is_told(tmp_path):
    with pytest.raises(SiteError, match=f"aucune sélection de la semaine {WEEK}"):
        send_digest(desk(tmp_path, now=NOW))
