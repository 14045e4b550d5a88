"""The site's own files that a post shows or links to: found from wherever they were typed, or said to be missing. Pure.

A post that moved here from another blog has addresses that were right at its former place. Links to what is nowhere are
left to dead_links.py, which knows all of the finished site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from turbohtml import Element, parse_fragment

from alaminute.theming.fragments import as_html, fill, whole_picture

# Links to these are links to files, not to pages that are only made later.
_DOCUMENTS = frozenset(
    "7z aac avif bz2 css csv doc docx epub flac gif gz jpeg jpg js json m4a m4v md mp3 mp4 odg odp ods odt ogg ogv pdf"
    " png ppt pptx ps py rar svg tar tgz txt wav webm webp xls xlsx xml zip".split()
)
_SHOWN = "img[src], source[src], video[src], audio[src], track[src]"


@dataclass(frozen=True)
class Labels:
    """What stands where a file is missing."""

    image: str
    film: str
    sound: str


@dataclass(frozen=True)
class Settled:
    """A body with the addresses of its files, and those of what it would show that lead to none."""

    html: str
    missing: tuple[str, ...]


def settle_files(fragment: str, locate: Callable[[str], str | None], labels: Labels) -> Settled:
    """The fragment with each file's address as `locate` gives it; what is missing shows its words only.

    `locate` gets an address as it was typed and gives the one to write, None for a file that the site does not have.
    """
    root = parse_fragment(fragment)
    missing = []
    for element in root.select(_SHOWN):
        typed = element.attr("src") or ""
        found = locate(typed)
        if found is not None:
            element.attrs["src"] = found
            continue
        missing.append(typed)
        if element.tag == "img":
            _replace(whole_picture(element), element.attr("alt"), labels.image)
        elif element.tag in ("video", "audio"):
            del element.attrs["src"]
        else:
            element.decompose()
    _settle_players(root, labels)
    for link in root.select("a[href]"):
        typed = link.attr("href") or ""
        if _is_document(typed) and (found := locate(typed)):
            link.attrs["href"] = found
    return Settled(as_html(root), tuple(missing))


def _settle_players(root: Element, labels: Labels) -> None:
    """Players that have nothing to play give way to words."""
    for player in root.select("video, audio"):
        if not player.attr("src") and player.select_one("source") is None:
            label = labels.film if player.tag == "video" else labels.sound
            _replace(player, player.attr("title") or player.attr("aria-label"), label)


def _is_document(address: str) -> bool:
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    _, dot, extension = unquote(path).rpartition(".")
    return bool(dot) and extension.lower() in _DOCUMENTS


def _replace(element: Element, words: str | None, label: str) -> None:
    words = (words or "").strip()
    texts = [("strong", words), ("span", label)] if words else [("span", label)]
    element.replace_with(fill(Element("span", {"class": "ailleurs"}), *texts))
