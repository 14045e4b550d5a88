"""Durations, for readers and for machines."""

import pytest

from alaminute.reading_time import ReadingTime
from alaminute.wording.durations import duration, duration_iso


def test_a_duration_never_breaks_over_two_lines() -> None:
    assert duration(ReadingTime(844)) == "3\u00a0min\u00a031\u00a0s"
    assert " " not in duration(3720)


@pytest.mark.parametrize(("seconds", "iso"), [(211, "PT3M31S"), (45, "PT45S"), (0, "PT0S"), (60, "PT1M0S")])
def test_machines_get_an_iso_duration(seconds: int, iso: str) -> None:
    assert duration_iso(seconds) == iso
