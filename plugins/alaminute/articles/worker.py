"""A process that measures one page for another one: `python -m alaminute.articles.worker`, started by `measuring`.

Standard input: a line of JSON (url, content_type, languages), then the page. Standard output: the PageText as JSON.
"""

import contextlib
import json
import signal
import sys
from dataclasses import asdict

from alaminute.articles.extraction import page_text

MEMORY_BYTES = 1024**3


def main() -> None:
    """Answer the question on standard input."""
    # Ctrl-C reaches the whole process group, a service's end all its processes; the parent decides when we are done.
    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, signal.SIG_IGN)
    # Windows has no such limits; the time limit holds there too.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    question = json.loads(sys.stdin.buffer.readline())
    found = page_text(sys.stdin.buffer.read(), question.pop("url"), **question)
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
