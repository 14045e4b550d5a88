"""The levels of a text's headings, in an order without gaps. Pure."""

from collections.abc import Iterable

# A text stands under its title, which the theme writes as the first level.
_TITLE = (0, 1)


def outline(levels: Iterable[int]) -> list[int]:
    """For each heading's level as it was typed (1 to 6) the one to show: 2 to 6, none skipped on the way down.

    Blogs' posts begin with the first level or with the third, for the looks of it; what stands under what stays.
    """
    above = [_TITLE]
    shown = []
    for level in levels:
        while above[-1][0] >= level:
            above.pop()
        above.append((level, min(6, above[-1][1] + 1)))
        shown.append(above[-1][1])
    return shown
