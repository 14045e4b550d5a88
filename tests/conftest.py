"""What every test stands on: a fixed `now`, no network but loopback, repeatable property tests."""

import ipaddress
import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

hypothesis.settings.register_profile(
    "alaminute",
    deadline=None,
    max_examples=100,
    # With CI=true the same examples each time: a red build can be reproduced.
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
# For a bug hunt: pytest --hypothesis-profile=thorough
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=3000)
hypothesis.settings.load_profile("alaminute")


class NetworkBlockedError(RuntimeError):
    """A test wanted to leave this machine. No OSError, so that no code under test takes it for an ordinary failure."""


def pytest_configure(config: pytest.Config) -> None:
    """Block the network before any test module is imported; `config` undoes it at the end."""
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    if hasattr(config, "workerinput"):
        # `invoke test` has this process warn of files opened in the machine's encoding; commands that tests run as
        # users do say nothing of it.
        patch.delenv("PYTHONWARNDEFAULTENCODING", raising=False)
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _checked_method(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        patch.setattr(socket, name, _checked_look_up(getattr(socket, name)))


def _checked_method(real: Any) -> Any:
    def method(self: socket.socket, *args: Any) -> Any:
        # The address is the last argument of sendto, the only one of connect; of Unix sockets it is a path.
        address = args[-1]
        if isinstance(address, tuple) and not _is_loopback(address[0]):
            raise NetworkBlockedError(f"tests must not leave this machine: {address}")
        return real(self, *args)

    return method


def _checked_look_up(real: Any) -> Any:
    def look_up(host: Any, *args: Any, **options: Any) -> Any:
        # Numbers need no name server: whether they may be connected to is decided there.
        if not _is_loopback(host) and not _is_number(host):
            raise NetworkBlockedError(f"tests must not ask a name server: {host}")
        return real(host, *args, **options)

    return look_up


def _is_loopback(host: Any) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name in {None, "", "localhost", "localhost."}:
        return True
    return _is_number(name) and ipaddress.ip_address(name.partition("%")[0]).is_loopback


def _is_number(host: Any) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


@pytest.fixture
def now() -> datetime:
    """A Friday morning of week 2026-W47, 08:00 in Paris."""
    return datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """An empty database in memory, in autocommit mode as the store's own."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


# Per module, not per session: Playwright keeps an event loop running, in which later tests could not start their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Without one, tests are skipped with a loud line; with CI=true that is a failure."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium found, and CI=true: install it")
        pytest.skip("NO BROWSER TESTED: install Chromium (apt install chromium)")
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        yield chromium
        chromium.close()
