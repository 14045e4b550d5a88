"""The address that a page calls its own (RFC 6596, rel=canonical), if it can be believed. Pure.

A page's AMP form names the article's; so does a copy on another site. A common mistake names the site's home page on
every page: that would make one article of them all, so it is taken for no answer.
"""

from collections.abc import Iterator
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml.html import HtmlElement


def stated_address(tree: HtmlElement, url: str) -> str | None:
    """The first believable canonical address of the page found at `url`, absolute; None if it states none."""
    return next((href for href in _absolute(tree, url) if _is_believable(urlsplit(href), urlsplit(url))), None)


def leads_home(asked: str, answered: str) -> bool:
    """Whether a redirect led from one of a site's pages to its home page, as sites do for pages that are gone."""
    before, after = urlsplit(asked), urlsplit(answered)
    return _bare_host(before) == _bare_host(after) and _is_home(after) and not _is_home(before)


def _absolute(tree: HtmlElement, url: str) -> Iterator[str]:
    for link in tree.iter("link"):
        if "canonical" not in (link.get("rel") or "").lower().split():
            continue
        try:
            absolute = urljoin(url, (link.get("href") or "").strip())
            urlsplit(absolute)
        except ValueError:  # no host can be read of it
            continue
        yield absolute


def _is_believable(stated: SplitResult, found: SplitResult) -> bool:
    if stated.scheme not in {"http", "https"} or not stated.netloc:
        return False
    if _is_home(stated) and not _is_home(found):
        return False
    # A machine's own name, left over from where the site was made.
    return "." in (stated.hostname or "") or ":" in (stated.hostname or "") or stated.hostname == found.hostname


def _is_home(parts: SplitResult) -> bool:
    return parts.path in {"", "/"} and not parts.query


def _bare_host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")
