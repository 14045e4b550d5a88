"""Which picture stands for each page beside its link: the author's own, one that is made, or the site's."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import __version__ as pillow_version

from alaminute.errors import SettingsError, os_reason
from alaminute.files import write_atomically
from alaminute.reading_time import ReadingTime
from alaminute.theming.file_cache import FileCache
from alaminute.theming.lettering import Lettering
from alaminute.theming.picture_encoding import Raster, UnreadableImageError
from alaminute.theming.pictures import RASTERS, Pictures
from alaminute.theming.share_image import SIZE, VERSION, Card, share_image
from alaminute.wording.durations import duration
from alaminute.wording.words import Words

# Where pictures that are made are published, below the site's root.
FOLDER = "partages"
HOME = "index.html"
# What is on the theme's own picture: name and subtitle.
THEME_SHOWS = "À la minute", "Le marketing et la relation client, pour qui a quelques minutes"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SharedPicture:
    """A picture's full address, its words for who does not see it, and its size where it is known."""

    address: str
    alt: str
    width: int | None = None
    height: int | None = None


class ShareImages:
    """The pictures of one build."""

    def __init__(self, cache: FileCache, pictures: Pictures, settings: Mapping[str, Any]) -> None:
        self._cache = cache
        self._pictures = pictures
        self._settings = settings

    def made(self, title: str, file: str, time: ReadingTime | int | None, words: Words) -> SharedPicture:
        """The picture with a page's title, written into the output; the site's own for the home page."""
        site = self._settings["SITENAME"]
        if file == HOME or not self._lettering.can_draw(title + site):
            return self.of_site()
        label = duration(time) if time is not None else ""
        seconds = time.seconds if isinstance(time, ReadingTime) else time or 0
        address = self._drawn(Card(title, site, seconds, label), file)
        said = words.gettext("%(title)s (%(time)s de lecture)", title=title, time=label) if label else title
        return SharedPicture(self._at(address), f"{said} – {site}", *SIZE)

    def of_site(self) -> SharedPicture:
        """The picture that stands for the site: the author's, the theme's if it shows this site's name, or one made."""
        name, subtitle = self._settings["SITENAME"], self._settings.get("SITESUBTITLE") or ""
        words = f"{name} – {subtitle}" if subtitle else name
        if chosen := self._settings.get("SHARE_IMAGE"):
            return SharedPicture(self._at(chosen), words)
        if (name, subtitle) != THEME_SHOWS and self._lettering.can_draw(name + subtitle):
            return SharedPicture(self._at(self._drawn(Card(name, subtitle), HOME)), words, *SIZE)
        return SharedPicture(self._at(f"{self._settings['THEME_STATIC_DIR']}/partage.png"), words, *SIZE)

    def chosen(self, value: str, title: str, page: str, files: Callable[[], Mapping[str, Path]]) -> SharedPicture:
        """The picture that the author named in the `Image:` header; an error names the page if there is none."""
        if value.startswith(("https://", "http://")):
            return SharedPicture(value, title)
        address = value.removeprefix("{static}").lstrip("/")
        path = self._pictures.find(address, files)
        if path is None or path.suffix.lower() not in RASTERS:
            hint = "il faut une image PNG ou JPEG du site, par exemple « Image: images/affiche.jpg »"
            logger.warning("%s : « Image: %s » ; %s", page, value, hint)
            return self.of_site()
        try:
            return SharedPicture(self._at(address), title, *Raster(path.read_bytes()).size)
        except UnreadableImageError:
            logger.warning("%s : « Image: %s » : fichier illisible", page, value)
            return self.of_site()

    def _drawn(self, card: Card, file: str) -> str:
        """The address, below the site's root, of the picture that is drawn for a page."""
        ingredients = f"{astuple(card)} {VERSION} {pillow_version} {self._settings.get('SHARE_FONT')}"
        data = self._cache.get(ingredients, ".png", lambda: share_image(card, self._lettering))
        address = f"{FOLDER}/{file.removesuffix('.html').removesuffix('/index')}.png"
        write_atomically(Path(self._settings["OUTPUT_PATH"]) / address, data)
        return address

    def _at(self, address: str) -> str:
        return f"{self._settings['SITEURL']}/{address}"

    @cached_property
    def _lettering(self) -> Lettering:
        name = self._settings.get("SHARE_FONT")
        if not name:
            return Lettering()
        path = Path(self._settings["PATH"]).parent / name
        try:
            lettering = Lettering(path.read_bytes())
            lettering.width("A", 40)
        except OSError as error:
            reason = os_reason(error)
            raise SettingsError(f"SHARE_FONT = {name!r} : police inutilisable ({reason}) ; {path}") from error
        return lettering
