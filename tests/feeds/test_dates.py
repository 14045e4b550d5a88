"""Dates as feeds write them; what is no possible date is None, never a guess."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.feeds.dates import EARLIEST, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 05 Jan 2026 10:00:00 +0100", "2026-01-05T09:00:00"),
        ("5 Jan 2026 10:00 GMT", "2026-01-05T10:00:00"),
        ("Mon, 05 Jan 2026 10:00:00 EST", "2026-01-05T15:00:00"),
        ("Mon, 5 Jan 26 10:00:00 Z", "2026-01-05T10:00:00"),
        ("lun., 05 janv. 2026 10:00:00 +0100", "2026-01-05T09:00:00"),
        ("5 février 2026", "2026-02-05T00:00:00"),
        ("1er août 2026 à 18h30", "2026-08-01T18:30:00"),
        ("January 5, 2026 10:00", "2026-01-05T10:00:00"),
        ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00"),
        ("2026-01-05T10:00:00.123+02:00", "2026-01-05T08:00:00"),
        ("2026-01-05 10:00:00", "2026-01-05T10:00:00"),
        ("2026-01-05", "2026-01-05T00:00:00"),
        ("2026-01", "2026-01-01T00:00:00"),
        ("Wed, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59"),
        ("Mon, 05 Jan 2026 10:00:00 +0000 (UTC)", "2026-01-05T10:00:00"),
    ],
)
def test_a_date_is_read_in_utc(text, expected):
    assert parse_date(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "Mon, 32 Foo 2026 25:61:00 +9999", "2026-02-30", "30 Feb 2026 10:00:00 GMT", "01/02/2026", "0",
     "-1", "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000", "1900-01-01", "1970-01-01T00:00:00Z",
     "2026-01-05T10:00:00+99:99", "9999-12-31T23:59:59-12:00"],
)  # fmt: skip
def test_an_impossible_or_ambiguous_date_is_none(text):
    assert parse_date(text) is None


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text):
    assert parse_date(text) is None or parse_date(text) >= EARLIEST


@given(st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2100, 1, 1)), st.timezones())  # noqa: DTZ001
def test_rfc_3339_dates_come_back(moment, zone):
    text = moment.replace(microsecond=0, tzinfo=zone).isoformat()
    if len(text) == len("2026-01-05T10:00:00+01:00"):  # zones of long ago have seconds
        assert parse_date(text) == datetime.fromisoformat(text)
