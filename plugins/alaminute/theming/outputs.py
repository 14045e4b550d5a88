"""Files that the theme adds to a site: pages of series, the selections' feed, JSON feeds, reading list, robots.txt.

Called with Pelican's generators and writers; nothing here imports Pelican.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from alaminute.feeds.opml import parse_opml, public_opml
from alaminute.files import write_atomically
from alaminute.theming.json_feed import json_feed
from alaminute.theming.links import absolute, from_root, served_elsewhere, without_spaces
from alaminute.theming.style_sheets import compact_css
from alaminute.theming.typography import typeset
from alaminute.wording.words import Words

ATOM_SUFFIX = ".atom.xml"
JSON_SUFFIX = ".json"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_PAGE_ATTRIBUTE = re.compile(r"""\s(?:style|tabindex|role|loading|decoding|aria-[a-z]+)=(?:"[^"]*"|'[^']*')""")

_NOTE_CALL = re.compile(r"""<sup\b[^<>]*>\s*<a\b[^<>]*\bclass=["']footnote-ref["'][^<>]*>.*?</a>\s*</sup>""", re.DOTALL)


def address_series(articles: Iterable[Any], settings: Mapping[str, Any], slugify: Any) -> None:
    """Add `slug` and `url` to the series of each article that belongs to one."""
    for article in articles:
        series = getattr(article, "series", None)
        if isinstance(series, dict):
            series["slug"] = slugify(series["name"], regex_subs=settings["SLUG_REGEX_SUBSTITUTIONS"])
            series["url"] = settings["SERIES_URL"].format(slug=series["slug"])


def write_series(generator: Any, writer: Any) -> None:
    """One page for each series of published articles, at its one address."""
    settings = generator.settings
    for slug, series in sorted(_series_by_slug(generator.articles, settings["DEFAULT_LANG"]).items()):
        parts = [part for one in series for part in one["all"] if part in generator.articles]
        writer.write_file(
            settings["SERIES_SAVE_AS"].format(slug=slug),
            generator.get_template("serie"),
            generator.context,
            relative_urls=settings["RELATIVE_URLS"],
            series=series[0],
            parts=parts,
            url=series[0]["url"],
        )


def _series_by_slug(articles: Iterable[Any], language: str) -> dict[str, list[dict[str, Any]]]:
    """The plugin makes one series for each language that a series' posts are in: the site's first, then by name."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for article in articles:
        if isinstance(getattr(article, "series", None), dict):
            found.setdefault(article.series["slug"], {})[article.lang] = article.series
    return {
        slug: [series[name] for name in sorted(series, key=lambda name: (name != language, name))]
        for slug, series in found.items()
    }


def write_selections_feed(generator: Any, writer: Any, words: Words) -> None:
    """The selections in a feed of their own; no file as long as there are none."""
    path = generator.settings.get("SELECTIONS_FEED_ATOM")
    selections = [article for article in generator.articles if hasattr(article, "selection")]
    if path and selections:
        writer.write_feed(selections, generator.context, path, path, feed_title=words.gettext("Lectures"))


def mend_feed(feed: Any, context: Mapping[str, Any]) -> None:
    """Say what a feed and its foreign entries are; ids are ids, not addresses; titles are what pages show.

    Without these the W3C validator finds errors (guid) and warnings (language) in Pelican's feeds. Pelican gives all
    feeds of a site one id, where each must have its own (RFC 4287, 4.2.6), and makes no-break spaces ordinary.
    """
    site, language = context["SITENAME"], context["DEFAULT_LANG"]
    feed.feed["language"], feed.feed["id"] = language, feed.feed["feed_url"]
    # Pelican joins the two with a hyphen.
    title = feed.feed["title"].replace(f"{site} - ", f"{site} – ", 1)
    feed.feed["title"] = typeset(title, language)
    listed = context.get("articles", ())
    # The feed of everything has them too.
    translations = [translation for article in listed for translation in getattr(article, "translations", ())]
    articles = {urljoin(context["SITEURL"] + "/", a.url): a for a in [*listed, *translations]}
    for item in feed.items:
        _mend_item(item, articles.get(item["link"]), context, language)
    feed.item_attributes = _entry_attributes


def _entry_attributes(item: Mapping[str, Any]) -> dict[str, str]:
    """Where an entry's relative links lead on from, though none should be left; its title is in its language too."""
    return {"xml:base": item["link"]} | ({"xml:lang": item["language"]} if item.get("language") else {})


