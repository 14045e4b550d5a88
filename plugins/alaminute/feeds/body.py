"""An answer's body, decompressed piece by piece and never above a bound: a bomb costs its bound and no more."""

import asyncio
import zlib
from contextlib import AsyncExitStack

import aiohttp

_CHUNK = 64 * 1024
LARGE_BYTES = 1024 * 1024
_MAX_CODINGS = 2  # « gzip, gzip » exists on misconfigured hosts; more is an attack
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class BodyError(Exception):
    """A body that cannot be taken: too large, or not what its headers say. The message is for the author."""


async def read_body(answer: aiohttp.ClientResponse, max_bytes: int, large: asyncio.Semaphore) -> bytes:
    """The decoded body, at most `max_bytes`. Raises BodyError, and aiohttp's errors for a broken connection.

    Above LARGE_BYTES it goes on only with a place in `large`, so that many large bodies at once stay few in memory.
    """
    too_large = (
        f"plus de {max_bytes / 1024 / 1024:.0f} Mio" if max_bytes >= 1024 * 1024 else f"plus de {max_bytes} octets"
    )
    decoders = [_Decoder(coding) for coding in _codings(answer.headers.get("Content-Encoding", ""))]
    body = bytearray()
    async with AsyncExitStack() as stack:
        is_large = False
        async for chunk in answer.content.iter_chunked(_CHUNK):
            body += _decode(chunk, decoders, max_bytes + 1 - len(body))
            if len(body) > max_bytes:
                raise TooLargeError(too_large, bytes(body[:max_bytes]))
            if len(body) > LARGE_BYTES and not is_large:
                is_large = True
                await stack.enter_async_context(large)
    if any(not decoder.finished for decoder in decoders):
        raise BodyError("réponse tronquée")
    return bytes(body)


class TooLargeError(BodyError):
    """A body above its bound; `beginning` is what fits."""

    def __init__(self, reason: str, beginning: bytes) -> None:
        super().__init__(reason)
        self.beginning = beginning


def _codings(header: str) -> list[str]:
    """The codings to undo, in that order: the last applied is the first undone (RFC 9110, 8.4)."""
    codings = [name.strip().lower() for name in header.split(",")]
    codings = [name for name in reversed(codings) if name not in ("", "identity")]
    if len(codings) > _MAX_CODINGS or any(name not in _WINDOW_BITS for name in codings):
        raise BodyError(f"compression inattendue ({header[:40]})")
    return codings


def _decode(data: bytes, decoders: list["_Decoder"], room: int) -> bytes:
    """The decoded bytes, at most `room` after each coding."""
    for decoder in decoders:
        data = decoder.decode(data, room)
    return data


class _Decoder:
    """One coding undone, in pieces."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._inner = zlib.decompressobj(_WINDOW_BITS[coding])
        self._started = False

    @property
    def finished(self) -> bool:
        """Whether the compressed data came to its end; nothing at all counts as an end too."""
        return self._inner.eof or not self._started

    def decode(self, data: bytes, room: int) -> bytes:
        """At most `room` decoded bytes; what would not fit is dropped, since the caller gives up then."""
        try:
            return self._decode(data, room)
        except zlib.error as error:
            raise BodyError("données compressées abîmées") from error

    def _decode(self, data: bytes, room: int) -> bytes:
        if not data:
            return b""
        if not self._started and self._coding == "deflate" and data[0] & 0x0F != 8:
            # Half the servers send raw deflate under that name, against RFC 9110.
            self._inner = zlib.decompressobj(-15)
        self._started = True
        out = bytearray()
        while data and len(out) < room:
            if self._inner.eof:
                if self._coding == "deflate" or not data.startswith(b"\x1f\x8b"):
                    break  # padding after the end
                self._inner = zlib.decompressobj(_WINDOW_BITS[self._coding])
            out += self._inner.decompress(data, room - len(out))
            data = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return bytes(out)
