"""The pictures inside a mail: which are pictures at all, and how large. Only their first bytes are looked at. Pure."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

# Smaller ones are logos, buttons, and pixels that tell the sender who opened the mail.
MIN_WIDTH = 150
MIN_HEIGHT = 60


@dataclass(frozen=True)
class Picture:
    """A picture's bytes, the extension that they call for, and its size in pixels."""

    data: bytes
    extension: str
    width: int
    height: int


def picture_of(data: bytes) -> Picture | None:
    """The picture that these bytes are, whatever they were called; None for anything else (SVG may hold scripts)."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return Picture(data, "png", *struct.unpack(">II", data[16:24]))
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        return Picture(data, "gif", *struct.unpack("<HH", data[6:10]))
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return None


def main_picture(pictures: Iterable[Picture]) -> Picture | None:
    """The largest one that is large enough to be the message, the first of equals."""
    large = [picture for picture in pictures if picture.width >= MIN_WIDTH and picture.height >= MIN_HEIGHT]
    return max(large, key=lambda picture: picture.width * picture.height, default=None)


def _jpeg(data: bytes) -> Picture | None:
    """Its size stands in a frame header (ITU T.81, B.2.2: markers C0 to CF but C4, C8 and CC)."""
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return Picture(data, "jpg", width, height)
        position += 2 + int(struct.unpack(">H", data[position + 2 : position + 4])[0])
    return None
