"""Images in a page's HTML: their size, when to load, and leaner files to choose from. Pure.

A page whose images have no size jumps while it loads; one that loads all of them at once is slow where it is read most.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

# The width of a text, which telephones fill but for its margins.
SIZES = "(min-width: 40rem) 35rem, 92vw"
_IMAGE = re.compile(r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s+([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


@dataclass(frozen=True)
class Source:
    """Files of one media type, narrowest first: their addresses below the site's root, and their widths."""

    media_type: str
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Picture:
    """What is known of an image file: its size, and leaner sources, best first."""

    width: int
    height: int
    sources: tuple[Source, ...] = ()


def mark_up_pictures(fragment: str, look_up: Callable[[str], Picture | None], site_url: str) -> str:
    """The fragment with its images' sizes and sources; all but the first load when they come near the screen.

    `look_up` gives what is known of the file at an address; None leaves the image as it is.
    """
    # An author who writes <picture> has chosen the sources.
    chosen = "<picture" in fragment
    first = True

    def mark_up(match: re.Match[str]) -> str:
        nonlocal first
        attributes = _attributes(match[0])
        _load(attributes, first=first)
        first = False
        picture = look_up(attributes.get("src") or "")
        if picture is None:
            return _tag("img", attributes)
        _measure(attributes, picture)
        if chosen or "srcset" in attributes or not picture.sources:
            return _tag("img", attributes)
        sources = "".join(_source(source, site_url) for source in picture.sources)
        return f"<picture>{sources}{_tag('img', attributes)}</picture>"

    return _IMAGE.sub(mark_up, fragment)


def _attributes(tag: str) -> dict[str, str | None]:
    """Attributes as text, in their order; the first of a name counts, as in browsers."""
    found: dict[str, str | None] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag.removesuffix(">").removesuffix("/")):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def _load(attributes: dict[str, str | None], *, first: bool) -> None:
    """The first image is most likely seen at once."""
    if not first:
        attributes.setdefault("loading", "lazy")
    elif attributes.get("loading") == "lazy":
        del attributes["loading"]


def _measure(attributes: dict[str, str | None], picture: Picture) -> None:
    """Add the size; where the author gave one side, the other in proportion."""
    width, height = attributes.get("width") or "", attributes.get("height") or ""
    if not width and not height:
        attributes.update(width=str(picture.width), height=str(picture.height))
    elif width.isdecimal() and not height:
        attributes["height"] = str(max(1, round(int(width) * picture.height / picture.width)))
    elif height.isdecimal() and not width:
        attributes["width"] = str(max(1, round(int(height) * picture.width / picture.height)))


def _source(source: Source, site_url: str) -> str:
    addresses = ", ".join(f"{site_url}/{address} {width}w" for address, width in source.files)
    return _tag("source", {"type": source.media_type, "srcset": addresses, "sizes": SIZES})


def _tag(name: str, attributes: dict[str, str | None]) -> str:
    written = (f' {key}="{escape(value or "")}"' for key, value in attributes.items())
    return f"<{name}{''.join(written)}>"
