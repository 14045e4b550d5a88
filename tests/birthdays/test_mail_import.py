"""Mails from files into years' files, which keep every byte that they had."""

import mailbox
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alaminute.birthdays.from_records import SCHEMA, year_from
from alaminute.birthdays.mail_import import ADDED, KNOWN, REFUSED, ImportPlan, import_mails, parse_birthday
from alaminute.errors import ContentError, SettingsError
from alaminute.records import parse_document
from birthdays.eml import attached, brand_mail, inline, png
from languages import ENGLISH

PLAIN = brand_mail("utf-8", "8bit", "plain")
RELATED = brand_mail("utf-8", "base64", "related")
YEAR = "Title: Anniversaire 2013\nDate: 2013-06-21\nYear: 2013\n\nUn mot.\n\n## SNCF\n\n- Canal : SMS\n\nSimple."


@pytest.fixture
def plan(tmp_path):
    return ImportPlan(tmp_path / "content" / "birthdays", ZoneInfo("Europe/Paris"))


def saved(tmp_path, **mails):
    """Files of these bytes, in order."""
    paths = []
    for name, data in mails.items():
        path = tmp_path / f"{name}.eml"
        path.write_bytes(data)
        paths.append(path)
    return paths


def write_year(plan, text=YEAR):
    plan.folder.mkdir(parents=True, exist_ok=True)
    path = plan.folder / "2013.md"
    path.write_bytes(text.encode())
    return path


def year_of(path):
    return year_from(parse_document(path.read_bytes().decode(), str(path), SCHEMA))


def states(report):
    return [outcome.state for outcome in report.outcomes]


def test_a_first_mail_begins_the_years_file_as_a_draft(tmp_path, plan):
    report = import_mails(saved(tmp_path, a=PLAIN), plan)
    path = plan.folder / "2013.md"
    assert (states(report), report.files, report.exit_code) == ([ADDED], (path,), 0)
    assert "Status: draft" in path.read_text("utf-8")
    assert [message.brand.name for message in year_of(path).messages] == ["Échoppe & Fils"]


def test_an_english_sites_file_begins_in_english(tmp_path, plan):
    import_mails(saved(tmp_path, a=PLAIN), replace(plan, words=ENGLISH))
    text = (plan.folder / "2013.md").read_text("utf-8")
    assert text.startswith("Title: Birthday 2013\n")
    assert "Category: Birthdays\n" in text
    assert "Subject: “" in text


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n\n"])
def test_what_is_there_stays_byte_for_byte(tmp_path, plan, end):
    path = write_year(plan, YEAR + end)
    import_mails(saved(tmp_path, a=PLAIN), plan)
    assert path.read_bytes().startswith((YEAR + end).encode())
    assert [message.brand.name for message in year_of(path).messages] == ["SNCF", "Échoppe & Fils"]
    assert year_of(path).messages[0].body == "Simple."


def test_line_ends_of_the_file_are_kept(tmp_path, plan):
    path = write_year(plan, YEAR.replace("\n", "\r\n"))
    import_mails(saved(tmp_path, a=PLAIN), plan)
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert len(year_of(path).messages) == 2


def test_no_mail_comes_twice(tmp_path, plan):
    path = write_year(plan)
    mails = saved(tmp_path, a=PLAIN)
    import_mails(mails, plan)
    before = path.read_bytes()
    report = import_mails([*mails, *mails], plan)
    assert (states(report), report.files, report.exit_code) == ([KNOWN, KNOWN], (), 0)
    assert path.read_bytes() == before


def test_a_mail_is_known_again_when_the_author_has_renamed_the_brand(tmp_path, plan):
    path = write_year(plan)
    mails = saved(tmp_path, a=PLAIN)
    import_mails(mails, plan)
    path.write_bytes(path.read_bytes().replace("## Échoppe & Fils".encode(), b"## Autre"))
    report = import_mails(mails, plan)
    assert (states(report), report.outcomes[0].reason) == ([KNOWN], "déjà importé")


def test_a_second_mail_of_a_brand_is_left_to_the_author(tmp_path, plan):
    report = import_mails(saved(tmp_path, a=PLAIN, b=PLAIN.replace(b"<1@", b"<9@")), plan)
    assert states(report) == [ADDED, KNOWN]
    assert "Échoppe & Fils est déjà dans" in report.outcomes[1].reason


