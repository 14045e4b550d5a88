"""The labels that the settings come with."""

from typing import Any

from pelican.settings import read_settings

from alaminute.wording.catalogues import Catalogues
from alaminute.wording.labels import EXTENSION, default_labels, label_settings, speaking_markdown
from languages import ENGLISH, FRENCH
from theming.built_site import ROOT


def test_every_label_that_the_settings_come_with_is_known() -> None:
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    ours = {label for name in ("MENUITEMS", "SHARE_LINKS") for label, _ in settings[name]}
    ours |= {settings["DEFAULT_CATEGORY"], settings["SITESUBTITLE"]}
    assert ours == set(default_labels(FRENCH))
    assert default_labels(FRENCH) == {label: label for label in ours}


def test_labels_are_said_in_the_sites_language_and_the_authors_own_stay() -> None:
    settings: dict[str, Any] = {
        "MENUITEMS": [("Lectures", "lectures/"), ("Mes livres", "livres/"), ("Plus", "plus/", "autre")],
        "SHARE_LINKS": [("par courriel", "mailto:")],
        "DEFAULT_CATEGORY": "Divers",
        "SITESUBTITLE": "Ma devise",
    }
    label_settings(settings, ENGLISH)
    assert settings == {
        "MENUITEMS": [("Reading", "lectures/"), ("Mes livres", "livres/"), ("Plus", "plus/", "autre")],
        "SHARE_LINKS": [("by e-mail", "mailto:")],
        "DEFAULT_CATEGORY": "Miscellaneous",
        "SITESUBTITLE": "Ma devise",
    }


def test_settings_that_are_not_there_stay_away() -> None:
    settings: dict[str, Any] = {"MENUITEMS": None}
    label_settings(settings, ENGLISH)
    assert settings == {"MENUITEMS": None}


def test_only_the_themes_markdown_extension_learns_the_sites_language() -> None:
    catalogues = Catalogues("en")
    assert speaking_markdown({"output_format": "html5"}, catalogues) == {
        "output_format": "html5",
        "extension_configs": {},
    }
    options = speaking_markdown({"extension_configs": {EXTENSION: {}, "toc": {}}}, catalogues)
    assert options["extension_configs"][EXTENSION]["language"] == "en"
    assert options["extension_configs"]["toc"] == {}
    own = speaking_markdown({"extension_configs": {EXTENSION: {"language": "fr"}}}, catalogues)
    assert own["extension_configs"][EXTENSION]["language"] == "fr"
