"""Where the archive's pages are, as seen from an article's content and from a page of our own.

Belongs to the Pelican edge: it knows settings and Pelican's context, and how Pelican resolves `{filename}` links.
"""

import html
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from pelican.contents import Article

from alaminute.birthdays.model import Archive, Brand, Message, Year
from alaminute.wording.words import Words


@dataclass(frozen=True)
class Target:
    """What Pelican needs to know of the thing that a `{filename}` link names."""

    url: str


class FragmentLinks:
    """Addresses inside an article's content, which is shown on its page, in feeds and in summaries alike.

    They are `{filename}` and `{static}` links, since only Pelican knows where the content will stand.
    """

    def __init__(self, archive: Archive, settings: Mapping[str, Any], articles: Sequence[Article]) -> None:
        self._archive = archive
        self._settings = settings
        self._sources = {article.birthday_year.number: article.get_relative_source_path() for article in articles}
        self.index = f"{{filename}}/{settings['BIRTHDAYS_URL']}"
        self.csv = f"{{filename}}/{settings['BIRTHDAYS_CSV']}"
        self.json = f"{{filename}}/{settings['BIRTHDAYS_JSON']}"

    def year(self, year: Year) -> str:
        """The year's page."""
        return f"{{filename}}/{self._sources[year.number]}"

    def message(self, year: Year, message: Message) -> str:
        """A message on its year's page."""
        return f"{self.year(year)}#{message.anchor}"

    def brand(self, brand: Brand) -> str:
        """The brand's page, whatever the spelling."""
        return f"{{filename}}/{_brand_url(self._settings, self._archive, brand)}"

    def visual(self, message: Message) -> str:
        """The message's picture; only for a message that has one."""
        return f"{{static}}{message.visual}"

    def targets(self) -> dict[str, Target]:
        """What these links name, beside the articles, for Pelican to look up."""
        settings = self._settings
        urls = [settings["BIRTHDAYS_URL"], settings["BIRTHDAYS_CSV"], settings["BIRTHDAYS_JSON"]]
        urls += [_brand_url(settings, self._archive, brand) for brand in self._archive.brands.values()]
        return {url: Target(url) for url in urls}


class PageLinks:
    """Addresses on one page of our own: `page` is its file, `siteurl` what its links begin with."""

    def __init__(
        self, archive: Archive, settings: Mapping[str, Any], context: Mapping[str, Any], page: str, siteurl: str
    ) -> None:
        self._archive = archive
        self._settings = settings
        self._context = context
        self._articles = {article.birthday_year.number: article for article in context["birthdays"]}
        self.page = page
        self.siteurl = siteurl
        self.index = self._at(settings["BIRTHDAYS_URL"])
        self.csv = self._at(settings["BIRTHDAYS_CSV"])
        self.json = self._at(settings["BIRTHDAYS_JSON"])

    def year(self, year: Year) -> str:
        """The year's page."""
        return self._at(self._articles[year.number].url)

    def message(self, year: Year, message: Message) -> str:
        """A message on its year's page."""
        return f"{self.year(year)}#{message.anchor}"

    def brand(self, brand: Brand) -> str:
        """The brand's page, whatever the spelling."""
        return self._at(_brand_url(self._settings, self._archive, brand))

    def visual(self, message: Message) -> str:
        """The message's picture; only for a message that has one."""
        article = next(iter(self._articles.values()))
        folder = posixpath.dirname(article.get_relative_source_path(message.path))
        source = posixpath.normpath(posixpath.join(folder, message.visual or ""))
        return self._at(self._context["static_content"][source].url)

    def resolved(self, year: Year, body: str) -> str:
        """A body with Pelican's `{filename}` and `{static}` links resolved for this page."""
        article = self._articles[year.number]
        return str(article._update_content(body, self.siteurl))  # noqa: SLF001  # what Pelican's own pages go through

    def _at(self, url: str) -> str:
        return f"{self.siteurl}/{url}"


def body_elsewhere(year: Year, message: Message, links: PageLinks) -> Message:
    """The message with a body that can stand beside those of other years: its ids are its year's, its links lead there.

    Markdown escapes quotes in text and code, so that only attributes match.
    """
    body = re.sub(r'(<[^>]*\sid=")', rf"\g<1>{year.number}-", str(message.body_html))
    body = re.sub(r'(<a\s[^>]*href=")#', rf"\g<1>{html.escape(links.year(year))}#", body)
    return replace(message, body_html=Markup(links.resolved(year, body)), anchor=f"annee-{year.number}")  # noqa: S704


def redirection(brand: Brand, url: str, words: Words) -> str:
    """A page that leads from a brand's former name to its page."""
    moved = words.gettext("La page de cette marque est désormais à cette adresse\u00a0:")
    return Markup(
        '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url={url}">\n<link rel="canonical" href="{url}">\n'
        '<title>{name}</title>\n</head>\n<body>\n<p>{moved} <a href="{url}">{name}</a>.</p>\n</body>\n</html>\n'
    ).format(language=words.language, url=url, name=brand.name, moved=moved)


def _brand_url(settings: Mapping[str, Any], archive: Archive, brand: Brand) -> str:
    return str(settings["BIRTHDAY_BRAND_URL"].format(slug=archive.brand(brand).slug))
