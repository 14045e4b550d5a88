"""The site's image files: which file an address means, its size, and its leaner forms, written into the output."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from alaminute.errors import os_reason
from alaminute.files import write_atomically
from alaminute.theming.file_cache import FileCache
from alaminute.theming.picture_encoding import (
    FORMATS,
    RECIPE,
    Raster,
    UnreadableImageError,
    svg_size,
    widths_for,
)
from alaminute.theming.picture_markup import Picture, Source, mark_up_pictures

# Where leaner forms are published, below the site's root.
FOLDER = "variantes"
RASTERS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}
# Static files by their addresses below the site's root, as they are at that moment.
PublishedFiles = Callable[[], Mapping[str, Path]]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Form:
    """One leaner form: its address below the site's root, its width, its bytes."""

    address: str
    width: int
    data: bytes


class Pictures:
    """The images of one build. Each file is looked at once, however many pages show it."""

    def __init__(self, cache: FileCache, output: Path, theme_static: Mapping[str, Path]) -> None:
        """`theme_static`: folders of files that the theme brings, by where they are published."""
        self._cache = cache
        self._output = output
        self._theme_static = theme_static
        self._known: dict[Path, Picture | None] = {}
        self._files: Mapping[str, Path] = {}

    def mark_up(self, fragment: str, files: PublishedFiles, site_url: str, page: str) -> str:
        """The fragment with sizes and sources for its images; troubles with one are warnings that name the page."""
        if "<img" not in fragment:
            return fragment

        def look_up(address: str) -> Picture | None:
            if not is_local(address, site_url):
                return None
            path = self.find(address.removeprefix(f"{site_url}/"), files)
            return self._picture(path, page) if path else None

        return mark_up_pictures(fragment, look_up, site_url)

    def find(self, address: str, files: PublishedFiles) -> Path | None:
        """The file that is published at that address below the site's root."""
        wanted = [part.lstrip("/") for part in (urlsplit(address).path, unquote(urlsplit(address).path))]
        if not any(name in self._files for name in wanted):
            # A file that is attached to a page moves when that page is rendered.
            self._files = files()
        found = next((self._files[name] for name in wanted if name in self._files), None)
        return found or self._of_theme(wanted[-1])

    def _of_theme(self, name: str) -> Path | None:
        for published, folder in self._theme_static.items():
            path = folder / name.removeprefix(f"{published}/")
            if name.startswith(f"{published}/") and path.is_file():
                return path
        return None

    def _picture(self, path: Path, page: str) -> Picture | None:
        if path not in self._known:
            self._known[path] = None
            try:
                self._known[path] = self._describe(path)
            except OSError as error:
                logger.warning("%s : image %s : lecture impossible (%s)", page, path, os_reason(error))
            except UnreadableImageError:
                logger.warning("%s : image %s : fichier illisible ; enregistrez-la de nouveau", page, path)
        return self._known[path]

    def _describe(self, path: Path) -> Picture | None:
        data = path.read_bytes()
        if path.suffix.lower() == ".svg":
            size = svg_size(data.decode(errors="replace"))
            return Picture(*size) if size else None
        if path.suffix.lower() not in RASTERS:
            return None
        raster = Raster(data)
        return Picture(*raster.size, () if raster.moves else self._sources(raster, data))

    def _sources(self, raster: Raster, data: bytes) -> tuple[Source, ...]:
        """Leaner forms that are lighter than the file itself; a format only where it is lighter than the next one."""
        made = {form: self._forms(raster, data, form) for form in FORMATS}
        weights = {form: sum(len(one.data) for one in forms) for form, forms in made.items()}
        sources = []
        for position, form in enumerate(FORMATS):
            if made[form] and all(weights[form] < (weights[other] or len(data)) for other in FORMATS[position + 1 :]):
                for one in made[form]:
                    write_atomically(self._output / one.address, one.data)
                sources.append(Source(f"image/{form}", tuple((one.address, one.width) for one in made[form])))
        return tuple(sources)

    def _forms(self, raster: Raster, data: bytes, form: str) -> list[Form]:
        digest = sha256(data).hexdigest()
        forms = []
        for width in widths_for(raster.size[0]):
            ingredients = f"{digest} {width} {form} {RECIPE}"
            small = self._cache.get(ingredients, f".{form}", lambda width=width: raster.encoded(width, form))  # type: ignore[misc]
            if len(small) < len(data):
                forms.append(Form(f"{FOLDER}/{digest[:16]}-{width}.{form}", width, small))
        return forms


def is_local(address: str, site_url: str) -> bool:
    """Whether an image is a file of this site: at its address, or at none."""
    if site_url and address.startswith(f"{site_url}/"):
        return True
    parts = urlsplit(address)
    return bool(address) and not parts.scheme and not parts.netloc
