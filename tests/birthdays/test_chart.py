"""Stacked bars that say what the matrix says."""

from itertools import pairwise

import pytest
from hypothesis import given

from alaminute.birthdays.chart import BAR_WIDTH, GAP, HEIGHT, chart_of
from alaminute.birthdays.matrix import matrix_of
from alaminute.birthdays.model import Brand, Channel, Message, Year, build_archive
from birthdays.archives import archives
from languages import FRENCH_BIRTHDAYS


def year(number, *channels):
    brands = (Brand(f"Marque {index}") for index in range(9))
    return Year(
        number,
        "",
        messages=tuple(Message(b, b.name, channels=c) for b, c in zip(brands, channels, strict=False)),
    )


def test_bars_are_as_high_as_their_years():
    chart = chart_of(
        build_archive(
            [year(2011, (Channel.EMAIL,)), year(2012), year(2013, (Channel.EMAIL,), (Channel.LETTER, Channel.SMS), ())]
        ),
        FRENCH_BIRTHDAYS,
    )
    assert [(series.sign, series.label, series.counts) for series in chart.series] == [
        ("E", "e-mail", (1, 0, 1)),
        ("+", "plusieurs canaux", (0, 0, 1)),
        ("•", "canal inconnu", (0, 0, 1)),
    ]
    assert [(bar.year, bar.total) for bar in chart.bars] == [(2011, 1), (2012, 0), (2013, 3)]
    assert [(segment.y, segment.height) for segment in chart.bars[2].segments] == [
        (66.67, 33.33),
        (33.33, 33.33),
        (0.0, 33.33),
    ]
    assert (chart.width, chart.height) == (3 * BAR_WIDTH + 2 * GAP, HEIGHT)


def test_an_empty_archive_has_no_bars():
    chart = chart_of(build_archive([]), FRENCH_BIRTHDAYS)
    assert (chart.width, chart.bars, chart.series) == (0, (), ())


@given(archives())
def test_the_chart_says_what_the_matrix_says(archive):
    chart, matrix = chart_of(archive, FRENCH_BIRTHDAYS), matrix_of(archive, FRENCH_BIRTHDAYS)
    assert [bar.total for bar in chart.bars] == [totals.brands for totals in matrix.totals]
    assert sum(sum(series.counts) for series in chart.series) == matrix.total
    signs = {cell.sign for row in matrix.rows for cell in row.cells if cell.message}
    assert {series.sign for series in chart.series} == signs
    for bar in chart.bars:
        assert sum(segment.count for segment in bar.segments) == bar.total
        for below, above in pairwise(bar.segments):
            assert above.y + above.height == pytest.approx(below.y, abs=0.02)
        for segment in bar.segments:
            assert 0 <= segment.y <= segment.y + segment.height <= HEIGHT + 0.02
