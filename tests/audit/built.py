"""A built site as the audit sees it: its files, its pages, and which file an address leads to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag

from theming.built_site import Page

# Pagefind's own files: its index, its script, its words in many languages.
NOT_OURS = "pagefind/"
TEXTS = (".css", ".csv", ".html", ".js", ".json", ".opml", ".svg", ".txt", ".xml")


@dataclass(frozen=True)
class BuiltPage(Page):
    """One page of a site that is published at `site_url`."""

    site_url: str

    @property
    def url(self) -> str:
        """Its absolute address."""
        return self.site_url + self.address

    @cached_property
    def ids(self) -> frozenset[str]:
        """What fragments and labels can name."""
        return frozenset(map(str, self.select("//@id")))


@dataclass(frozen=True)
class BuiltSite:
    """A folder of static files, published at `url` (which ends without a slash)."""

    folder: Path
    url: str

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, relative to the folder, with slashes."""
        return frozenset(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every HTML page by its address, which begins with a slash."""
        names = sorted(name for name in self.files if name.endswith(".html"))
        pages = [BuiltPage(self.folder, f"/{name.removesuffix('index.html')}", self.url) for name in names]
        return {page.address: page for page in pages}

    def texts(self, *suffixes: str) -> Iterator[tuple[str, str]]:
        """Name and text of our own files with one of these suffixes."""
        for name in sorted(self.files):
            if name.endswith(suffixes) and not name.startswith(NOT_OURS):
                yield name, (self.folder / name).read_text(encoding="utf-8")

    def holds(self, url: str) -> bool:
        """Whether an absolute address is within this site."""
        return url == self.url or url.startswith((f"{self.url}/", f"{self.url}#", f"{self.url}?"))

    def file_of(self, url: str) -> str | None:
        """The file that a static host answers an absolute address with; None for a host's redirect, or its 404."""
        path = unquote(urldefrag(url.removeprefix(self.url)).url.partition("?")[0]).removeprefix("/")
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        return name if name in self.files else None
