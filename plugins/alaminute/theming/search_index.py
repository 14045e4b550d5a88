"""The search index of a built site: Pagefind reads the pages and writes `pagefind/` beside them, offline."""

import re
import subprocess
from pathlib import Path

import pagefind_bin

from alaminute.errors import SiteError

TIMEOUT_SECONDS = 300
_LANGUAGE = re.compile(r"""<html\b[^>]*\slang=["']?([\w-]+)""", re.IGNORECASE)


class SearchIndexError(SiteError):
    """Pagefind is missing, failed, or took too long; the message holds what it said."""


def build_search_index(output: Path) -> None:
    """Index the HTML pages of `output` that carry `data-pagefind-body`, as text in the language of its home page.

    Raises SearchIndexError, also where there is no page at all.
    """
    try:
        command = [str(pagefind_bin.get_executable()), "--site", str(output)]
        # Forced: else pages in another language would make an index of their own, which a query here skips.
        if language := _language(output):
            command += ["--force-language", language]
        done = subprocess.run(  # noqa: S603 (the wheel's own binary, no shell)
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchIndexError(f"{output} : l'index de recherche n'a pas pu être fait ({error})") from error
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()
        raise SearchIndexError(f"{output} : l'index de recherche n'a pas pu être fait :\n{said}")


def _language(output: Path) -> str | None:
    """What the home page says that it is in; without one, the first page by name."""
    pages = [output / "index.html", *sorted(output.rglob("*.html"))]
    page = next((path for path in pages if path.is_file()), None)
    found = _LANGUAGE.search(page.read_text(encoding="utf-8", errors="replace")) if page else None
    return found[1].lower() if found else None
