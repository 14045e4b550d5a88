"""Whether two pictures are the same visual, though resized, recompressed, cropped a little or re-dated. Pure.

A difference hash of rows and columns (N. Krawetz, « Kind of Like That », 2013): 128 bits, each of which says whether
the picture grows lighter from one of 8 × 8 places to the next. The dhash package does the same, by a call that Pillow
drops. On made-up visuals, copies that were halved, saved as poor JPEG or re-dated differ in at most 8 bits, copies also
cropped by 5 % in at most 20, different visuals in at least 37 and mostly in 60. Lanczos sampling keeps these furthest
apart of Pillow's five. `tests/birthdays/test_visual_hash.py` holds the threshold to that.
"""

import io
import warnings

from PIL import Image, UnidentifiedImageError

# Of 128 bits.
SAME_UP_TO = 28
_SIZE = 8
# A larger picture is no mail's; decoding it could take all memory.
_MOST_PIXELS = 50_000_000


def fingerprint(data: bytes) -> int | None:
    """The 128-bit hash of a picture; None if the bytes are none that Pillow reads, or one too large."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures before it refuses larger ones; ours is refused first.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > _MOST_PIXELS:
            return None
        flat = Image.new("RGB", picture.size, "white")
        opaque = picture.convert("RGBA")
        flat.paste(opaque, mask=opaque)
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return _difference_hash(flat)


def _difference_hash(picture: Image.Image) -> int:
    width = _SIZE + 1
    grays = picture.convert("L").resize((width, width), Image.Resampling.LANCZOS).tobytes()
    places = [y * width + x for y in range(_SIZE) for x in range(_SIZE)]
    bits = [grays[at] < grays[at + 1] for at in places] + [grays[at] < grays[at + width] for at in places]
    return sum(bit << position for position, bit in enumerate(bits))


def bits_apart(one: int, other: int) -> int:
    """How many of the 128 bits differ."""
    return (one ^ other).bit_count()


def are_same(one: int, other: int) -> bool:
    """Whether two fingerprints are of one visual."""
    return bits_apart(one, other) <= SAME_UP_TO
