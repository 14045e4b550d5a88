"""The picture that messages and networks show beside a link: title, site, and the time it asks for. Pure.

In the site's colours and by its rule: the whole width is worth twenty minutes.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from alaminute.theming.lettering import Lettering

SIZE = (1200, 630)
# Part of what pictures are kept by: to be raised when the drawing changes.
VERSION = 2
# Drawn so many times larger, then reduced: Pillow's lines have no smooth edges of their own.
_SCALE = 2
# Those of style.css by day: paper, ink, grey, time.
_PAPER, _INK, _GREY, _TIME = "#fbfaf6", "#16202f", "#566173", "#b83a08"
_LEFT, _RIGHT, _RULE = 80, 1120, 520
_TITLE_SIZES, _LINES, _LEADING = (88, 76, 64, 54, 46), 4, 1.22
_RULE_SECONDS = 20 * 60


@dataclass(frozen=True)
class Card:
    """What is on the picture; `seconds` is the reading time and `label` its words, 0 and "" for a page without one.

    `site` is the small line above: the site's name, or its subtitle.
    """

    title: str
    site: str
    seconds: int = 0
    label: str = ""


def share_image(card: Card, lettering: Lettering) -> bytes:
    """A PNG of SIZE; the same card gives the same bytes."""
    image = Image.new("RGB", (SIZE[0] * _SCALE, SIZE[1] * _SCALE), _PAPER)
    canvas = _Canvas(ImageDraw.Draw(image), lettering)
    label_left = _RIGHT - lettering.width(card.label, 38)
    canvas.text((_LEFT, 104), _cut(card.site, 38, lettering, label_left - _LEFT - 20), 38, _GREY)
    canvas.text((label_left, 104), card.label, 38, _TIME)
    size, lines = _set(card.title, lettering)
    first = 190 + size * 0.75
    for number, line in enumerate(lines):
        canvas.text((_LEFT, first + number * size * _LEADING), line, size, _INK)
    _draw_rule(canvas, card.seconds)
    stream = io.BytesIO()
    # A few shades of four colours: half the bytes.
    shades = image.reduce(_SCALE).quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    shades.save(stream, "PNG", compress_level=6)
    return stream.getvalue()


def _set(title: str, lettering: Lettering) -> tuple[int, list[str]]:
    """The largest size in which the title fits, and its lines; one that never fits ends with an ellipsis."""
    for size in _TITLE_SIZES:
        lines = _wrapped(title, size, lettering)
        if len(lines) * size * _LEADING <= _RULE - 220 and len(lines) <= _LINES:
            return size, lines
    size = _TITLE_SIZES[-1]
    lines = _wrapped(title, size, lettering)[:_LINES]
    return size, [*lines[:-1], lines[-1].rstrip(" ,;:") + "…"]


def _wrapped(title: str, size: int, lettering: Lettering) -> list[str]:
    """Lines that break at ordinary spaces only; a word that is wider than the picture is cut."""
    lines = [""]
    for word in title.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or lettering.width(longer, size) <= _RIGHT - _LEFT:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_cut(line, size, lettering) for line in lines]


def _cut(line: str, size: int, lettering: Lettering, width: float = _RIGHT - _LEFT) -> str:
    if lettering.width(line, size) <= width:
        return line
    while line and lettering.width(line + "…", size) > width:
        line = line[:-1]
    return line + "…"


def _draw_rule(canvas: "_Canvas", seconds: int) -> None:
    """Twenty minutes in all the width, and what this page asks of them."""
    if seconds:
        length = min(1, seconds / _RULE_SECONDS) * (_RIGHT - _LEFT)
        canvas.bar((_LEFT, _RULE - 22, _LEFT + max(4, length), _RULE - 8), _TIME)
    canvas.bar((_LEFT, _RULE, _RIGHT, _RULE + 2), _INK)
    for minute in range(21):
        x = _LEFT + minute * (_RIGHT - _LEFT - 2) / 20
        tall = minute % 5 == 0
        canvas.bar((x, _RULE, x + (2 if tall else 1), _RULE + (28 if tall else 13)), _INK if tall else _GREY)


class _Canvas:
    """Draws in the picture's own pixels, whatever the scale."""

    def __init__(self, draw: ImageDraw.ImageDraw, lettering: Lettering) -> None:
        self._draw = draw
        self._lettering = lettering

    def text(self, at: tuple[float, float], text: str, size: int, ink: str) -> None:
        place = at[0] * _SCALE, at[1] * _SCALE
        self._lettering.draw(self._draw, place, text, size * _SCALE, (ink, _PAPER))

    def bar(self, box: tuple[float, float, float, float], ink: str) -> None:
        left, top, right, bottom = (round(side * _SCALE) for side in box)
        # Pillow paints the last row and column too.
        self._draw.rectangle((left, top, right - 1, bottom - 1), fill=ink)
