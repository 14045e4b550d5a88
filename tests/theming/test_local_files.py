"""The site's own files in a post."""

import pytest

from alaminute.theming.local_files import Labels, Settled, settle_files

FILES = {"/a.png": "/a.png", "a.png": "/a.png", "b.pdf": "/b.pdf", "https://[x/a.png": "https://[x/a.png"}


def settle(fragment: str) -> Settled:
    return settle_files(fragment, FILES.get, Labels("Image absente", "Film absent", "Son absent"))


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
    assert settle(typed) == Settled(shown, ())


def test_a_missing_image_shows_its_words() -> None:
    assert settle('<p><img src="/x.png" alt="Un &lt;café&gt;"></p>') == Settled(
        '<p><span class="ailleurs"><strong>Un &lt;café&gt;</strong> <span>Image absente</span></span></p>',
        ("/x.png",),
    )
    assert settle('<img src="/x.png" alt="">').html == '<span class="ailleurs"><span>Image absente</span></span>'


def test_nothing_of_a_missing_picture_is_left() -> None:
    html = settle('<picture><source srcset="/x.avif"><img src="/x.png" alt="X"></picture>').html
    assert html == '<span class="ailleurs"><strong>X</strong> <span>Image absente</span></span>'


def test_links_are_left_to_who_knows_the_whole_site() -> None:
    assert settle('<a href="/x.PDF?y#z">X</a>') == Settled('<a href="/x.PDF?y#z">X</a>', ())


def test_a_player_plays_what_is_there() -> None:
    html = '<video poster="/p.png"><source src="/x.webm"><source src="a.png"><track src="/x.vtt">Texte</video>'
    assert settle(html) == Settled('<video poster="/p.png"><source src="/a.png">Texte</video>', ("/x.webm", "/x.vtt"))


@pytest.mark.parametrize(
    ("player", "words"),
    [
        (
            '<video src="/x.mp4" controls title="Un film">Texte</video>',
            "<strong>Un film</strong> <span>Film absent</span>",
        ),
        ('<audio controls><source src="/x.mp3"></audio>', "<span>Son absent</span>"),
    ],
)
def test_a_player_without_anything_to_play_is_words(player: str, words: str) -> None:
    assert settle(player).html == f'<span class="ailleurs">{words}</span>'
