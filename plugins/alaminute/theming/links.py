"""What templates change in HTML that is already made."""

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ROOT_ADDRESS = re.compile(r"""(?<=\s)((?:href|src|poster)=["'])(/(?!/)[^"']*)""")
_SPACED_ADDRESS = re.compile(r"""(?<=\s)(?:href|src|poster)=(?:"[^"]* [^"]*"|'[^']* [^']*')""")
_LINK = re.compile(r"<a (?![^>]*\bhreflang=)")


def mark_language(fragment: str, language: str) -> Markup:
    """The fragment, each of its links saying in which language its target is."""
    return Markup(_LINK.sub(f'<a hreflang="{escape(language)}" ', str(fragment)))  # noqa: S704 (HTML in, HTML out)


def from_root(fragment: str, site_url: str) -> str:
    """The fragment, what was typed as `/lectures/` leading into the site, wherever on its host that is published."""
    prefix = urlsplit(site_url).path.rstrip("/")
    host = site_url.removesuffix(prefix)

    def mend(match: re.Match[str]) -> str:
        attribute, address = match.groups()
        # Who types the whole path has been there already.
        whole = prefix.startswith("/") and (address == prefix or address.startswith(f"{prefix}/"))
        return f"{attribute}{host if whole else site_url}{address}"

    return _TAG.sub(lambda tag: _ROOT_ADDRESS.sub(mend, tag[0]), fragment)


def without_spaces(fragment: str) -> str:
    """The fragment, addresses written without spaces: Pelican leaves those that are in a file's name."""

    def mend(match: re.Match[str]) -> str:
        quote = match[0][-1]
        name, address = match[0][:-1].split(quote, 1)
        return f"{name}{quote}{address.strip().replace(' ', '%20')}{quote}"

    return _TAG.sub(lambda tag: _SPACED_ADDRESS.sub(mend, tag[0]), fragment)
