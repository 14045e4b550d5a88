"""What is slow to make, kept between builds by what it was made from: a folder that can be deleted at any time."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from alaminute.files import write_atomically


class FileCache:
    """Files named by a digest of their ingredients; nothing in it is ever out of date, only unused."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, ingredients: str, suffix: str, make: Callable[[], bytes]) -> bytes:
        """The bytes that were kept for these ingredients, else what `make` gives, which is kept."""
        path = self._folder / f"{sha256(ingredients.encode()).hexdigest()[:32]}{suffix}"
        if path.is_file():
            return path.read_bytes()
        data = make()
        write_atomically(path, data)
        return data
