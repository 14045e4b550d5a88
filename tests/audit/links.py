"""Where pages and feeds point to, and whether something is there.

Each check returns one line a fault, « where : what », and nothing for a faultless site.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from audit.built import TEXTS, BuiltPage, BuiltSite

# What a browser fetches by itself, and what it fetches only for who asks.
_LOADED = (
    "//img/@src | //script/@src | //source/@src | //iframe/@src | //embed/@src | //audio/@src | //track/@src"
    " | //video/@src | //video/@poster | //input/@src | //object/@data | //body/@background"
    " | //*[local-name()='use' or local-name()='image']/@*[local-name()='href']"
)
_LOADED_SETS = "//img/@srcset | //source/@srcset | //link/@imagesrcset"
_FOLLOWED = "//a/@href | //area/@href | //form/@action | //*/@formaction | //*/@cite"
# A link's relation that makes browsers talk to its host at once.
_LOADED_RELATIONS = {
    "apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload", "preconnect", "prefetch",
    "preload", "prerender", "stylesheet",
}  # fmt: skip
# Fetched by those that a link is sent to.
_SHARED = "//meta[@property='og:image' or @property='og:url' or @name='twitter:image']/@content"
_IN_STYLE = re.compile(r"""url\(\s*['"]?([^'")]+?)['"]?\s*\)|@import\s+['"]([^'"]+)""")
_OTHER_SCHEMES = re.compile(r"(?i)(?:mailto|tel|data|blob):")
_LOCAL = re.compile(r"(?i)\blocalhost\b|\b127\.0\.0\.1\b|\[::1\]|\bfile:///|\b0\.0\.0\.0\b")
# Nobody is led to the page for addresses that lead nowhere.
UNLINKED = {"/404.html"}


def loaded(page: BuiltPage) -> Iterator[str]:
    """Absolute addresses of all that a browser fetches for a page, as its source tells."""
    found = [*page.select(_LOADED), *(url for value in page.select(_LOADED_SETS) for url in _candidates(value))]
    found += [link.get("href", "") for link in page.select("//link") if _relations(link) & _LOADED_RELATIONS]
    found += [url for style in page.select("//style/text() | //@style") for url in _in_style(str(style))]
    yield from _absolute(page, found)


def followed(page: BuiltPage) -> Iterator[str]:
    """Absolute addresses that a page leads people and machines to."""
    own = f"//@*[starts-with(., '{page.site_url}') and not(contains(name(), 'srcset'))]"
    found = [*page.select(_FOLLOWED), *page.select(_SHARED), *page.select(own)]
    found += [link.get("href", "") for link in page.select("//link") if not _relations(link) & _LOADED_RELATIONS]
    found += [url for script in page.select("//script[@type='application/ld+json']") for url in _in_json(script.text)]
    yield from _absolute(page, found)


def _absolute(page: BuiltPage, found: Iterable[Any]) -> Iterator[str]:
    for url in (str(url).strip() for url in found):
        if not _OTHER_SCHEMES.match(url):
            # urljoin drops a « # » with nothing behind it.
            yield urljoin(page.url, url) + "#" * url.endswith("#")


def _relations(link: HtmlElement) -> set[str]:
    return set(link.get("rel", "").lower().split())


def _candidates(srcset: str) -> list[str]:
    return [candidate.split()[0] for candidate in re.split(r",\s+", srcset) if candidate.strip()]


def _in_style(text: str) -> list[str]:
    return [match[1] or match[2] for match in _IN_STYLE.finditer(text)]


def _in_json(text: str) -> Iterator[str]:
    """Every web address among a JSON document's values, but the names of vocabularies."""
    todo: list[Any] = [json.loads(text)]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo.extend(inner for key, inner in value.items() if key != "@context")
        elif isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, str) and re.match(r"https?:", value):
            yield value


def broken_links(site: BuiltSite) -> list[str]:
    """Links of pages into the site that no file answers, or whose #fragment the page there does not have."""
    return [
        f"{page.address} : {why} : {url}"
        for page in site.pages.values()
        for url in dict.fromkeys([*loaded(page), *followed(page)])
        if site.holds(url) and (why := _broken(site, url))
    ]


