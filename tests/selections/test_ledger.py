"""What was offered is told in a file that reads back, whatever else is in it."""

from hypothesis import given
from hypothesis import strategies as st

from alaminute.selections.ledger import (
    ABSENT,
    WRITTEN,
    Offer,
    fingerprint,
    format_ledger,
    offered_pages,
    parse_ledger,
    standing,
)

FIELD = st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"]), min_size=1)
OFFERS = st.lists(st.builds(Offer, st.just("2026-W47"), FIELD, FIELD, FIELD))


@given(offers=OFFERS)
def test_a_ledger_reads_back(offers: list[Offer]):
    assert parse_ledger(format_ledger(offers)) == tuple(offers)


def test_lines_that_are_no_offers_are_let_go():
    text = format_ledger([Offer("2026-W47", "https://a.test/", "f", WRITTEN)]) + "\nune note\n# autre\nx\ty\n"
    assert len(parse_ledger(text)) == 1


def test_an_offer_stands_unless_its_file_is_still_as_before():
    before, never = Offer("2026-W47", "u", "f", fingerprint("avant")), Offer("2026-W48", "v", "f", ABSENT)
    files = {"2026-W47": fingerprint("avant")}
    assert standing([before, never], files) == ()
    assert [o.state for o in standing([before, never], {"2026-W47": "x", "2026-W48": "y"})] == [WRITTEN, WRITTEN]


def test_pages_are_known_by_what_they_lead_to_and_a_week_may_be_left_out():
    offers = [
        Offer("2026-W47", "https://www.a.test/x/", "f", WRITTEN),
        Offer("2026-W46", "http://b.test/", "f", WRITTEN),
    ]
    assert offered_pages(offers) == {"a.test/x": "2026-W47", "b.test": "2026-W46"}
    assert offered_pages(offers, except_in="2026-W47") == {"b.test": "2026-W46"}


def test_line_ends_and_outer_empty_lines_do_not_change_a_fingerprint():
    assert fingerprint("a\r\nb\r\n\r\n") == fingerprint("\na\nb")
    assert fingerprint("a") != fingerprint("b")
    assert fingerprint(None) == ABSENT
