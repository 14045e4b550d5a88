"""What of a mail may be published: nothing that names its reader, and no link. Pure."""

import re
from collections.abc import Iterable

from alaminute.header import fold

_URL = re.compile(r"<?\b(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"<?[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+>?")
# Card, customer and telephone numbers; prices, percentages, dates and years are shorter.
_NUMBER = re.compile(r"(?<![\w])[+(]?\d(?:[ \u00a0\u202f.)-]?\d){6,}(?!\w)")
# Codes such as ANNIV-4F7K2: capitals and digits mixed, which may open an account or a gift.
_CODE = re.compile(r"\b(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]{2,}(?:-?[A-Z\d]+){1,}\b")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}")
_MIN_NAME = 3
_MIN_CODE = 6


def scrubbed(text: str, people: Iterable[str], brand: str) -> str:
    """One line without links, addresses, long numbers, codes, or words of these people's names.

    A word that is in the brand's name too stays: it says nothing about the reader.
    """
    text = "".join(character if character.isprintable() else " " for character in text)
    for pattern in (_URL, _ADDRESS):
        text = pattern.sub(" ", text)
    text = _NUMBER.sub(lambda match: match[0] if _DATE.fullmatch(match[0]) else " ", text)
    text = _CODE.sub(lambda match: " " if len(match[0]) >= _MIN_CODE else match[0], text)
    own = set(_words(brand))
    for name in {word for person in people for word in _words(person)} - own:
        text = _without(text, name)
    return _tidy(text)


def _words(person: str) -> list[str]:
    """The words of a name, or of an address before its @, long enough to be told from ordinary words."""
    return [word for word in re.split(r"[\W\d_]+", fold(person.split("@", 1)[0])) if len(word) >= _MIN_NAME]


def _without(text: str, name: str) -> str:
    """The text without the words that are that name, whatever their case and accents."""
    return re.sub(r"[^\W\d_]+", lambda match: "" if fold(match[0]) == name else match[0], text)


def _tidy(text: str) -> str:
    """No doubled spaces, no brackets around nothing, no comma that a name has left behind."""
    text = re.sub(r"[(\[<{«]\s*[)\]>}»]", " ", text)
    text = " ".join(text.split())
    text = re.sub(r"\s+([,.])", r"\1", text)
    text = re.sub(r",(?=\s*[,.!?])|([,:–-])(?=\s*$)", "", text)
    # A hyphen before a figure is a minus: « -10 % ».
    return text.lstrip(" ,;:–").rstrip(" ,;:–-")
