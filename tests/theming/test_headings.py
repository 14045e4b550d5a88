"""The levels of headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.theming.headings import outline


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ([], []),
        ([2, 3, 2], [2, 3, 2]),
        ([1, 2, 3, 1], [2, 3, 4, 2]),
        ([3, 4, 3], [2, 3, 2]),
        ([2, 4, 6], [2, 3, 4]),
        ([4, 2, 4], [2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_no_level_is_skipped_and_what_stands_under_what_stays(typed: list[int], shown: list[int]) -> None:
    assert outline(typed) == shown


@given(st.lists(st.integers(1, 6)))
def test_any_headings_make_an_outline(typed: list[int]) -> None:
    shown = outline(typed)
    assert all(2 <= level <= 6 for level in shown)
    assert all(after - before <= 1 for before, after in zip([1, *shown], shown, strict=False))
    assert outline(shown) == shown
