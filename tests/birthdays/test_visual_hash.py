"""One visual is known again in its copies, and two visuals are two."""

import io
import random
from collections.abc import Callable
from itertools import combinations

import pytest
from PIL import Image, ImageDraw

from alaminute.birthdays.visual_hash import SAME_UP_TO, are_same, bits_apart, fingerprint

COUNT = 40


def visual(seed: int) -> Image.Image:
    """A made-up mail's picture: a ground, coloured shapes, lines of text."""
    rng = random.Random(seed)  # noqa: S311  # made-up data, not secrets
    picture = Image.new("RGB", (600, 800), tuple(rng.randrange(180, 256) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.randrange(5, 14)):
        x, y = rng.randrange(600), rng.randrange(800)
        box = (x, y, x + rng.randrange(60, 300), y + rng.randrange(40, 260))
        shape = draw.rectangle if rng.random() < 0.6 else draw.ellipse
        shape(box, fill=tuple(rng.randrange(256) for _ in range(3)))
    for _ in range(6):
        draw.text((rng.randrange(500), rng.randrange(780)), "Offre " * rng.randrange(1, 5), fill=0)
    return picture


def saved(picture: Image.Image, form: str = "PNG", **options: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def cropped(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((int(width * 0.025), int(height * 0.025), int(width * 0.975), int(height * 0.975)))


def redated(picture: Image.Image) -> Image.Image:
    picture = picture.copy()
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    draw.rectangle((width * 0.6, height * 0.9, width * 0.95, height * 0.95), fill="white")
    draw.text((width * 0.62, height * 0.91), "21 juin 2013", fill=0)
    return picture


COPIES: dict[str, Callable[[Image.Image], bytes]] = {
    "resized": lambda picture: saved(picture.resize((300, 400))),
    "recompressed": lambda picture: saved(picture, "JPEG", quality=35),
    "cropped by 5 %": lambda picture: saved(cropped(picture)),
    "re-dated": lambda picture: saved(redated(picture)),
    "all of these": lambda picture: saved(redated(cropped(picture.resize((400, 533)))), "JPEG", quality=35),
    "as a palette": lambda picture: saved(picture.quantize(64)),
}


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_is_the_same_visual(copy: str):
    for seed in range(COUNT):
        picture = visual(seed)
        one, other = fingerprint(saved(picture)), fingerprint(COPIES[copy](picture))
        assert one is not None
        assert other is not None
        assert are_same(one, other), f"visual {seed}: {bits_apart(one, other)} bits"


def test_different_visuals_are_different_with_room_to_spare():
    hashes = [fingerprint(saved(visual(seed))) for seed in range(COUNT)]
    nearest = min(bits_apart(one, other) for one, other in combinations([h for h in hashes if h is not None], 2))
    assert nearest > SAME_UP_TO


@pytest.mark.parametrize("data", [b"", b"not a picture", saved(visual(1))[:200]], ids=["empty", "text", "cut"])
def test_what_is_no_picture_has_no_fingerprint(data: bytes):
    assert fingerprint(data) is None


def test_a_transparent_ground_is_white():
    drawn = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).rectangle((8, 8, 30, 50), fill=(200, 0, 0, 255))
    on_white = Image.new("RGB", (64, 64), "white")
    on_white.paste(drawn, mask=drawn)
    assert fingerprint(saved(drawn)) == fingerprint(saved(on_white))
