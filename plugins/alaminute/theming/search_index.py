"""The search index of a built site: Pagefind reads the pages and writes `pagefind/` beside them, offline."""

import subprocess
from pathlib import Path

import pagefind_bin

from alaminute.errors import SiteError

TIMEOUT_SECONDS = 300


class SearchIndexError(SiteError):
    """Pagefind is missing, failed, or took too long; the message holds what it said."""


def build_search_index(output: Path) -> None:
    """Index the HTML pages of `output` that carry `data-pagefind-body`, as French text.

    Raises SearchIndexError, also where there is no page at all.
    """
    try:
        # Forced: without it the English passages' pages would make an index of their own, which a French query skips.
        command = [str(pagefind_bin.get_executable()), "--site", str(output), "--force-language", "fr"]
        done = subprocess.run(  # noqa: S603 (the wheel's own binary, no shell)
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchIndexError(f"{output} : l'index de recherche n'a pas pu être fait ({error})") from error
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()
        raise SearchIndexError(f"{output} : l'index de recherche n'a pas pu être fait :\n{said}")
