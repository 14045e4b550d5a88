"""The site's own files that a post shows or links to: found from wherever they were typed, or said to be missing. Pure.

A post that moved here from another blog has addresses that were right at its former place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from turbohtml import Element, parse_fragment

from alaminute.theming.fragments import as_html, fill, whole_picture

# Links to these are links to files, not to pages that are only made later.
_DOCUMENTS = frozenset(
    "7z aac avif bz2 doc docx epub flac gif gz jpeg jpg m4a mp3 mp4 odp ods odt ogg ogv pdf png ppt pptx rar svg tar"
    " tgz wav webm webp xls xlsx zip".split()
)


@dataclass(frozen=True)
class Settled:
    """A body with the addresses of its files, and those that lead to none: images that it shows, files it links to."""

    html: str
    images: tuple[str, ...]
    linked: tuple[str, ...]


def settle_files(fragment: str, locate: Callable[[str], str | None], label: str) -> Settled:
    """The fragment with each file's address as `locate` gives it; what is missing shows its words only.

    `locate` gets an address as it was typed and gives the one to write, None for a file that the site does not have.
    `label` says that an image is missing.
    """
    root = parse_fragment(fragment)
    images, linked = [], []
    for image in root.select("img[src]"):
        typed = image.attr("src") or ""
        found = locate(typed)
        if found is None:
            images.append(typed)
            _replace(image, label)
        elif found != typed:
            image.attrs["src"] = found
    for link in root.select("a[href]"):
        typed = link.attr("href") or ""
        found = locate(typed) if _is_document(typed) else typed
        if found is None:
            linked.append(typed)
            link.unwrap()
        elif found != typed:
            link.attrs["href"] = found
    return Settled(as_html(root), tuple(images), tuple(linked))


def _is_document(address: str) -> bool:
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    _, dot, extension = unquote(path).rpartition(".")
    return bool(dot) and extension.lower() in _DOCUMENTS


def _replace(image: Element, label: str) -> None:
    alternative = (image.attr("alt") or "").strip()
    texts = [("strong", alternative), ("span", label)] if alternative else [("span", label)]
    whole_picture(image).replace_with(fill(Element("span", {"class": "ailleurs"}), *texts))
