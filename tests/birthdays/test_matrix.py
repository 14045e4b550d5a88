"""Brands × years, and each brand's history."""

from hypothesis import given

from alaminute.birthdays.comparison import Aspect
from alaminute.birthdays.matrix import Presence, histories, matrix_of
from alaminute.birthdays.model import Brand, Channel, Message, Year, build_archive
from birthdays.archives import archives
from birthdays.made_up import made_up_archive
from languages import FRENCH_BIRTHDAYS


def year(number, *messages, incomplete=False):
    return Year(number, str(number), messages=messages, incomplete=incomplete)


def message(name, *channels, **values):
    return Message(Brand(name), name, channels=channels or (Channel.EMAIL,), **values)


ARCHIVE = build_archive(
    [
        year(2011, message("Zoé", Channel.LETTER), message("Ami")),
        year(2012, message("zoe", Channel.EMAIL, Channel.SMS), incomplete=True),
        year(2013, message("Été"), message("Zoë", Channel.SHOP)),
    ]
)


def test_the_most_faithful_come_first_then_the_latest_then_by_name():
    assert [(row.brand.name, row.total) for row in matrix_of(ARCHIVE, FRENCH_BIRTHDAYS).rows] == [
        ("Zoë", 3),
        ("Été", 1),
        ("Ami", 1),
    ]


def test_a_cell_has_a_sign_and_says_the_same_in_words():
    rows = matrix_of(ARCHIVE, FRENCH_BIRTHDAYS).rows
    assert [(cell.sign, cell.words) for cell in rows[0].cells] == [
        ("P", "2011\u00a0: courrier"),
        ("+", "2012\u00a0: e-mail, SMS"),
        ("V", "2013\u00a0: point de vente"),
    ]
    assert [(cell.sign, cell.words) for cell in rows[2].cells] == [
        ("E", "2011\u00a0: e-mail"),
        ("?", "2012\u00a0: on ne sait pas"),
        ("", "2013\u00a0: aucun message"),
    ]


def test_an_unknown_channel_has_a_sign_of_its_own():
    matrix = matrix_of(build_archive([year(2012, Message(Brand("A"), "A"), incomplete=True)]), FRENCH_BIRTHDAYS)
    assert [(cell.sign, cell.words) for cell in matrix.rows[0].cells] == [("•", "2012\u00a0: canal inconnu")]


def test_a_history_begins_with_the_first_message_and_tells_silences_and_changes():
    matrix = matrix_of(ARCHIVE, FRENCH_BIRTHDAYS)
    zoe, _, ami = histories(ARCHIVE, matrix)
    assert [(moment.year.number, moment.since) for moment in zoe.moments] == [(2011, None), (2012, 2011), (2013, 2012)]
    assert [[change.aspect for change in moment.changes] for moment in zoe.moments] == [
        [],
        [Aspect.CHANNEL],
        [Aspect.CHANNEL],
    ]
    assert [moment.cell.presence for moment in ami.moments] == [Presence.WROTE, Presence.UNKNOWN, Presence.SILENT]


def test_an_empty_archive_has_an_empty_matrix():
    matrix = matrix_of(build_archive([]), FRENCH_BIRTHDAYS)
    assert (matrix.rows, matrix.totals, matrix.total) == ((), (), 0)


@given(archives())
def test_rows_and_columns_have_one_total(archive):
    matrix = matrix_of(archive, FRENCH_BIRTHDAYS)
    assert sum(row.total for row in matrix.rows) == sum(totals.brands for totals in matrix.totals) == matrix.total
    assert [totals.brands for totals in matrix.totals] == [len(year.messages) for year in matrix.years]
    assert len({row.brand.slug for row in matrix.rows}) == len(matrix.rows)
    for row in matrix.rows:
        assert [cell.year for cell in row.cells] == [year.number for year in matrix.years]
        assert row.total == sum(cell.presence is Presence.WROTE for cell in row.cells) >= 1
        assert all(len(cell.sign) == (cell.presence is not Presence.SILENT) for cell in row.cells)


@given(archives())
def test_channels_and_kinds_add_up_to_the_messages(archive):
    for year, totals in zip(archive, matrix_of(archive, FRENCH_BIRTHDAYS).totals, strict=True):
        named = sum(len(message.channels) for message in year.messages)
        assert sum(totals.channels.values()) == named
        assert totals.without_channel + sum(bool(message.channels) for message in year.messages) == totals.brands
        assert sum(totals.kinds.values()) == sum(len(message.kinds) for message in year.messages)
        assert 0 not in (*totals.channels.values(), *totals.kinds.values())


def test_the_made_up_archive_has_seven_years_and_forty_brands():
    matrix = matrix_of(made_up_archive(), FRENCH_BIRTHDAYS)
    assert (len(matrix.years), len(matrix.rows)) == (7, 40)
    assert matrix.rows[0].total == 7
    signs = {cell.sign for row in matrix.rows for cell in row.cells}
    assert signs >= {channel.letter for channel in FRENCH_BIRTHDAYS.channels.values()} | {"+", "?", ""}
