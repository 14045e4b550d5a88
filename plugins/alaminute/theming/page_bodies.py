"""The bodies of posts as pages show them: what only a page needs is added, what would trouble its readers taken out.

Feeds carry them plain.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from posixpath import dirname
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2.runtime import Context

from alaminute.files import shown_path
from alaminute.theming import links
from alaminute.theming.embeds import without_embeds
from alaminute.theming.local_files import Labels, settle_files
from alaminute.theming.pictures import Pictures, PublishedFiles, is_local
from alaminute.theming.remote_media import without_remote_media
from alaminute.wording.catalogues import CATALOGUES, Catalogues
from alaminute.wording.words import Words

_HINT = "écrivez {static}/images/… pour un fichier du dossier content/images"
logger = logging.getLogger(__name__)


def body_for_page(fragment: str, context: Context, page: Any) -> str:
    """A body of `page` (Pelican's content, or a name for it) as the page shows it that `context` is for."""
    site_url = context["SITEURL"]
    words = words_on(page, context)
    fragment = links.without_spaces(without_embeds(fragment, site_url, words))
    # A site that is published below a path of its host; else such links are right as they are.
    if urlsplit(site_url).path.strip("/"):
        fragment = links.from_root(fragment, site_url, links.served_elsewhere(context))
    if not context.get("REMOTE_IMAGES"):
        fragment = without_remote_media(
            fragment, site_url, lambda site: words.gettext("Voir l’image sur %(site)s", site=site)
        )
    labels = Labels(words.gettext("Image absente"), words.gettext("Film absent"), words.gettext("Son absent"))
    settled = settle_files(fragment, _locator(context), labels)
    for missing in settled.missing:
        logger.warning("%s : fichier introuvable : %s ; %s", name_of(page), missing, _HINT)
    pictures: Pictures = context["PICTURES"]
    return pictures.mark_up(settled.html, published_files(context), site_url, name_of(page))


def words_on(page: Any, context: Context) -> Words:
    """The words of a page's own language, if it says one and there is a catalogue; else the site's."""
    catalogues: Catalogues = context[CATALOGUES]
    return catalogues.of(page.lang) if hasattr(page, "lang") else catalogues.site


def published_files(context: Context) -> PublishedFiles:
    """The static files by their addresses, whenever it is called."""

    # Not `.url`, which Pelican takes for a link to the file, so that `{attach}` could no longer move it.
    def published() -> dict[str, Path]:
        files = {file.get_url_setting("url"): Path(file.source_path) for file in context["staticfiles"]}
        # Pelican lists what is linked to, be it there or not.
        return {address: path for address, path in files.items() if path.is_file()}

    return published


def name_of(page: Any) -> str:
    """The file of Pelican's content, as the author would type it; other pages are named as they are."""
    return shown_path(Path(page.source_path)) if hasattr(page, "source_path") else str(page)


def _locator(context: Context) -> Callable[[str], str | None]:
    """Gives the address of a file for one that was typed, from the page or from the root; None if there is none."""
    site_url, pictures, files = context["SITEURL"], context["PICTURES"], published_files(context)
    elsewhere = links.served_elsewhere(context)
    folder = f"/{dirname(context['output_file'])}/"

    def locate(address: str) -> str | None:
        if not is_local(address, site_url) or address.startswith(elsewhere):
            return address
        local = address.removeprefix(f"{site_url}/") if site_url else address
        if pictures.find(urljoin(folder, local) if local == address else local, files):
            return address
        if not address.startswith("/") and pictures.find(local, files):
            return f"{site_url}/{local}"
        return None

    return locate
