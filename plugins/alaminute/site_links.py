"""Links of a built site that lead nowhere: to a page, file or anchor that the site does not have. Reads files only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from alaminute.header import fold

# Where HTML pages point to what is fetched or followed.
_LINKS = (("//a|//area|//link", "href"), ("//img|//script|//source|//iframe|//audio|//video|//track|//embed", "src"))


# What addresses of the site's pages begin with here; nothing can have it.
_ORIGIN = "https://site.invalid"
# The same on whatever page they stand.
_WHOLE = re.compile(r"/|[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True)
class BrokenLink:
    """A link as it is written on a page, and where it leads; page and target are paths below the site's root.

    `page` is a file, `target` begins with a slash.
    """

    page: str
    target: str
    typed: str

    @property
    def address(self) -> str:
        """The page, as one asks for it: « /2010/03/billet/ »."""
        return f"/{self.page.removesuffix('index.html')}"


class Site:
    """A folder of static pages, published at `url` (empty: at the root of any host)."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = folder
        self._url = url.rstrip("/")
        # Looked at once, however many links lead there.
        self._anchors: dict[str, set[str]] = {}
        self._whole = cache(lambda typed: self._target(typed, ""))
        self.leads_somewhere = cache(self._leads_somewhere)

    @cached_property
    def files(self) -> set[str]:
        """Every file, relative to the folder."""
        return {path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file()}

    def broken_links(self) -> list[BrokenLink]:
        """Every internal link that leads nowhere, page by page."""
        return [
            BrokenLink(page, target, typed)
            for page in sorted(file for file in self.files if file.endswith(".html"))
            for typed, target in self._targets(page)
            if not self.leads_somewhere(target)
        ]

    def anchor_like(self, target: str) -> str | None:
        """The anchor of a page that has the letters and digits of the target's fragment, if just one has them."""
        path, _, fragment = target.partition("#")
        file = self._file(unquote(path))
        if file is None or not (meant := _letters(unquote(fragment))):
            return None
        alike = [anchor for anchor in self._anchors_of(file) if _letters(anchor) == meant]
        return alike[0] if len(alike) == 1 else None

    def has(self, target: str) -> bool:
        """Whether there is a page or file under an address."""
        return self._file(unquote(target.partition("#")[0])) is not None

    def _targets(self, page: str) -> Iterator[tuple[str, str]]:
        """The addresses on a page that are internal, each once, with their absolute paths and fragments."""
        tree = self._tree(page)
        self._anchors[page] = set(tree.xpath("//@id")) | set(tree.xpath("//a/@name"))
        found = (str(value) for elements, attribute in _LINKS for value in tree.xpath(f"({elements})/@{attribute}"))
        for typed in dict.fromkeys(link.strip() for link in found):
            if target := self._whole(typed) if _WHOLE.match(typed) else self._target(typed, page):
                yield typed, target

    def _target(self, typed: str, page: str) -> str | None:
        """Where an address on a page leads on this site; None for other sites."""
        try:
            parts = urlsplit(urljoin(f"{_ORIGIN}/{page}", self._local(typed)))
        except ValueError:  # « https://[x/ »: no address of this site
            return None
        if f"{parts.scheme}://{parts.netloc}" != _ORIGIN:
            return None
        return parts.path + (f"#{parts.fragment}" if parts.fragment else "")

    def _local(self, link: str) -> str:
        """A link to the site's published address as one from its root."""
        if self._url and (link == self._url or link.startswith((f"{self._url}/", f"{self._url}#"))):
            return link.removeprefix(self._url) or "/"
        return link

    def _leads_somewhere(self, target: str) -> bool:
        """Whether a page or file is there, and what the fragment names is on it."""
        path, _, fragment = target.partition("#")
        file = self._file(unquote(path))
        if file is None:
            return False
        # « #top » and text fragments need no anchor (HTML Living Standard, 7.4.6.3).
        if not fragment or fragment == "top" or fragment.startswith(":~:") or not file.endswith(".html"):
            return True
        return unquote(fragment) in self._anchors_of(file) or fragment in self._anchors_of(file)

    def _file(self, path: str) -> str | None:
        relative = normpath(path.lstrip("/") or ".")
        names = (
            [f"{relative}/index.html".removeprefix("./")]
            if path.endswith("/")
            else [relative, f"{relative}/index.html"]
        )
        return next((name for name in names if name in self.files), None)

    def _tree(self, file: str) -> Any:
        return lxml.html.parse(str(self._folder / file), lxml.html.HTMLParser(encoding="utf-8")).getroot()

    def _anchors_of(self, file: str) -> set[str]:
        if file not in self._anchors:
            tree = self._tree(file)
            self._anchors[file] = set(tree.xpath("//@id")) | set(tree.xpath("//a/@name"))
        return self._anchors[file]


def _letters(name: str) -> str:
    """What two programs that make anchors of one heading have in common."""
    return re.sub(r"[\W_]+", "", fold(name))