def _mend_item(item: dict[str, Any], article: Any, context: Mapping[str, Any], language: str) -> None:
    item["unique_id_is_permalink"] = False
    # The notes themselves are not in a summary.
    item["description"] = item["description"] and _NOTE_CALL.sub("", item["description"])
    for part in ("content", "description"):
        item[part] = item[part] and for_readers(
            item[part], context["SITEURL"], item["link"], elsewhere=served_elsewhere(context)
        )
    if article:
        item["title"] = article.title
    if article and article.lang != language:
        item["language"] = article.lang
        for part in ("content", "description"):
            item[part] = item[part] and f'<div lang="{article.lang}">{item[part]}</div>'


def for_readers(content: str, site_url: str, address: str, *, elsewhere: tuple[str, ...] = ()) -> str:
    """Content as a feed carries it: links with the site's address, nothing that only serves the site's own pages.

    `address` is the post's, from which its relative links lead on. The W3C feed validator warns of styles and of
    attributes that readers' sanitisers drop, and of what is in comments.
    """
    content = _TAG.sub(lambda tag: _PAGE_ATTRIBUTE.sub("", tag[0]), _COMMENT.sub("", content))
    return absolute(without_spaces(from_root(content, site_url, elsewhere)), address)


def write_json_feed(atom_file: Path, feed: Any) -> None:
    """A JSON Feed beside an Atom feed that was just written (`tous.atom.xml` → `tous.json`)."""
    if atom_file.name.endswith(ATOM_SUFFIX):
        url = feed.feed["feed_url"].removesuffix(ATOM_SUFFIX) + JSON_SUFFIX
        name = atom_file.name.removesuffix(ATOM_SUFFIX) + JSON_SUFFIX
        write_atomically(atom_file.with_name(name), json_feed(feed.feed, feed.items, url))


def style_feed(atom_file: Path, style_sheet: str) -> None:
    """Name a style sheet, by its address, at the top of an Atom feed that was just written: browsers show it then."""
    if atom_file.name.endswith(ATOM_SUFFIX):
        declaration, text = atom_file.read_text(encoding="utf-8").split("?>", 1)
        instruction = f'<?xml-stylesheet type="text/css" href={quoteattr(style_sheet)}?>'
        write_atomically(atom_file, f"{declaration}?>\n{instruction}\n{text.lstrip()}")


def write_reading_list(settings: Mapping[str, Any], output: Path, words: Words) -> None:
    """The author's feeds without the private attributes, if there is a list. Raises SiteError if it is no OPML.

    FEEDS_FILE is looked for beside the content folder, so that another site's content brings its own list.
    """
    source, target = settings.get("FEEDS_FILE"), settings.get("OPML_SAVE_AS")
    path = Path(settings["PATH"]).parent / source if source else None
    if path and target and path.is_file():
        feeds = parse_opml(path.read_bytes(), str(path)).feeds
        title = words.gettext("Les lectures de %(site)s", site=settings["SITENAME"])
        write_atomically(output / target, public_opml(feeds, title))


def explain_feeds(style_sheet: Path, words: Words) -> None:
    """Give the feeds' style sheet, as it was copied into the output, what it tells who opens a feed in a browser."""
    if style_sheet.is_file():
        notice = words.gettext(
            "Ceci est un flux\u00a0: la suite des dernières publications de ce site, faite pour un lecteur de flux "
            "(Thunderbird, NetNewsWire, Feedly, FreshRSS…). Copiez l’adresse de cette page dans le vôtre\u00a0: il "
            "vous préviendra de chaque nouveauté, sans compte ni adresse à donner."
        )
        rule = f":root {{ --explication: {_css_string(notice)}; }}\n"
        write_atomically(style_sheet, rule + style_sheet.read_text(encoding="utf-8"))


def search_words(words: Words) -> dict[str, object]:
    """What the search page's script says: `pages` by plural category (Unicode CLDR), as browsers name them."""
    # Each category of a language has a number among these.
    numbers = (*range(101), 1_000_000)
    forms = ((n, words.ngettext("%(num)s\u00a0page", "%(num)s\u00a0pages", n, num="{}")) for n in numbers)
    return {
        "pages": {words.locale.plural_form(n): form for n, form in forms},
        "none": words.gettext("Aucune page ne contient ces mots."),
        "missing": words.gettext("L’index de recherche n’est pas disponible ici."),
    }


def _css_string(text: str) -> str:
    escaped = re.sub(r'["\\\n]', lambda match: f"\\{ord(match[0]):x} ", text)
    return f'"{escaped}"'


def compact_style_sheet(path: Path) -> None:
    """Take comments and needless spaces out of a copied style sheet, which every first visit waits for."""
    if path.is_file():
        write_atomically(path, compact_css(path.read_text(encoding="utf-8")))


def robots_txt(site_url: str) -> str:
    """Everything may be read; the site map is named once the site has an address, for it must be a full one."""
    lines = ["User-agent: *", "Disallow:"]
    if site_url:
        lines += ["", f"Sitemap: {site_url}/sitemap.xml"]
    return "\n".join(lines) + "\n"
