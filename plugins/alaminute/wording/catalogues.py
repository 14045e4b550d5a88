"""The catalogues of words: one `.po` file a language, read when a build or a command begins.

They are `translations/LANGUAGE/LC_MESSAGES/alaminute.po` in this package. A site may have its own beside its content
folder (TRANSLATIONS_PATH), whose entries come before the package's: a word said otherwise, or a language more.
"""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from alaminute.errors import SettingsError, os_reason
from alaminute.files import shown_path
from alaminute.wording.words import SOURCE, SourceTranslations, Words, primary

DOMAIN = "alaminute"
PACKAGE_FOLDER = Path(__file__).resolve().parent.parent / "translations"
# Where among the settings, and so in the context of templates, a site's catalogues are kept.
CATALOGUES = "ALAMINUTE_CATALOGUES"
# A post's header may say anything; this becomes a folder's name.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


class Catalogues:
    """The words of each language that has a catalogue in one of these folders, the first of which comes first."""

    def __init__(self, language: str, folders: Sequence[Path] = (PACKAGE_FOLDER,)) -> None:
        """`language` is the site's. Raises SettingsError if it has no catalogue, or one that cannot be read."""
        self._folders = folders
        self._known: dict[str, Words | None] = {}
        words = self._look_up(language)
        if words is None:
            there = ", ".join(sorted({name for folder in folders for name in languages_in(folder)}))
            raise SettingsError(
                f"DEFAULT_LANG = {language!r} : pas de catalogue de mots dans cette langue (il y a : {there}) ; "
                "docs/theme.md dit comment en faire un"
            )
        self.site = words

    def of(self, language: str) -> Words:
        """The words of a page in that language (BCP 47): the site's own if it has no catalogue."""
        return self._look_up(language) or self.site

    def _look_up(self, language: str) -> Words | None:
        if language not in self._known:
            self._known[language] = self._read(language)
        return self._known[language]

    def _read(self, language: str) -> Words | None:
        if not _TAG.fullmatch(language):
            return None
        names = dict.fromkeys((language.replace("-", "_"), primary(language)))
        files = [path for name in names for folder in self._folders if (path := catalogue_file(folder, name)).is_file()]
        if not files:
            return None
        first, *others = [_translations(path) for path in files]
        for other in (*others, SourceTranslations()):
            first.add_fallback(other)
        return Words(language, first)


def languages_in(folder: Path) -> list[str]:
    """The languages that have a catalogue there, in the order of their codes."""
    return sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def catalogue_file(folder: Path, language: str) -> Path:
    """Where that language's catalogue is."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def site_catalogues(settings: MutableMapping[str, Any]) -> Catalogues:
    """The catalogues of a site, read once and kept among its settings. Raises SettingsError."""
    if CATALOGUES not in settings:
        settings[CATALOGUES] = read_catalogues(settings)
    catalogues: Catalogues = settings[CATALOGUES]
    return catalogues


def read_catalogues(settings: Mapping[str, Any]) -> Catalogues:
    """The catalogues of a site with these settings. Raises SettingsError."""
    own = Path(settings.get("PATH", "content")).parent / settings.get("TRANSLATIONS_PATH", "translations")
    return Catalogues(settings.get("DEFAULT_LANG", SOURCE), (own, PACKAGE_FOLDER))


def _translations(path: Path) -> GNUTranslations:
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
    except OSError as error:
        raise SettingsError(f"{shown_path(path)} : lecture impossible ({os_reason(error)})") from error
    except (PoFileError, ValueError) as error:
        raise SettingsError(f"{shown_path(path)} : ce catalogue ne se lit pas ({error})") from error
    compiled.seek(0)
    return GNUTranslations(compiled)
