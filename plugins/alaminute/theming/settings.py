"""The site's settings, looked at before a build: a wrong one is named, in French, instead of failing far away."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from alaminute.errors import SettingsError
from alaminute.wording.words import is_language

POSITIVE_INTEGERS = ("SELECTION_MINUTES", "SELECTION_ITEMS", "SELECTION_PER_FEED")
FILES = ("FEEDS_FILE", "STORE_FILE", "PICTURE_CACHE")


def check_settings(settings: Mapping[str, Any]) -> None:
    """Raise SettingsError, one line a fault, if a setting that is there cannot be used.

    A setting that is not there is none of our business: this may be another site, which uses only the theme.
    """
    faults = [
        *_numbers(settings),
        *_files(settings),
        *_languages(settings),
        *_address(settings),
        *_share_links(settings),
    ]
    if faults:
        raise SettingsError("\n".join(faults))


def _numbers(settings: Mapping[str, Any]) -> list[str]:
    return [
        f"{name} = {settings[name]!r} : il faut un nombre entier, à partir de 1."
        for name in POSITIVE_INTEGERS
        if name in settings and not _is_positive_integer(settings[name])
    ]


def _is_positive_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _files(settings: Mapping[str, Any]) -> list[str]:
    return [
        f"{name} = {settings[name]!r} : il faut un chemin, entre guillemets."
        for name in FILES
        if name in settings and not (isinstance(settings[name], str) and settings[name])
    ]


def _languages(settings: Mapping[str, Any]) -> list[str]:
    codes = settings.get("LANGUAGES_READ", [])
    if not isinstance(codes, list | tuple):
        return [f"LANGUAGES_READ = {codes!r} : il faut une liste, par exemple ['fr', 'en']."]
    named = [("DEFAULT_LANG", settings.get("DEFAULT_LANG", "fr")), *(("LANGUAGES_READ", code) for code in codes)]
    return [
        f"{name} : {code!r} n'est pas un code de langue comme 'fr' ou 'pt-BR'."
        for name, code in named
        if not (isinstance(code, str) and is_language(code))
    ]


def _address(settings: Mapping[str, Any]) -> list[str]:
    address = settings.get("SITEURL", "")
    parts = urlsplit(address)
    if not address or (parts.scheme in ("http", "https") and parts.netloc and not parts.query and not parts.fragment):
        return []
    return [f"SITEURL = {address!r} : il faut une adresse complète comme 'https://www.exemple.fr', ou rien."]


def _share_links(settings: Mapping[str, Any]) -> list[str]:
    return [
        f"SHARE_LINKS : {link!r} n'est pas un couple comme ('par courriel', 'mailto:?body={{url}}')."
        for link in settings.get("SHARE_LINKS", [])
        if not (isinstance(link, list | tuple) and len(link) == 2 and all(isinstance(part, str) for part in link))
    ]
