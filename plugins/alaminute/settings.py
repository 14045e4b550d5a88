"""The site's settings that commands need, read from pelicanconf.py once and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican.settings import read_settings

from alaminute.errors import SettingsError
from alaminute.feeds import fetching
from alaminute.selections.drafting import DraftStyle
from alaminute.selections.selecting import Limits
from alaminute.theming.settings import check_settings
from alaminute.wording.catalogues import read_catalogues
from alaminute.wording.labels import label_settings
from alaminute.wording.words import Words


@dataclass(frozen=True)
class SiteSettings:
    """What commands use; paths are absolute."""

    content: Path
    output: Path
    feeds_file: Path
    store_file: Path
    zone: ZoneInfo
    contact_url: str
    # How long one address is waited for.
    fetch_seconds: float
    languages: tuple[str, ...]
    limits: Limits
    style: DraftStyle
    # What the site says to its readers.
    words: Words
    # Everything, as Pelican has it.
    all: Mapping[str, Any]

    @property
    def selections_path(self) -> str:
        """The selections' folder, below a content folder."""
        return str(self.all.get("SELECTIONS_PATH", "selections"))


def load_settings(path: Path) -> SiteSettings:
    """The settings of that file; relative paths in it are relative to its folder. Raises SettingsError."""
    if not path.is_file():
        raise SettingsError(f"{path} : ce fichier de réglages n'existe pas")
    try:
        values = read_settings(str(path))
    except Exception as error:
        raise SettingsError(f"{path} : les réglages ne se lisent pas ({error})") from error
    check_settings(values)
    words = read_catalogues(values).site
    label_settings(values, words)
    root = path.resolve().parent
    return SiteSettings(
        content=root / values["PATH"],
        output=root / values["OUTPUT_PATH"],
        feeds_file=root / values.get("FEEDS_FILE", "content/feeds.opml"),
        store_file=root / values.get("STORE_FILE", "var/store.sqlite3"),
        zone=ZoneInfo(values["TIMEZONE"]),
        contact_url=values.get("USER_AGENT_URL") or values["SITEURL"],
        fetch_seconds=values.get("FETCH_SECONDS", fetching.Limits.total_seconds),
        languages=tuple(values.get("LANGUAGES_READ", ())),
        limits=Limits(
            minutes=values.get("SELECTION_MINUTES", Limits.minutes),
            items=values.get("SELECTION_ITEMS", Limits.items),
            per_feed=values.get("SELECTION_PER_FEED", Limits.per_feed),
        ),
        style=DraftStyle(
            words=words,
            status="published" if values.get("SELECTION_AUTOPUBLISH") else "draft",
            title_pattern=values.get("SELECTION_TITLE", ""),
            category_name=values.get("SELECTION_CATEGORY", ""),
        ),
        words=words,
        all=values,
    )
