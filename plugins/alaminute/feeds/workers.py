"""Parsing in processes of their own: on all cores while the network goes on, and killed when a feed is too much.

A parser that hangs or swells on made-up input costs that feed and a worker, which is replaced. Workers are started when
there is something to parse: most runs find nothing changed and need none.
"""

import asyncio
import contextlib
import os
import pickle
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import alaminute
from alaminute.errors import FeedParseError
from alaminute.feeds.model import ParsedFeed

# A frame is its length and a pickle.
LENGTH = struct.Struct(">Q")
TIMEOUT_SECONDS = 20.0  # The largest honest feed takes about one.
# So many bodies waiting for one worker justify starting another: starting costs about as much as parsing ten feeds.
_QUEUE_PER_WORKER = 4


class ParserPool:
    """Parses feeds in at most `size` processes (default: one a core, up to four); an async context manager."""

    def __init__(self, size: int | None = None, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._size = size or min(os.cpu_count() or 1, 4)
        self._timeout = timeout_seconds
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._started: set[Process] = set()
        self._starting = 0
        self._waiting = 0

    async def __aenter__(self) -> Self:
        """Nothing is started yet."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers."""
        for process in list(self._started):
            await self._end(process)

    async def parse(self, body: bytes, url: str, headers: Mapping[str, str]) -> ParsedFeed:
        """As parsing.parse_feed; a feed that takes too long or kills its worker raises FeedParseError too."""
        process = await self._take()
        try:
            async with asyncio.timeout(self._timeout):
                answer = await _exchange(process, (body, url, {"content-type": headers.get("content-type", "")}))
        except TimeoutError as error:
            await self._end(process)
            raise FeedParseError(url, "trop long à lire, abandonné") from error
        except (asyncio.IncompleteReadError, OSError, pickle.UnpicklingError, EOFError) as error:
            await self._end(process)
            raise FeedParseError(url, "illisible : il a fait échouer le programme qui lit les flux") from error
        except BaseException:
            # Cancelled halfway: an answer may still come, which must not be taken for the next feed's.
            await self._end(process)
            raise
        self._idle.put_nowait(process)
        if isinstance(answer, ParsedFeed):
            return answer
        raise FeedParseError(url, str(answer))

    async def _take(self) -> Process:
        """A worker to oneself: an idle one, a new one while there may be more, or the next to become idle."""
        workers = len(self._started) + self._starting
        if self._idle.empty() and workers < self._size and self._waiting >= _QUEUE_PER_WORKER * workers:
            return await self._start()
        self._waiting += 1
        try:
            while True:
                # A worker may have died while others waited for it; with none left, nobody would ever be served.
                if self._idle.empty() and not self._started and not self._starting:
                    return await self._start()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        return await self._idle.get()
        finally:
            self._waiting -= 1

    async def _start(self) -> Process:
        self._starting += 1
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "alaminute.feeds.worker",
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env=_environment(),
            )
        finally:
            self._starting -= 1
        self._started.add(process)
        return process

    async def _end(self, process: Process) -> None:
        self._started.discard(process)
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        await process.wait()


async def _exchange(process: Process, question: tuple[bytes, str, dict[str, str]]) -> Any:
    if process.stdin is None or process.stdout is None:
        raise OSError("no pipes")
    frame = pickle.dumps(question)
    process.stdin.write(LENGTH.pack(len(frame)))
    process.stdin.write(frame)
    await process.stdin.drain()
    length = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))[0]
    return pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - written by our own child


def _environment() -> dict[str, str]:
    """Ours, with this very package first on the path, however it came to be importable here."""
    root = str(Path(alaminute.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    return os.environ | {"PYTHONPATH": path}
