"""A process that parses feeds for another one: `python -m alaminute.feeds.worker`, spoken to by workers.ParserPool.

Frames on standard input and output: eight bytes of length, then a pickle. It ends when its input does, so it never
outlives its parent, and it may not take more than MEMORY_BYTES: a feed that makes a parser swell kills a worker only.
"""

import contextlib
import pickle
import signal
import sys
from typing import BinaryIO

from alaminute.errors import FeedParseError
from alaminute.feeds.model import ParsedFeed
from alaminute.feeds.parsing import parse_feed
from alaminute.feeds.workers import LENGTH

MEMORY_BYTES = 1024**3


def main() -> None:
    """Answer each frame (body, url, headers) with a ParsedFeed, or with the reason why it is none."""
    # Ctrl-C reaches the whole process group, a service's end all its processes; the parent decides when we are done.
    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, signal.SIG_IGN)
    _bound_memory()
    while (frame := _read(sys.stdin.buffer)) is not None:
        body, url, headers = pickle.loads(frame)  # noqa: S301 - written by our own parent
        answer = pickle.dumps(_parse(body, url, headers))
        sys.stdout.buffer.write(LENGTH.pack(len(answer)) + answer)
        sys.stdout.buffer.flush()


def _parse(body: bytes, url: str, headers: dict[str, str]) -> ParsedFeed | str:
    try:
        return parse_feed(body, url, headers)
    except FeedParseError as error:
        return error.reason
    except (MemoryError, RecursionError) as error:
        return f"trop gros ou trop imbriqué ({type(error).__name__})"


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return stream.read(LENGTH.unpack(head)[0])


def _bound_memory() -> None:
    # Windows has no such limits; the time limit holds there too.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main()
