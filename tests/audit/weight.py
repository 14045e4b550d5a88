"""What a page weighs on the wire, but for its pictures: bytes after gzip, as a usual host sends them."""

import gzip
from pathlib import Path

from audit.built import BuiltPage, BuiltSite

# What nginx and Node take if one does not say.
_LEVEL = 6
_INLINE_SCRIPTS = "//script[not(@src) and not(contains(@type, 'json'))]/text() | //@*[starts-with(name(), 'on')]"


def gzip_bytes(data: bytes) -> int:
    """Bytes after compression."""
    return len(gzip.compress(data, _LEVEL, mtime=0))


def page_bytes(site: BuiltSite, page: BuiltPage) -> int:
    """HTML, style sheets and scripts, each compressed."""
    linked = page.select("//link[@rel='stylesheet']/@href | //script/@src")
    return sum(gzip_bytes(path.read_bytes()) for path in [page.path, *_files(site, linked)])


def script_bytes(site: BuiltSite, page: BuiltPage) -> int:
    """JavaScript of a page, in files and in itself, not compressed."""
    inline = page.select(_INLINE_SCRIPTS)
    files = _files(site, page.select("//script/@src"))
    return sum(path.stat().st_size for path in files) + sum(len(str(text).encode()) for text in inline)


def _files(site: BuiltSite, urls: list[str]) -> list[Path]:
    names = [site.file_of(url) for url in urls]
    assert None not in names, urls
    return [site.folder / str(name) for name in names]
