"""Links of built pages that lead nowhere: led to what they meant where that is sure, else left as their words.

A style sheet, script or frame that is not there is asked for no more.
Works on finished pages, for only then it is known what a site has: pages, files and anchors, whoever wrote them.
"""

import html
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote

from alaminute.files import shown_path
from alaminute.site_links import BrokenLink, Site
from alaminute.theming.former_addresses import former_address

# Elements that lead or load, by the attribute that holds the address.
_ADDRESS = {"a": "href", "link": "href", "script": "src", "iframe": "src"}
# Any element, so that what stands in the attributes of one is not taken for another.
_ELEMENT = re.compile(
    r"""<(?P<name>[a-z][a-z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>(?:\s*</(?:script|iframe)>)?""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""\s(?P<name>[a-zA-Z-]+)(?:=(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s>/])""")
_SHORT = 5
# What an `<a>` may only have with an address (HTML Living Standard, 4.5.1).
_OF_LINKS = {"href", "target", "rel", "download", "hreflang", "type", "ping", "referrerpolicy"}


@dataclass(frozen=True)
class Contents:
    """What is known of a site's posts and pages while Pelican has them, for when it has written them.

    `today` has their addresses by those of Pelican's default settings; `sources` their files by the pages made of them.
    `names` are the addresses of their categories, tags and authors: those of drafts alone have no page, and no fault.
    """

    today: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Path] = field(default_factory=dict)
    names: Collection[str] = ()


def settle_dead_links(folder: Path, url: str, today: Mapping[str, str], elsewhere: tuple[str, ...]) -> list[BrokenLink]:
    """Mend the pages of a site that was built into `folder` for `url`; the links that could not be led anywhere.

    `today` as in Contents; `elsewhere` are the beginnings of paths that something else answers for.
    """
    site = Site(folder, url)
    broken = [link for link in site.broken_links() if not link.target.startswith(elsewhere)]
    meant = {link: meant_address(link.target, site, url, today) for link in broken}
    for page, links in groupby(broken, key=lambda link: link.page):
        path = folder / page
        addresses = {link.typed: meant[link] or _page_at_least(link, site, url) for link in links}
        path.write_text(with_addresses(path.read_text(encoding="utf-8"), addresses), encoding="utf-8")
    return [link for link in broken if meant[link] is None]


def meant_address(target: str, site: Site, url: str, today: Mapping[str, str]) -> str | None:
    """Where a dead link surely meant to lead: an anchor that another program named, a page or file that moved."""
    path, sign, fragment = target.partition("#")
    if site.has(path):
        anchor = site.anchor_like(target)
        return anchor and f"{url}{path}#{anchor}"
    address = former_address(unquote(path).removeprefix("/"), today)
    if address is None:
        return None
    moved = f"/{address}{sign}{fragment}"
    if fragment and not site.leads_somewhere(moved):
        anchor = site.anchor_like(moved)
        return f"{url}/{address}" + (f"#{anchor}" if anchor else "")
    return f"{url}{moved}"


def _page_at_least(link: BrokenLink, site: Site, url: str) -> str | None:
    """The page, where only the place on it is not to be found; a link to the page that it is on is none."""
    path = link.target.partition("#")[0]
    return f"{url}{path}" if site.has(path) and path.removesuffix("index.html") != link.address else None


def places_of(broken: Iterable[BrokenLink], contents: Contents) -> list[tuple[str, str]]:
    """Where links were typed (`content/posts/x.md:12`), and what was.

    Lists of posts repeat what is in a post, so they are named only for what no post has.
    """
    links = [link for link in broken if link.target.removeprefix("/") not in contents.names]
    sources = contents.sources
    places = [(_place(sources[link.page], link.typed), link.typed) for link in links if link.page in sources]
    told = {typed for _, typed in places}
    return [*places, *((link.address, link.typed) for link in links if link.typed not in told)]


def _place(source: Path, typed: str) -> str:
    """The file, and the line if it can be seen there: addresses may be written in other ways."""
    lines = source.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    end = unquote(typed).rpartition("/")[2]
    # A short end may stand anywhere.
    for text in (typed, unquote(typed), *([end] if len(end) > _SHORT else [])):
        if number := next((number for number, line in enumerate(lines, 1) if text in line), None):
            return f"{shown_path(source)}:{number}"
    return shown_path(source)


def with_addresses(page: str, addresses: Mapping[str, str | None]) -> str:
    """An HTML page, its links to these addresses leading to others; to None: words that are no link."""
    return _ELEMENT.sub(lambda element: _with_address(element, addresses), page)


def _with_address(element: re.Match[str], addresses: Mapping[str, str | None]) -> str:
    name = element["name"].lower()
    holder = _ADDRESS.get(name)
    attribute = next((one for one in _ATTRIBUTE.finditer(element[0]) if one["name"].lower() == holder), None)
    typed = html.unescape((attribute["value"] or "").strip("\"'")).strip() if attribute else ""
    if attribute is None or typed not in addresses:
        return element[0]
    if name != "a":
        # With something in it, an element cannot go by its start.
        return "" if name == "link" or element[0].lower().endswith(f"</{name}>") else element[0]
    if address := addresses[typed]:
        return f'{element[0][: attribute.start()]} href="{html.escape(address)}"{element[0][attribute.end() :]}'
    return _ATTRIBUTE.sub(lambda one: "" if one["name"].lower() in _OF_LINKS else one[0], element[0])
