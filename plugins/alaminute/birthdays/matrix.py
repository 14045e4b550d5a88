"""Brands × years, with totals: the whole archive at one glance. Pure and linear in brands × years."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from alaminute.birthdays.comparison import Change, differences
from alaminute.birthdays.model import Archive, Brand, Message, Year
from alaminute.birthdays.totals import Totals, totals_of
from alaminute.birthdays.wording import BirthdayWords
from alaminute.header import fold

# In the matrix, beside the signs of messages: none known of an incomplete year, none.
UNKNOWN = "?"
NONE = ""


class Presence(Enum):
    """What a cell of the matrix knows: the brand wrote, did not write, or the year is incomplete."""

    WROTE = "wrote"
    SILENT = "silent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Cell:
    """One brand in one year. `sign` is one character, empty for silence; `words` says the same in full."""

    year: int
    presence: Presence
    sign: str
    words: str
    message: Message | None = None


@dataclass(frozen=True)
class Row:
    """One brand through all years, oldest first; `total` counts the years in which it wrote, at least 1."""

    brand: Brand
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Matrix:
    """All brands, the most faithful first, then those heard of most recently, then by name; years oldest first.

    `totals` are parallel to `years`; `total` is the number of messages in the archive.
    """

    years: tuple[Year, ...]
    rows: tuple[Row, ...]
    totals: tuple[Totals, ...]
    total: int

    def row(self, brand: Brand) -> Row | None:
        """That brand's row, under any spelling."""
        return next((row for row in self.rows if row.brand.key == brand.key), None)


@dataclass(frozen=True)
class Moment:
    """One year of a brand's history. `changes` are those since its message before, which `since` dates."""

    year: Year
    cell: Cell
    since: int | None = None
    changes: tuple[Change, ...] = ()

    @property
    def message(self) -> Message | None:
        """What it sent that year."""
        return self.cell.message


@dataclass(frozen=True)
class History:
    """One brand's years, oldest first, from its first message to the archive's last year."""

    brand: Brand
    moments: tuple[Moment, ...]
    total: int


def matrix_of(archive: Archive, words: BirthdayWords) -> Matrix:
    """The matrix of the whole archive."""
    rows = [_row(brand, archive, words) for brand in archive.brands.values()]
    rows.sort(key=lambda row: (-row.total, -_last_year(row), fold(row.brand.name), row.brand.name))
    totals = tuple(totals_of(year) for year in archive)
    return Matrix(archive.years, tuple(rows), totals, sum(row.total for row in rows))


def histories(archive: Archive, matrix: Matrix) -> list[History]:
    """Every brand's history, in the order of the matrix."""
    return [History(row.brand, tuple(_moments(archive, row)), row.total) for row in matrix.rows]


def _row(brand: Brand, archive: Archive, words: BirthdayWords) -> Row:
    cells = tuple(_cell(year, year.by_key.get(brand.key), words) for year in archive)
    return Row(brand, cells, sum(cell.presence is Presence.WROTE for cell in cells))


def _cell(year: Year, message: Message | None, words: BirthdayWords) -> Cell:
    say, number = words.words, year.number
    if message is not None:
        channels = words.channels_of(message) or say.gettext("canal inconnu")
        shown = say.gettext("%(year)s\u00a0: %(channels)s", year=number, channels=channels)
        return Cell(number, Presence.WROTE, words.sign(message), shown, message)
    if year.incomplete:
        return Cell(number, Presence.UNKNOWN, UNKNOWN, say.gettext("%(year)s\u00a0: on ne sait pas", year=number))
    return Cell(number, Presence.SILENT, NONE, say.gettext("%(year)s\u00a0: aucun message", year=number))


def _last_year(row: Row) -> int:
    return max(cell.year for cell in row.cells if cell.presence is Presence.WROTE)


def _moments(archive: Archive, row: Row) -> Iterator[Moment]:
    former: tuple[Year, Message] | None = None
    for year, cell in zip(archive, row.cells, strict=True):
        if cell.message is None:
            if former is not None:
                yield Moment(year, cell)
        else:
            changes = differences(year, cell.message, *former) if former else ()
            yield Moment(year, cell, former[0].number if former else None, changes)
            former = year, cell.message
