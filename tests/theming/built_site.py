"""Building a site as for publication, and looking at its pages: what tests of whole sites share."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import html

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://www.alaminute.example"


@dataclass(frozen=True)
class Page:
    """One built page: `address` begins with a slash, `root` is the whole output folder."""

    root: Path
    address: str

    @property
    def path(self) -> Path:
        name = unquote(self.address.lstrip("/"))
        return self.root / (name + "index.html" if name == "" or name.endswith("/") else name)

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.path.read_bytes().decode())

    def texts(self, language: str = "fr") -> Iterator[str]:
        """Each text and label that a reader sees or hears in that language, by what the elements say."""
        for element in self.tree.iter():
            if not isinstance(element.tag, str) or element.tag in ("script", "style"):
                continue
            if language_of(element) == language:
                yield element.text or ""
                yield from (element.get(name, "") for name in ("aria-label", "title", "alt", "placeholder"))
            parent = element.getparent()
            if parent is not None and language_of(parent) == language:
                yield element.tail or ""

    def select(self, xpath: str) -> list[html.HtmlElement]:
        found: list[html.HtmlElement] = self.tree.xpath(xpath)
        return found

    def text_of(self, xpath: str) -> str:
        return " ".join(" ".join(element.text_content() for element in self.select(xpath)).split(" "))


def language_of(element: html.HtmlElement) -> str:
    """The language that an element or one around it says; "" if none does."""
    while element is not None:
        if element.get("lang"):
            return str(element.get("lang"))
        element = element.getparent()
    return ""


def write(content: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files, with their folders."""
    for name, data in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def build(content: Path, output: Path, *options: str) -> None:
    """Build as for publication; any warning fails."""
    done = run_pelican(content, output, "--fatal=warnings", *options)
    assert done.returncode == 0, done.stdout + done.stderr


def run_pelican(content: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Pelican in a process of its own, without a locale."""
    command = [sys.executable, "-m", "pelican", content, "-s", ROOT / "publishconf.py", "-o", output]
    return subprocess.run(
        [*command, *options],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "LANG": "C", "TZ": "UTC", "PYTHONUTF8": "1", "COLUMNS": "1000"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
