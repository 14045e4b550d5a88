"""The archive as data, and back."""

import csv
import io
import json

import pytest
from hypothesis import given

from alaminute.birthdays.export import (
    COLUMNS,
    archive_from_csv,
    archive_from_json,
    archive_to_csv,
    archive_to_json,
)
from alaminute.birthdays.model import Brand, Message, Year, build_archive
from birthdays.archives import wild_archives
from birthdays.made_up import made_up_archive


@given(wild_archives())
def test_csv_comes_back_equal(archive):
    assert archive_from_csv(archive_to_csv(archive)) == archive


@given(wild_archives())
def test_json_comes_back_equal(archive):
    assert archive_from_json(archive_to_json(archive)) == archive


def test_the_made_up_archive_comes_back_equal():
    archive = made_up_archive()
    assert archive_from_csv(archive_to_csv(archive)) == archive == archive_from_json(archive_to_json(archive))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula_to_a_spreadsheet(start):
    hostile = Message(Brand(f"{start}HYPERLINK(1)"), f"{start}1", offer=f"{start}1", body=f"{start}1")
    archive = build_archive([Year(2013, f"{start}1", intro=f"{start}1", messages=(hostile,))])
    text = archive_to_csv(archive)
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(start)]
    assert archive_from_csv(text) == archive


def test_csv_has_one_line_a_year_and_a_message_and_names_its_columns():
    rows = list(csv.DictReader(io.StringIO(archive_to_csv(made_up_archive(2, 3)), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert next(row["row"] for row in rows if row["year"] == "2001") == "year"
    assert {row["row"] for row in rows} == {"year", "message", "aside"}


def test_nothing_says_where_the_files_were():
    archive = build_archive(
        [Year(2013, "", messages=(Message(Brand("A"), "A", path="/home/a/2013.md"),), path="/home")]
    )
    assert "/home" not in archive_to_csv(archive) + archive_to_json(archive)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "years": []}',
        '{"version": 1, "years": [{"year": 2013}]}',
        '{"version": 1, "years": 3}',
    ],
)
def test_foreign_json_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        archive_from_json(text)


@pytest.mark.parametrize(
    "text", ["", "a,b\r\n", ",".join(COLUMNS) + "\r\n2013,message" + "," * (len(COLUMNS) - 2) + "\r\n"]
)
def test_foreign_csv_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        archive_from_csv(text)


def test_json_is_readable_by_others():
    data = json.loads(archive_to_json(made_up_archive(1, 2)))
    assert data["years"][0]["messages"][0]["channels"] == ["e-mail", "courrier"]
    assert data["years"][0]["birthday"] == "2001-05-04"
