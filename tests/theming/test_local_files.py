"""The site's own files in a post."""

import pytest

from alaminute.theming.local_files import Settled, settle_files

FILES = {"/a.png": "/a.png", "a.png": "/a.png", "b.pdf": "/b.pdf", "https://[x/a.png": "https://[x/a.png"}


def settle(fragment: str) -> Settled:
    return settle_files(fragment, FILES.get, "Image absente")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<img src="/a.png" alt="A">', '<img src="/a.png" alt="A">'),
        ('<img src="a.png" alt="A">', '<img src="/a.png" alt="A">'),
        ('<a href="b.pdf">B</a>', '<a href="/b.pdf">B</a>'),
        (
            '<a href="une-page.html">P</a> <a href="/lectures/">L</a>',
            '<a href="une-page.html">P</a> <a href="/lectures/">L</a>',
        ),
        ('<a href="https://[x/a.png">X</a>', '<a href="https://[x/a.png">X</a>'),
    ],
)
def test_files_are_linked_to_where_they_are(typed: str, shown: str) -> None:
    assert settle(typed) == Settled(shown, (), ())


def test_a_missing_image_shows_its_words() -> None:
    assert settle('<p><img src="/x.png" alt="Un &lt;café&gt;"></p>') == Settled(
        '<p><span class="ailleurs"><strong>Un &lt;café&gt;</strong> <span>Image absente</span></span></p>',
        ("/x.png",),
        (),
    )
    assert settle('<img src="/x.png" alt="">').html == '<span class="ailleurs"><span>Image absente</span></span>'


def test_nothing_of_a_missing_picture_is_left() -> None:
    html = settle('<picture><source srcset="/x.avif"><img src="/x.png" alt="X"></picture>').html
    assert html == '<span class="ailleurs"><strong>X</strong> <span>Image absente</span></span>'


def test_of_a_link_to_a_missing_file_its_words_stay() -> None:
    assert settle('<a href="/x.PDF?y#z" target="_blank">X</a>') == Settled("X", (), ("/x.PDF?y#z",))
