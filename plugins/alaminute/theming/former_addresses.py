"""Links that posts have to one another by the addresses that Pelican gives when nothing is set: led to today's. Pure.

A blog that moves here keeps the links in its texts, typed as `un-billet.html` or `/tag/marketing.html`.
"""

import re
from collections.abc import Iterable, Mapping
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from turbohtml import parse_fragment

from alaminute.theming.fragments import as_html

# Kinds of names, and pages: the folders that Pelican gives them.
_FORMER_FOLDERS = ("tag", "category", "author", "pages")
_TELLING = re.compile(r"-.*-")
_SUSPECT = re.compile(r"""\.html["'#?]""")


def former_addresses(
    articles: Iterable[Any], pages: Iterable[Any], named: Mapping[str, Iterable[Any]]
) -> dict[str, str]:
    """Today's addresses by those of Pelican's default settings, both below the root.

    `named` are categories, tags and authors by the folder that they had.
    """
    found = {f"{folder}/{one.slug}.html": one.url for folder, ones in named.items() for one in ones}
    for folder, contents in (("pages/", pages), ("", articles)):
        for content in contents:
            found[f"{folder}{content.slug}-{content.lang}.html"] = content.url
            found.setdefault(f"{folder}{content.slug}.html", content.url)
    return found


def former_address(path: str, today: Mapping[str, str]) -> str | None:
    """Today's address for a path that leads nowhere, as it would be if the blog had stood in any of its folders.

    `lucas/blog/tag/vente.html` → `tags/vente/`. Other programs' addresses, `2009/11/rendre-une-minute/`, are known by a
    post's name if that is long enough to be no other thing's.
    """
    parts = normpath(path).split("/")
    while parts:
        whole = "/".join(parts)
        if address := today.get(whole) or (_TELLING.search(whole) and today.get(f"{whole}.html")):
            return address
        # `tag/prix.html` is no post named « prix ».
        if parts.pop(0) in _FORMER_FOLDERS:
            return None
    return None


def from_former_addresses(fragment: str, today: Mapping[str, str], site_url: str) -> str:
    """The fragment, links to a former address of the site leading to today's, by the site's address."""
    if not _SUSPECT.search(fragment):
        return fragment

    def lead(typed: str) -> str | None:
        try:
            parts = urlsplit(typed.removeprefix(site_url))
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path.endswith(".html"):
            return None
        address = today.get(normpath(unquote(parts.path)).lstrip("./"))
        return address and f"{site_url}/{address}" + (f"#{parts.fragment}" if parts.fragment else "")

    root = parse_fragment(fragment)
    root.rewrite_links(lead)
    return as_html(root)
