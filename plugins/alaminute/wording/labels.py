"""The words that the settings come with: what the author left as it was is said in the site's language."""

from collections.abc import Mapping, MutableMapping
from typing import Any

from alaminute.wording.catalogues import Catalogues
from alaminute.wording.words import Words

EXTENSION = "alaminute.theming.markdown_extras"


def default_labels(words: Words) -> Mapping[str, str]:
    """The labels of pelicanconf.py as it comes, and what they are called in that language."""
    return {
        "Lectures": words.pgettext("menu", "Lectures"),
        "Anniversaires": words.pgettext("menu", "Anniversaires"),
        "Archives": words.pgettext("menu", "Archives"),
        "Chercher": words.pgettext("menu", "Chercher"),
        "par courriel": words.pgettext("faire suivre ce billet", "par courriel"),
        "sur LinkedIn": words.pgettext("faire suivre ce billet", "sur LinkedIn"),
        "sur Facebook": words.pgettext("faire suivre ce billet", "sur Facebook"),
        "sur Bluesky": words.pgettext("faire suivre ce billet", "sur Bluesky"),
        "Divers": words.pgettext("catégorie", "Divers"),
        "Le marketing et la relation client, pour qui a quelques minutes": words.gettext(
            "Le marketing et la relation client, pour qui a quelques minutes"
        ),
    }


def label_settings(settings: MutableMapping[str, Any], words: Words) -> None:
    """Say menu, links, category and subtitle in the site's language, in place; an author's own stay as they are."""
    labels = default_labels(words)
    for name in ("MENUITEMS", "SHARE_LINKS"):
        if settings.get(name):
            settings[name] = [(labels.get(label, label), *others) for label, *others in settings[name]]
    for name in ("DEFAULT_CATEGORY", "SITESUBTITLE"):
        if name in settings:
            settings[name] = labels.get(settings[name], settings[name])


def speaking_markdown(options: Mapping[str, Any], catalogues: Catalogues) -> dict[str, Any]:
    """The setting MARKDOWN whose theme extension, if it has it, knows the site's language and each document's words."""
    configurations = dict(options.get("extension_configs", {}))
    if EXTENSION in configurations:
        known = {"language": catalogues.site.language, "words_of": catalogues.of}
        configurations[EXTENSION] = {**known, **configurations[EXTENSION]}
    return {**options, "extension_configs": configurations}
