"""The made-up publications behind one loopback port, told apart by their names as on any shared host.

    with running(now, zone) as site:
        …  feeds of site.opml_text
        async with site.fetcher() as fetcher:
            …

No name is looked up: the fetcher's resolver knows the demo's names and no other, and gives the server's port with them.
Hence addresses are the same whatever the port, and a selection drafted from them too.
"""

import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp.abc import AbstractResolver, ResolveResult

from alaminute.demo.publications import load_publications, shared_template
from alaminute.demo.rendering import Resource, reading_list, resources
from alaminute.feeds.fetching import CONTACT_URL, Fetcher, Limits
from alaminute.feeds.scheduling import http_date

_LOOPBACK = "127.0.0.1"
# A client that opens a connection and says nothing must not keep the demo from ending.
_SILENCE_SECONDS = 5

# Host → path → what is there.
Hosts = Mapping[str, Mapping[str, Resource]]


@dataclass(frozen=True)
class DemoSite:
    """The publications while they are served."""

    # The reading list that subscribes to all of them, dead ones included.
    opml_text: str
    # Names of publications, as `--allow-host` takes them; only `fetcher` knows where they lead.
    allowed_hosts: tuple[str, ...]
    port: int

    def fetcher(self, *, contact_url: str = CONTACT_URL) -> Fetcher:
        """A fetcher that reaches the publications and nothing else; this machine needs no pause between requests."""
        limits = replace(Limits(), host_spacing_seconds=0.0)
        resolver = DemoNames(self.allowed_hosts, self.port)
        return Fetcher(allowed_hosts=self.allowed_hosts, contact_url=contact_url, limits=limits, resolver=resolver)


class DemoNames(AbstractResolver):
    """Look-up of names that the demo serves; any other name does not exist."""

    def __init__(self, names: tuple[str, ...], port: int) -> None:
        self._names = frozenset(names)
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The server's own address and port, whatever port is asked for. Raises OSError."""
        del port, family
        if host not in self._names:
            raise OSError(socket.EAI_NONAME, "name unknown to the demo")
        return [
            ResolveResult(
                hostname=host, host=_LOOPBACK, port=self._port, family=socket.AF_INET, proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing to close."""


@contextmanager
def running(now: datetime, zone: ZoneInfo) -> Iterator[DemoSite]:
    """Serve the publications as they are at `now` (aware), on a free port of this machine, until the block ends."""
    publications = load_publications()
    templates = {"home.html": shared_template("home.html")}
    hosts = {p.host: resources(p, templates, now, zone) for p in publications if p.known}
    server = _Server(hosts)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, name=f"demo {server.server_port}"
    )
    thread.start()
    try:
        yield DemoSite(reading_list(publications, shared_template("feeds.opml")), tuple(hosts), server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Ends only when its last answer is sent, so that no socket is left open."""

    daemon_threads = False

    def __init__(self, hosts: Hosts) -> None:
        self.hosts = hosts
        super().__init__((_LOOPBACK, 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news; anything else is a fault of ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """GET of what `server.hosts` holds, with validators (RFC 9110, 13)."""

    server: _Server
    timeout = _SILENCE_SECONDS

    def do_GET(self) -> None:
        """Answer with the resource, 304 or 404."""
        host = self.headers.get("Host", "").partition(":")[0]
        resource = self.server.hosts.get(host, {}).get(urlsplit(self.path).path)
        if resource is None:
            self._answer(
                HTTPStatus.NOT_FOUND, b"<!DOCTYPE html><title>404</title><p>404", {"Content-Type": "text/html"}
            )
            return
        headers = {
            "ETag": resource.etag,
            "Last-Modified": format_datetime(resource.modified.astimezone(UTC), usegmt=True),
        }
        if self._is_fresh(resource):
            self._answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self._answer(HTTPStatus.OK, resource.body, headers | {"Content-Type": resource.content_type})

    def _is_fresh(self, resource: Resource) -> bool:
        """Whether the client has these very bytes; ETags decide alone where there are any."""
        if known := self.headers.get("If-None-Match"):
            return resource.etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
        since = http_date(self.headers.get("If-Modified-Since", ""))
        return since is not None and resource.modified < since + timedelta(seconds=1)

    def _answer(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing: the demo's own report says what was asked."""
