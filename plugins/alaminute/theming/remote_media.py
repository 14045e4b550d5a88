"""Images, films and sounds that a post takes from other sites: a page asks those for nothing before a click. Pure.

Each such image would tell its site who reads what, and is gone when that site is. Feeds keep them: their readers fetch
images by their own rules.
"""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from turbohtml import Element, parse_fragment

from alaminute.theming.fragments import as_html, fill, whole_picture

# Worth parsing: an element that loads from another host.
_SUSPECT = re.compile(
    r"<(?:img|source|video|audio|track)\b[^>]*(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE
)
_STYLED = re.compile(r"url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE)


def without_remote_media(fragment: str, site_url: str, words: Callable[[str], str]) -> str:
    """The fragment, remote images as links to them, remote films and sounds loaded only when they are played.

    `words` says what such a link leads to, given the other site's host: « Voir l'image sur example.org ».
    """
    if not _SUSPECT.search(fragment):
        return fragment
    own = urlsplit(site_url).netloc
    root = parse_fragment(fragment)
    _quieten_players(root, own)
    for source in root.select("picture > source"):
        if _remote(source.attr("srcset"), own):
            source.decompose()
    for image in root.find_all("img"):
        if parts := _remote(image.attr("src"), own):
            _replace(image, parts, words)
        elif _remote(image.attr("srcset"), own):
            del image.attrs["srcset"]
    for element in root.select("[style]"):
        if _STYLED.search(element.attr("style") or ""):
            del element.attrs["style"]
    return as_html(root)


def _quieten_players(root: Element, own: str) -> None:
    for player in root.find_all(["video", "audio"]):
        player.attrs["preload"] = "none"
        player.attrs.pop("autoplay", None)
        if _remote(player.attr("poster"), own):
            del player.attrs["poster"]


def _remote(address: str | None, own: str) -> SplitResult | None:
    """The parts of an address on another host; `srcset` begins with one, too."""
    try:
        parts = urlsplit((address or "").split()[0]) if (address or "").strip() else None
    except ValueError:
        return None
    return parts if parts and parts.netloc and parts.netloc != own else None


def _replace(image: Element, parts: SplitResult, words: Callable[[str], str]) -> None:
    picture = whole_picture(image)
    if _counts_readers(image):
        picture.decompose()
        return
    where = words((parts.hostname or "").removeprefix("www."))
    alternative = (image.attr("alt") or image.attr("title") or "").strip()
    # A link cannot stand in another one, which may lead elsewhere.
    linked = image.closest("a") is not None
    link = Element("span" if linked else "a", {"class": "ailleurs"})
    if not linked:
        link.attrs["rel"] = "external"
        link.attrs["href"] = parts._replace(scheme=parts.scheme or "https").geturl()
    texts = [("strong", alternative), ("span", where)] if alternative else [("strong", where)]
    picture.replace_with(fill(link, *texts))


def _counts_readers(image: Element) -> bool:
    """Whether it is a pixel that nobody is to see."""
    return image.attr("width") in ("0", "1") or image.attr("height") in ("0", "1")