def test_a_brand_takes_the_name_that_the_archive_gives_it(tmp_path, plan):
    write_year(plan, YEAR.replace("2013", "2012").replace("SNCF\n", "ECHOPPE ET FILS\n\n- Marque : L'Échoppe\n"))
    (plan.folder / "2013.md").rename(plan.folder / "2012.md")
    report = import_mails(saved(tmp_path, a=PLAIN), plan)
    assert (report.outcomes[0].brand, report.outcomes[0].year) == ("L'Échoppe", 2013)


def test_the_picture_is_saved_beside_the_file_and_never_over_another(tmp_path, plan):
    taken = plan.folder / "2013" / "echoppe-fils.png"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(b"the author's")
    import_mails(saved(tmp_path, a=RELATED), plan)
    message = year_of(plan.folder / "2013.md").messages[0]
    assert message.visual == "2013/echoppe-fils-2.png"
    assert (plan.folder / message.visual).read_bytes() == png(600, 400)
    assert taken.read_bytes() == b"the author's"


def test_what_cannot_be_read_is_reported_and_skipped(tmp_path, plan):
    report = import_mails(saved(tmp_path, a=b"\x89PNG", b=PLAIN), plan)
    assert (states(report), report.exit_code) == ([REFUSED, ADDED], 0)
    assert report.summary_lines()[0].endswith("a.eml : ignoré : ce n'est pas un e-mail")


def test_if_none_could_be_read_the_exit_code_says_so(tmp_path, plan):
    report = import_mails(saved(tmp_path, a=b"x", b=b""), plan)
    assert (states(report), report.exit_code, report.files) == ([REFUSED, REFUSED], 1, ())
    assert not plan.folder.exists()
    assert import_mails([], plan).exit_code == 0


def test_an_mbox_and_a_maildir_are_read_whole(tmp_path, plan):
    second = inline("gmail", "utf-8", "8bit").replace("Échoppe".encode(), b"Plume").replace(b"echoppe", b"plume")
    box = mailbox.mbox(str(tmp_path / "a.mbox"))
    box.add(attached(PLAIN))
    box.add(second)
    box.close()
    folder = mailbox.Maildir(str(tmp_path / "maildir"), create=True)
    folder.add(PLAIN)
    report = import_mails([tmp_path / "a.mbox", tmp_path / "maildir"], plan)
    assert [(outcome.state, outcome.brand) for outcome in report.outcomes] == [
        (ADDED, "Échoppe & Fils"),
        (ADDED, "Plume & Fils"),
        (KNOWN, "Échoppe & Fils"),
    ]


def test_the_birthday_decides_the_year(tmp_path, plan):
    late = PLAIN.replace(b"18 Jun 2013", b"30 Dec 2013")
    path = write_year(plan, YEAR.replace("Year: 2013\n", "Year: 2013\nBirthday: 2013-01-05\n"))
    report = import_mails(saved(tmp_path, a=late), plan)
    assert report.outcomes[0].year == 2014
    assert path.read_text("utf-8").endswith("Simple.")


def test_a_broken_year_stops_everything_before_anything_is_written(tmp_path, plan):
    path = write_year(plan, YEAR.replace("SMS", "pigeon"))
    with pytest.raises(ContentError, match="canal inconnu"):
        import_mails(saved(tmp_path, a=PLAIN.replace(b"2013", b"2014")), plan)
    assert list(plan.folder.iterdir()) == [path]


def test_a_source_that_is_not_there_is_named(tmp_path, plan):
    with pytest.raises(SettingsError, match=r"absent\.eml"):
        import_mails([tmp_path / "absent.eml"], plan)
    with pytest.raises(SettingsError, match="Maildir"):
        import_mails([tmp_path], plan)


def test_the_report_is_plain_data(tmp_path, plan):
    report = import_mails(saved(tmp_path, a=PLAIN, b=b""), plan).to_json()
    first, second = report["mails"]
    assert (first["state"], first["brand"], first["year"]) == ("added", "Échoppe & Fils", 2013)
    assert (second["state"], second["year"]) == ("refused", None)
    assert [Path(name).name for name in report["files"]] == ["2013.md"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("06-21", (6, 21)), ("1970-06-21", (6, 21)), ("21/06", (6, 21)), ("02-29", (2, 29)), ("13-01", None), ("x", None)],
)
def test_a_birthday_as_an_option(text, day):
    assert parse_birthday(text) == day