def _broken(site: BuiltSite, url: str) -> str:
    name = site.file_of(url)
    if name is None:
        return "no such file"
    fragment = urldefrag(url).fragment
    there = site.pages.get(f"/{name.removesuffix('index.html')}")
    if fragment and there is not None and unquote(fragment) not in there.ids:
        return "no such fragment"
    return "empty fragment" if url.endswith("#") else ""


def lost_links(site: BuiltSite) -> list[str]:
    """What a build has shown as words, since it would have led nowhere; an anchor with an id has never been a link."""
    return [
        f"{page.address} : {link.text_content().strip()}"
        for page in site.pages.values()
        for link in page.select("//a[not(@href) and not(@id)]")
    ]


def broken_addresses(site: BuiltSite) -> list[str]:
    """Addresses of the site in its other files (feeds, site map, style sheets, data) that no file answers."""
    faults = []
    for name, text in site.texts(*TEXTS):
        if name.endswith(".html"):
            continue
        # What feeds hold is escaped once or twice.
        plain = html.unescape(html.unescape(text))
        urls = re.findall(re.escape(site.url) + r"""[^\s"'<>()\\\]}]*""", plain)
        if name.endswith(".css"):
            urls += [urljoin(f"{site.url}/{name}", url) for url in _in_style(plain) if not _OTHER_SCHEMES.match(url)]
        faults += [f"/{name} : {url}" for url in dict.fromkeys(urls) if site.holds(url) and not site.file_of(url)]
    return faults


def doubled_ids(site: BuiltSite) -> list[str]:
    """Ids that stand more than once on a page."""
    return [
        f"{page.address} : {name}"
        for page in site.pages.values()
        for name, count in Counter(page.select("//@id")).items()
        if count > 1
    ]


def dangling_references(site: BuiltSite) -> list[str]:
    """Labels and descriptions that name an id which the page does not have."""
    names = "//@aria-labelledby | //@aria-describedby | //@aria-controls | //@aria-owns | //@for | //@headers | //@list"
    return [
        f"{page.address} : {name}"
        for page in site.pages.values()
        for names_ in page.select(names)
        for name in str(names_).split()
        if name not in page.ids
    ]


def third_party_loads(site: BuiltSite) -> list[str]:
    """Whatever a browser would fetch from another host."""
    pages = [
        f"{page.address} : {url}"
        for page in site.pages.values()
        for url in dict.fromkeys(loaded(page))
        if not site.holds(url)
    ]
    styles = [
        f"/{name} : {url}"
        for name, text in site.texts(".css", ".svg")
        for url in _in_style(text)
        if urlsplit(url).netloc and not site.holds(url)
    ]
    return pages + styles


def local_addresses(site: BuiltSite) -> list[str]:
    """Addresses of the machine that built the site."""
    return [f"/{name} : {match[0]}" for name, text in site.texts(*TEXTS) for match in _LOCAL.finditer(text)]


def wrong_canonicals(site: BuiltSite) -> list[str]:
    """Pages whose canonical address, or the one for networks, is not their own; the 404 page has none."""
    return [
        f"{page.address} : {page.select(xpath)}"
        for page in site.pages.values()
        for xpath in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
        if page.select(xpath) != ([] if page.address in UNLINKED else [page.url])
    ]


def unreachable_pages(site: BuiltSite) -> list[str]:
    """Pages that no chain of links leads to from the home page."""
    seen, todo = {"/"}, ["/"]
    while todo:
        page = site.pages[todo.pop()]
        for url in _absolute(page, page.select("//a/@href")):
            name = site.file_of(url) if site.holds(url) else None
            address = f"/{(name or '').removesuffix('index.html')}"
            if name and address in site.pages and address not in seen:
                seen.add(address)
                todo.append(address)
    return sorted(site.pages.keys() - seen - UNLINKED)


def wrong_sitemap(site: BuiltSite, left_out: re.Pattern[str]) -> list[str]:
    """Pages that the site map lacks or has too much; those that `left_out` matches stay out of it."""
    tree = etree.parse(site.folder / "sitemap.xml")
    listed = Counter(location.text for location in tree.iterfind(".//{*}loc"))
    wanted = {page.url for page in site.pages.values() if not left_out.search(page.address)}
    faults = [f"not listed : {url}" for url in sorted(wanted - listed.keys())]
    faults += [f"listed without reason : {url}" for url in sorted(listed.keys() - wanted)]
    return faults + [f"listed twice : {url}" for url, count in listed.items() if count > 1]
