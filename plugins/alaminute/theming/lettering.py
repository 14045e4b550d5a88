"""French text drawn with Pillow's own font, the one font that is on every machine. Pure.

That font has no accented letter: they are put together from its plain ones and from marks drawn here. A font of the
author's choice is used as it is where it has the letter.
"""

import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from PIL import ImageDraw, ImageFont

Point = tuple[float, float]
Box = tuple[float, float, float, float]

# In parts of the letter's size: how strong the font's own lines are, and how far marks stand off.
_STROKE, _GAP = 0.075, 0.055
_SPELT = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "→": "->", "ø": "o", "Ø": "O", "−": "-"}
_SPACES = dict.fromkeys("\u00a0\u202f\u2009\u2002\u2003\t\n", " ")
# Marks above a letter, as lines between points: across from its middle, up from its top.
_ABOVE: dict[str, tuple[Point, ...]] = {
    "\u0300": ((-0.1, 0.14), (0.03, 0)),
    "\u0301": ((-0.03, 0), (0.1, 0.14)),
    "\u0302": ((-0.13, 0), (0, 0.13), (0.13, 0)),
    "\u030c": ((-0.13, 0.13), (0, 0), (0.13, 0.13)),
    "\u0303": ((-0.15, 0.02), (-0.06, 0.09), (0.06, 0.02), (0.15, 0.09)),
    "\u0304": ((-0.13, 0.05), (0.13, 0.05)),
}
_DIAERESIS, _RING, _CEDILLA = "\u0308", "\u030a", "\u0327"
_DASH, _EURO = "–", "€"


@dataclass(frozen=True)
class _Letter:
    """Plain letters of the font that stand for one character, and what is drawn over them."""

    plain: str
    marks: str = ""


class Lettering:
    """One font in all sizes; `font` holds the bytes of a TrueType or OpenType file, None means Pillow's own."""

    def __init__(self, font: bytes | None = None) -> None:
        self._font = font
        self._letters: dict[str, _Letter | None] = {}

    @lru_cache(maxsize=32)  # noqa: B019 (lives as long as the build)
    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The font in one size, in pixels."""
        # Basic layout: the same on machines with and without Raqm.
        if self._font is not None:
            return ImageFont.truetype(io.BytesIO(self._font), size, layout_engine=ImageFont.Layout.BASIC)
        font = ImageFont.load_default(size)
        if not isinstance(font, ImageFont.FreeTypeFont):
            raise TypeError("Pillow was built without FreeType")
        return font

    def can_draw(self, text: str) -> bool:
        """Whether no letter of the text would be missing."""
        return all(self._letter(character) is not None for character in text)

    def width(self, text: str, size: int) -> float:
        """How many pixels the text takes."""
        return self.at(size).getlength(self._plain(text))

    def draw(self, canvas: ImageDraw.ImageDraw, at: Point, text: str, size: int, inks: tuple[str, str]) -> None:
        """Draw one line, its baseline beginning at `at`; `inks` are the text's colour and the ground's."""
        font, plain = self.at(size), self._plain(text)
        canvas.text(at, plain, fill=inks[0], font=font, anchor="ls")
        before = ""
        for letter in self._known(text):
            if letter.marks:
                left = at[0] + font.getlength(before + letter.plain) - font.getlength(letter.plain)
                pen = _Pen(canvas, size, inks, (left, at[1]))
                for mark in letter.marks:
                    pen.mark(mark, letter.plain, lambda plain: font.getbbox(plain, anchor="ls"))
            before += letter.plain

    def _plain(self, text: str) -> str:
        return "".join(letter.plain for letter in self._known(text))

    def _known(self, text: str) -> list[_Letter]:
        return [letter for character in text if (letter := self._letter(character)) is not None]

    def _letter(self, character: str) -> _Letter | None:
        if character not in self._letters:
            self._letters[character] = self._make(character)
        return self._letters[character]

    def _make(self, character: str) -> _Letter | None:
        character = _SPACES.get(character, character)
        if self._has(character):
            return _Letter(character)
        if character in (_DASH, "—"):
            return _Letter("--", _DASH)
        if character == _EURO:
            return _Letter("C", _EURO)
        plain = _SPELT.get(character)
        if plain is None:
            # NFKD, so that « ᵉʳ » becomes « er ».
            apart = unicodedata.normalize("NFKD", character)
            plain, marks = apart[0], apart[1:]
            known = {*_ABOVE, _DIAERESIS, _RING, _CEDILLA}
            return _Letter(plain, marks) if self._has(plain) and known.issuperset(marks) else None
        return _Letter(plain)

    def _has(self, character: str) -> bool:
        return character == " " or bytes(self.at(40).getmask(character)) != self._missing

    @cached_property
    def _missing(self) -> bytes:
        return bytes(self.at(40).getmask("\U0010fffd"))


class _Pen:
    """Draws marks over one letter whose baseline begins at `at`."""

    def __init__(self, canvas: ImageDraw.ImageDraw, size: int, inks: tuple[str, str], at: Point) -> None:
        self._canvas = canvas
        self._size = size
        self._ink, self._ground = inks
        self._at = at

    def mark(self, mark: str, plain: str, box_of: Callable[[str], Box]) -> None:
        """Draw one mark; `box_of` measures plain letters from the baseline's beginning."""
        left, top, right, _ = box_of(plain)
        if mark == _DASH:
            self._bar(left, -0.305 * self._size, right, -0.235 * self._size)
        elif mark == _EURO:
            for middle in (0.42, 0.58):
                y = top * middle
                self._bar(left - 0.05 * self._size, y - 0.03 * self._size, right - 0.25 * (right - left), y)
        elif mark == _CEDILLA:
            middle = (left + right) / 2 / self._size
            self._line([(middle, 0.0), (middle + 0.05, -0.07), (middle + 0.02, -0.15), (middle - 0.09, -0.16)], 0.0)
        else:
            if plain == "i":
                _, height, _, _ = box_of("x")
                self._bar(left, top - 1, right, height - 1, self._ground)
                top = height
            self._above(mark, (left + right) / 2 / self._size, top)

    def _above(self, mark: str, middle: float, top: float) -> None:
        up = -top / self._size + _GAP
        if mark == _DIAERESIS:
            for across in (-0.11, 0.11):
                self._disc(middle + across, up + 0.05, 0.052)
        elif mark == _RING:
            self._disc(middle, up + 0.08, 0.1)
            self._disc(middle, up + 0.08, 0.045, self._ground)
        else:
            self._line([(middle + across, height) for across, height in _ABOVE[mark]], up)

    def _line(self, points: list[Point], up: float) -> None:
        pixels = [self._pixel(across, up + height) for across, height in points]
        self._canvas.line(pixels, fill=self._ink, width=max(1, round(_STROKE * self._size)), joint="curve")

    def _disc(self, across: float, height: float, radius: float, ink: str | None = None) -> None:
        (x, y), r = self._pixel(across, height), radius * self._size
        self._canvas.ellipse((x - r, y - r, x + r, y + r), fill=ink or self._ink)

    def _bar(self, left: float, top: float, right: float, bottom: float, ink: str | None = None) -> None:
        x, y = self._at
        self._canvas.rectangle((x + left, y + top, x + right, y + bottom), fill=ink or self._ink)

    def _pixel(self, across: float, height: float) -> Point:
        return self._at[0] + across * self._size, self._at[1] - height * self._size
