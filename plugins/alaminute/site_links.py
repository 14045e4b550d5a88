"""Links of a built site that lead nowhere: to a page, file or anchor that the site does not have. Reads files only."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

# Where HTML pages point to what is fetched or followed.
_LINKS = (("//a|//area|//link", "href"), ("//img|//script|//source|//iframe|//audio|//video|//track|//embed", "src"))


@dataclass(frozen=True)
class BrokenLink:
    """A link on a page, both as addresses below the site's root."""

    page: str
    target: str

    def __str__(self) -> str:
        """« /2010/03/billet/ : /nulle-part/ »."""
        return f"{self.page} : {self.target}"


class Site:
    """A folder of static pages, published at `url` (empty: at the root of any host)."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = folder
        self._url = url.rstrip("/")
        # Parsed once, however many links lead to a page.
        self._anchors: dict[str, set[str]] = {}

    @cached_property
    def files(self) -> set[str]:
        """Every file, relative to the folder."""
        return {path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file()}

    def broken_links(self) -> list[BrokenLink]:
        """Every internal link that leads nowhere, page by page."""
        return [
            BrokenLink(f"/{page.removesuffix('index.html')}", target)
            for page in sorted(file for file in self.files if file.endswith(".html"))
            for target in self._targets(page)
            if not self._leads_somewhere(target)
        ]

    def _targets(self, page: str) -> Iterator[str]:
        """The internal addresses that a page points to, as absolute paths with their fragments, each once."""
        tree = lxml.html.parse(str(self._folder / page)).getroot()
        self._anchors[page] = set(tree.xpath("//@id")) | set(tree.xpath("//a/@name"))
        found = (str(value) for elements, attribute in _LINKS for value in tree.xpath(f"({elements})/@{attribute}"))
        base = f"https://site.invalid/{page}"
        seen = dict.fromkeys(urljoin(base, self._local(link.strip())) for link in found)
        for target in seen:
            parts = urlsplit(target)
            if parts.netloc == "site.invalid":
                yield parts.path + (f"#{parts.fragment}" if parts.fragment else "")

    def _local(self, link: str) -> str:
        """A link to the site's published address as one from its root."""
        if self._url and (link == self._url or link.startswith((f"{self._url}/", f"{self._url}#"))):
            return link.removeprefix(self._url) or "/"
        return link

    def _leads_somewhere(self, target: str) -> bool:
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

    def _anchors_of(self, file: str) -> set[str]:
        if file not in self._anchors:
            tree = lxml.html.parse(str(self._folder / file)).getroot()
            self._anchors[file] = set(tree.xpath("//@id")) | set(tree.xpath("//a/@name"))
        return self._anchors[file]
