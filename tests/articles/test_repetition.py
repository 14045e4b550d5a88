"""What a site repeats is told from what its articles say, whatever the order in which its pages come."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.articles.model import SeenPage
from alaminute.articles.repetition import BLOCKS_AT_EACH_END, RECENT_ARTICLES, both_ends, fingerprints, repeated_words

NOW = datetime(2026, 11, 20, 7, tzinfo=UTC)
FURNITURE = "Abonnez-vous à la lettre du blog."
QUOTE = "Une phrase que deux articles citent."


def text(number: int) -> str:
    """A paragraph of 20 words that no other page has."""
    return " ".join(f"mot{number}x{word}" for word in range(20))


def seen(
    number: int, *texts: str, site: str = "blog.test", address: str | None = None, when: datetime = NOW
) -> SeenPage:
    """The page of an article with a paragraph of its own and these."""
    url = f"https://{site}/{number}"
    return SeenPage(url, site, address or url, when, fingerprints([text(number), *texts]))


def repeated(*pages: SeenPage) -> list[int]:
    """The repeated words of each page."""
    found = repeated_words(pages)
    return [found[page.url] for page in pages]


def test_what_most_articles_of_a_site_share_is_not_theirs():
    pages = [seen(number, FURNITURE) for number in range(3)]
    assert repeated(*pages, seen(3)) == [6, 6, 6, 0]


def test_it_is_known_again_by_its_letters_and_digits():
    pages = [seen(0, "ABONNEZ-vous, à la lettre du blog !"), seen(1, FURNITURE), seen(2, FURNITURE)]
    assert repeated(*pages) == [6, 6, 6]


def test_of_two_pages_nobody_can_tell():
    assert repeated(seen(0, FURNITURE), seen(1, FURNITURE)) == [0, 0]


def test_a_paragraph_that_two_articles_share_is_theirs():
    assert repeated(seen(0, QUOTE), seen(1, QUOTE), *(seen(number) for number in range(2, 6))) == [0] * 6


def test_what_less_than_half_of_the_articles_share_is_theirs():
    some = [seen(number, QUOTE) for number in range(3)]
    assert repeated(*some, *(seen(number) for number in range(3, 8))) == [0] * 8


def test_sites_do_not_answer_for_each_other():
    pages = [seen(number, FURNITURE, site=f"blog{number}.test") for number in range(5)]
    assert repeated(*pages) == [0] * 5


def test_former_looks_are_outvoted_by_present_ones():
    former = [seen(number, FURNITURE, when=NOW - timedelta(days=90)) for number in range(20)]
    present = [seen(number, when=NOW - timedelta(days=1)) for number in range(20, 20 + RECENT_ARTICLES)]
    quoting = seen(99, FURNITURE)
    assert repeated(quoting, *former)[0] == 6
    assert repeated(quoting, *former, *present)[0] == 0


@pytest.mark.parametrize("copies", [1, 4])
def test_an_article_never_loses_to_its_own_copies(copies: int):
    same = [seen(number, address="https://blog.test/0") for number in range(copies + 1)]
    alike = [SeenPage(f"https://blog.test/print/{n}", "blog.test", f"{n}", NOW, same[0].blocks) for n in range(copies)]
    assert repeated(*same, *alike) == [0] * (2 * copies + 1)


def test_a_page_that_holds_the_beginning_of_an_article_is_no_other_article():
    whole = SeenPage("https://blog.test/all", "blog.test", "all", NOW, fingerprints(map(text, range(6))))
    parts = [SeenPage(f"https://blog.test/{n}", "blog.test", f"{n}", NOW, fingerprints([text(n)])) for n in range(6)]
    assert repeated(whole, *parts)[0] == 0
    assert sum(repeated(*parts, whole)) == 0


def test_copies_of_one_article_are_one_witness():
    copies = [seen(number, QUOTE, address="https://blog.test/0") for number in range(3)]
    assert repeated(seen(9, QUOTE), *copies) == [0] * 4


def test_the_cells_of_a_table_are_counted_one_by_one():
    pages = [seen(number, "Oui", "Oui") for number in range(3)]
    assert repeated(*pages, seen(3, *["Oui"] * 10)) == [2, 2, 2, 2]


def test_of_a_long_page_both_ends_are_remembered():
    blocks = fingerprints(str(number) for number in range(10 * BLOCKS_AT_EACH_END))
    assert len(blocks) == 2 * BLOCKS_AT_EACH_END
    assert [*both_ends(range(1000))][-1] == 999
    assert fingerprints(["« ! »", "", "mot"]) == fingerprints(["mot"])


@given(st.permutations(range(9)), st.lists(st.integers(0, 4), min_size=9, max_size=9))
def test_the_order_of_pages_changes_nothing(order: list[int], shares: list[int]):
    pages = [
        seen(number, *[f"Un bloc partagé numéro {n}" for n in range(share)], when=NOW - timedelta(days=share % 2))
        for number, share in enumerate(shares)
    ]
    assert repeated_words([pages[number] for number in order]) == repeated_words(pages)
