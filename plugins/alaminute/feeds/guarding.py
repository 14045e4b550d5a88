"""Connections that reach the open internet only: the guard stands where the address is final, at connecting.

A check of the URL or of a name look-up comes too early: a name may resolve to another machine a moment later (DNS
rebinding). aiohttp asks the socket factory for each address that it is about to connect to, literal ones included.
"""

import errno
import socket

import aiohttp
from aiohttp.abc import AbstractResolver

from alaminute.feeds.addresses import is_public

# Nothing else on this path reports it; it survives aiohttp's gathering of several failed addresses.
FORBIDDEN_ERRNO = errno.EPERM

_AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple]  # type: ignore[type-arg]


def guarded_connector(connections: int, resolver: AbstractResolver | None) -> aiohttp.TCPConnector:
    """A connector that refuses addresses which are not public (OSError with FORBIDDEN_ERRNO)."""
    return aiohttp.TCPConnector(limit=connections, resolver=resolver, socket_factory=_public_socket)


def trusted_connector(connections: int, resolver: AbstractResolver | None) -> aiohttp.TCPConnector:
    """A connector for the hosts that the author allowed by name: wherever they are."""
    return aiohttp.TCPConnector(limit=connections, resolver=resolver)


def _public_socket(info: _AddressInfo) -> socket.socket:
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise PermissionError(FORBIDDEN_ERRNO, "adresse privée refusée")
    return socket.socket(family, kind, protocol)
