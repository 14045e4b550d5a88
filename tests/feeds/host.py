"""A loopback host that answers what a test tells it to, on a real socket, and remembers what it was asked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field


@dataclass
class Answer:
    """One HTTP answer; `length` overrides the Content-Length, -1 leaves it out."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None

    def packed(self) -> bytes:
        head = [f"HTTP/1.1 {self.status} Answer", "Connection: close"]
        if self.length != -1:
            head.append(f"Content-Length: {len(self.body) if self.length is None else self.length}")
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*head, "", ""]).encode("latin-1") + (b"" if self.status == 304 else self.body)


@dataclass
class Asked:
    """One request received; header names in lower case."""

    path: str
    headers: dict[str, str]


Write = Callable[[asyncio.StreamWriter], Awaitable[None]]
Page = Answer | bytes | Callable[[Asked], Answer] | Write


class Host:
    """`pages` maps paths to answers; bytes are a 200, unknown paths a 404."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.tasks: set[asyncio.Task] = set()
        self.in_flight = self.most_in_flight = 0
        self.port = 0

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.name}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def slow(self, body: bytes, pause_seconds: float) -> None:
        """Not an answer but a pause before it, for every path: the body is the same."""
        self.pages["*"] = _slowly(Answer(body=body).packed(), pause_seconds)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self.tasks.add(asyncio.current_task())
        # A cancelled server task is the end of the test, and no news to the event loop.
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._answer(await reader.readuntil(b"\r\n\r\n"), writer)
        self.in_flight -= 1
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1)[:1] + line.split(": ", 1)[1:] for line in lines if ": " in line)
        asked = Asked(first.split(" ")[1], headers)
        self.asked.append(asked)
        page = self.pages.get(asked.path, self.pages.get("*", Answer(404)))
        if asyncio.iscoroutinefunction(page):
            await page(writer)
            return
        answer = page(asked) if callable(page) else page
        writer.write((Answer(body=answer) if isinstance(answer, bytes) else answer).packed())
        await writer.drain()


def _slowly(data: bytes, pause_seconds: float) -> Write:
    async def write(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(pause_seconds)
        writer.write(data)
        await writer.drain()

    return write


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[Host]:
    host = Host()
    server = await asyncio.start_server(host.serve, "127.0.0.1", 0)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        server.close()
        for task in host.tasks:
            task.cancel()
        await asyncio.gather(*host.tasks, return_exceptions=True)
        await server.wait_closed()
