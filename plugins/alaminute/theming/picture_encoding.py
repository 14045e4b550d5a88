"""An image's size, and the same image narrower and in leaner formats. Pure: bytes in, bytes out.

The same bytes and the same Pillow give the same bytes: one thread, no date, nothing of the camera's notes, where many
telephones write the place.
"""

import io
import re
import warnings
from functools import cached_property

from PIL import Image, ImageOps, UnidentifiedImageError, features
from PIL import __version__ as pillow_version

# A text is 560 px wide: for a telephone, for a dense one or a tablet, for a dense screen.
WIDTHS = (480, 800, 1120)
# Best first: browsers take the first that they know.
FORMATS = ("avif", "webp") if features.check("avif") else ("webp",)
# What else decides of the bytes; part of what they are kept by.
RECIPE = f"pillow {pillow_version}, avif 60/8, webp 80/4"
_LARGEST_PROFILE_BYTES = 4096

_SVG = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
_VIEW_BOX = re.compile(r"""\bviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)""", re.IGNORECASE)
_SVG_SIDE = r"""\s{}\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']"""


class UnreadableImageError(ValueError):
    """Bytes that are no image that Pillow can read."""


class Raster:
    """A raster image, decoded only once something asks for more than its size. Raises UnreadableImageError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
                self._image = Image.open(io.BytesIO(data))
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
            raise UnreadableImageError(str(error)) from error

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as shown: cameras that were held upright note it beside the pixels."""
        width, height = self._image.size
        turned = self._image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        return (height, width) if turned else (width, height)

    @property
    def moves(self) -> bool:
        """Whether it is an animation, which has no leaner forms here."""
        return int(getattr(self._image, "n_frames", 1)) > 1

    def encoded(self, width: int, form: str) -> bytes:
        """The image so wide, in that form of FORMATS."""
        narrower, colours = self._narrower(width), self._colours()
        if form == "avif":
            return _saved(narrower, form, quality=60, speed=8, max_threads=1, icc_profile=colours)
        lossy = _saved(narrower, form, quality=80, method=4, icc_profile=colours)
        # Drawings and screenshots are sharper and often smaller without loss.
        drawn = self._image.format in ("PNG", "GIF")
        if not drawn:
            return lossy
        return min(_saved(narrower, form, lossless=True, method=4, icc_profile=colours), lossy, key=len)

    def _colours(self) -> bytes:
        """The profile of a camera that has more colours than sRGB; not a printer's, which weighs half a megabyte."""
        profile = self._image.info.get("icc_profile", b"")
        small = self._image.mode in ("RGB", "RGBA") and len(profile) <= _LARGEST_PROFILE_BYTES
        return bytes(profile) if small else b""

    def _narrower(self, width: int) -> Image.Image:
        full_width, full_height = self._pixels.size
        if width == full_width:
            return self._pixels
        height = max(1, round(full_height * width / full_width))
        return self._pixels.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)

    @cached_property
    def _pixels(self) -> Image.Image:
        try:
            upright = ImageOps.exif_transpose(self._image)
            return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        except (OSError, SyntaxError, ValueError) as error:
            raise UnreadableImageError(str(error)) from error


def widths_for(width: int) -> tuple[int, ...]:
    """The widths worth making of an image: never wider than itself."""
    return tuple(sorted({min(width, one) for one in WIDTHS}))


def svg_size(source: str) -> tuple[int, int] | None:
    """Width and height of a drawing: its view box's, else its own; None where it says neither."""
    root = _SVG.search(source)
    if root is None:
        return None
    box = _VIEW_BOX.search(root[0])
    if box:
        sides = box[1], box[2]
    else:
        width, height = (re.search(_SVG_SIDE.format(side), root[0]) for side in ("width", "height"))
        if width is None or height is None:
            return None
        sides = width[1], height[1]
    return max(1, round(float(sides[0]))), max(1, round(float(sides[1])))


def _saved(image: Image.Image, form: str, **options: int | bytes) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()
