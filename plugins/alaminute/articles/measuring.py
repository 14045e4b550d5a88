"""A page → its PageText, in bounded time and memory.

An ordinary page takes some hundredths of a second and is read here. One that could take minutes, made so or not (a PDF,
or more bytes than articles have), is read by a process that is killed when it takes too long or too much memory.
"""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import alaminute
from alaminute.articles.extraction import is_pdf, page_text
from alaminute.articles.model import Block, PageText

TIMEOUT_SECONDS = 20.0
# Of 272 articles' pages the largest has 163 kB; up to here even one made to be slow takes a few seconds.
SMALL_BYTES = 200_000
# Processes at once: each may take a gibibyte.
_AT_ONCE = 2


class Measurer:
    """Measures pages, large ones in processes of their own, few at once."""

    def __init__(self, languages: Sequence[str] = (), *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._languages = list(languages)
        self._timeout = timeout_seconds
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def measure(self, page: bytes, url: str, content_type: str = "") -> PageText:
        """As `extraction.page_text`; a page that takes too much has no words but a reason."""
        if len(page) <= SMALL_BYTES and not is_pdf(page, content_type):
            return self._measure_here(page, url, content_type)
        question = {"url": url, "content_type": content_type, "languages": self._languages}
        async with self._turns:
            return await _ask(json.dumps(question).encode() + b"\n" + page, self._timeout)

    def _measure_here(self, page: bytes, url: str, content_type: str) -> PageText:
        try:
            return page_text(page, url, content_type=content_type, languages=self._languages)
        # None is known, but whatever a page finds that millions of others did not costs that page, never the week.
        except Exception as error:  # noqa: BLE001
            return PageText(None, f"illisible ({type(error).__name__})")


async def _ask(question: bytes, timeout_seconds: float) -> PageText:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "alaminute.articles.worker"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(timeout_seconds):
            answer, _ = await process.communicate(question)
        return _page_text(json.loads(answer))
    except TimeoutError:
        return PageText(None, "la page est trop longue à mesurer, abandonnée")
    except (ValueError, TypeError, KeyError, OSError):  # no answer, or half of one
        return PageText(None, "illisible : la page a fait échouer le programme qui mesure les articles")
    finally:
        await _end(process)


def _page_text(answer: dict[str, Any]) -> PageText:
    blocks = tuple(Block(*block) for block in answer.pop("blocks"))
    return PageText(**answer, blocks=blocks)


async def _end(process: Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    """Ours, with this very package first on the path, however it came to be importable here."""
    root = str(Path(alaminute.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    return os.environ | {"PYTHONPATH": path}
