"""What templates change in HTML that is already made."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2.runtime import Context
from markupsafe import Markup, escape
from turbohtml import parse_fragment

from alaminute.theming.fragments import as_html

_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ROOT_ADDRESS = re.compile(r"""(?<=\s)((?:href|src|poster)=["'])(/(?!/)[^"']*)""")
_SPACED_ADDRESS = re.compile(r"""(?<=\s)(?:href|src|poster)=(?:"[^"]* [^"]*"|'[^']* [^']*')""")
# Neither a place on the page, nor from the root, nor with a scheme.
_RELATIVE = re.compile(r"(?![#/]|[a-zA-Z][a-zA-Z0-9+.-]*:|$)")
_RELATIVE_ADDRESS = re.compile(rf"""(?<=\s)(?:href|src|poster)=["']{_RELATIVE.pattern}""")
_LINK = re.compile(r"<a (?![^>]*\bhreflang=)")


def mark_language(fragment: str, language: str) -> Markup:
    """The fragment, each of its links saying in which language its target is."""
    return Markup(_LINK.sub(f'<a hreflang="{escape(language)}" ', str(fragment)))  # noqa: S704 (HTML in, HTML out)


def served_elsewhere(settings: Mapping[str, Any] | Context) -> tuple[str, ...]:
    """The beginnings of addresses, from the root, that something beside this site answers for."""
    return tuple(settings.get("SERVED_ELSEWHERE", ()))


def from_root(fragment: str, site_url: str, elsewhere: tuple[str, ...] = ()) -> str:
    """The fragment, what was typed as `/lectures/` leading into the site, wherever on its host that is published.

    `elsewhere` are the beginnings of what else its host serves.
    """
    prefix = urlsplit(site_url).path.rstrip("/")
    host = site_url.removesuffix(prefix)

    def mend(match: re.Match[str]) -> str:
        attribute, address = match.groups()
        # Who types the whole path has been there already.
        whole = prefix.startswith("/") and (address == prefix or address.startswith(f"{prefix}/"))
        return f"{attribute}{host if whole or address.startswith(elsewhere) else site_url}{address}"

    return _TAG.sub(lambda tag: _ROOT_ADDRESS.sub(mend, tag[0]), fragment)


def absolute(fragment: str, address: str) -> str:
    """The fragment, its relative links leading on from `address`; as it is if that is no full address."""
    if not urlsplit(address).netloc or not _RELATIVE_ADDRESS.search(fragment):
        return fragment
    root = parse_fragment(fragment)
    root.rewrite_links(lambda link: urljoin(address, link) if _RELATIVE.match(link) else None)
    return as_html(root)


def without_spaces(fragment: str) -> str:
    """The fragment, addresses written without spaces: Pelican leaves those that are in a file's name."""

    def mend(match: re.Match[str]) -> str:
        quote = match[0][-1]
        name, address = match[0][:-1].split(quote, 1)
        return f"{name}{quote}{address.strip().replace(' ', '%20')}{quote}"

    return _TAG.sub(lambda tag: _SPACED_ADDRESS.sub(mend, tag[0]), fragment)
