"""The theme's Pelican plugin: filters for its templates, what posts and feeds need, and the files beside the pages.

Comes last in PLUGINS: it measures and summarises what the other plugins made of the articles.
"""

import logging
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import signals
from pelican.contents import Article, Page
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins.sitemap import sitemap
from pelican.utils import slugify

from alaminute.files import write_atomically
from alaminute.theming import choices, links, outputs, posts, typography
from alaminute.theming.dead_links import Contents, places_of, settle_dead_links
from alaminute.theming.embeds import without_embeds
from alaminute.theming.file_cache import FileCache
from alaminute.theming.former_addresses import former_addresses, from_former_addresses
from alaminute.theming.mending import mend
from alaminute.theming.page_bodies import body_for_page, name_of, published_files, words_on
from alaminute.theming.pictures import Pictures
from alaminute.theming.settings import check_settings
from alaminute.theming.share_images import SharedPicture, ShareImages
from alaminute.wording import dates, durations
from alaminute.wording.catalogues import site_catalogues
from alaminute.wording.labels import label_settings, speaking_markdown
from alaminute.wording.words import Words, language_and_country

FEED_STYLE = "flux.css"
# Where Pelican's generators keep contents, and names by the folders that they have if nothing is set.
_ARTICLES = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
_PAGES = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")
_NAMES = {"tag": "tags", "category": "categories", "author": "authors"}
_CONTENTS = "ALAMINUTE_CONTENTS"
logger = logging.getLogger(__name__)


def choices_of(selection: Any, words: Words) -> tuple[choices.Choice, ...]:
    """What of a selection fits into 5, 10 or 20 minutes; its items are named by their anchors."""
    return choices.choices({item.anchor: item.time for item in selection.items}, words)


def new_brands(comparisons: Mapping[int, Any]) -> frozenset[tuple[int, str]]:
    """Years and keys of brands that wrote for the first time then: looked up once for each cell of the matrix."""
    return frozenset(
        (number, entry.brand.key)
        for number, comparison in comparisons.items()
        for entry in comparison.entries
        if entry.status.name == "NEW"
    )


@pass_context
def for_the_page(context: Context, fragment: str, page: Any) -> Markup:
    """See page_bodies.body_for_page."""
    return Markup(body_for_page(fragment, context, page))  # noqa: S704 (HTML in, HTML out)


@pass_context
def shared_picture(context: Context, title: str, content: Any, time: Any) -> SharedPicture:
    """What stands beside a link to this page; `content` is Pelican's content, if the page is one."""
    images: ShareImages = context["SHARE_IMAGES"]
    chosen = content.metadata.get("image") if content else None
    if chosen:
        return images.chosen(str(chosen), title, name_of(content), published_files(context))
    # The following pages of a list are not worth a picture of their own.
    file = context["output_file"]
    if "/page/" in f"/{file}":
        return images.of_site()
    return images.made(title, file, time, words_on(content, context))


def filters(words: Words) -> dict[str, Callable[..., Any]]:
    """What templates of a site with these words can do to a value."""
    locale = words.locale
    return {
        "partage": shared_picture,
        "en_page": for_the_page,
        "nouvelles": new_brands,
        "choix": partial(choices_of, words=words),
        "date_longue": partial(dates.long_date, locale=locale),
        "jour": partial(dates.day_and_month, locale=locale),
        "mois": partial(dates.month, locale=locale),
        "mois_annee": partial(dates.month_and_year, locale=locale),
        "semaine": partial(dates.week_days, locale=locale),
        "duree": durations.duration,
        "duree_iso": durations.duration_iso,
        "nombre": words.number,
        "en_langue": words.in_language,
        "langue_pays": language_and_country,
        # In the site's language; `soigne(item.language)` in another one.
        "soigne": lambda text, language=None: typography.typeset(text, language or words.language),
        "hreflang": links.mark_language,
        "courants": posts.most_used,
        "temps": posts.time_of,
        "temps_total": posts.total_time,
    }


def check(pelican: Any) -> None:
    """Refuse settings that cannot be used, before anything is written; give the others the site's language."""
    settings = pelican.settings
    check_settings(settings)
    catalogues = site_catalogues(settings)
    label_settings(settings, catalogues.site)
    settings["MARKDOWN"] = speaking_markdown(settings["MARKDOWN"], catalogues)


def mend_body(content: Any) -> None:
    """Repair the HTML of a post or page as soon as it is read; its own style sheets become its `styles`."""
    if isinstance(content, Article | Page):
        words = site_catalogues(content.settings).of(content.lang)
        body = content._content or ""  # noqa: SLF001 (as in posts.py)
        mended = mend(body, content.lang, words.gettext("Tableau, qui peut défiler"))
        content._content, content.styles = mended.html, mended.styles  # noqa: SLF001


def set_names(content: Any) -> None:
    """See posts.set_names: before Pelican groups posts by them."""
    if isinstance(content, Article | Page):
        posts.set_names(content, content.settings["DEFAULT_LANG"])


def check_series(generator: Any) -> None:
    """Look at posts' places in their series before the plugin that would fall over them."""
    drafts = [*generator.drafts, *generator.drafts_translations]
    hidden = [*generator.hidden_articles, *generator.hidden_translations]
    for article in [*generator.articles, *generator.translations, *drafts, *hidden]:
        posts.check_series(article)


def check_series_of_page(content: Any) -> None:
    """The same for a page, which no signal offers later: the fault is logged, and the page left out of the series."""
    if isinstance(content, Page):
        try:
            posts.check_series(content)
        except posts.HeaderError as error:
            content.metadata.pop("series")
            logger.error("%s", error)  # noqa: TRY400 (for the author)


def equip(generator: Any) -> None:
    """Make words and filters known to a generator's templates, and the site's images to all of them."""
    words = site_catalogues(generator.settings).site
    generator.env.filters.update(filters(words))
    _speak(generator.env, words)
    if "PICTURES" not in generator.context:
        settings = generator.settings
        # Beside the content folder, as the list of feeds: another site's content has its own.
        cache = FileCache(Path(settings["PATH"]).parent / settings.get("PICTURE_CACHE", "var/images"))
        theme = {settings["THEME_STATIC_DIR"]: Path(settings["THEME"]) / "static"}
        pictures = Pictures(cache, Path(settings["OUTPUT_PATH"]), theme)
        generator.context["PICTURES"] = pictures
        generator.context["SHARE_IMAGES"] = ShareImages(cache, pictures, settings)
        generator.context["SEARCH_WORDS"] = outputs.search_words(words)


def complete_articles(generators: list[Any]) -> None:
    """Give articles what the templates show; all other plugins have had their turn."""
    _lead_to_todays_addresses(generators)
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            listed, drafts = generator.articles, [*generator.drafts, *generator.drafts_translations]
            unlisted = [*generator.translations, *generator.hidden_articles, *generator.hidden_translations, *drafts]
            posts.decorate_posts(listed, unlisted)
            _replace_embeds([*listed, *unlisted], generator.settings)
            outputs.address_series([*listed, *unlisted], generator.settings, slugify)
            _date_the_site_map(listed)
        elif isinstance(generator, PagesGenerator):
            posts.decorate_pages([*generator.pages, *generator.translations, *generator.hidden_pages])


def write_more_pages(generator: Any, writer: Any) -> None:
    """What the articles make possible beyond Pelican's own pages and feeds."""
    outputs.write_series(generator, writer)
    outputs.write_selections_feed(generator, writer, site_catalogues(generator.settings).site)


def mend_feed(context: Any, feed: Any) -> None:
    """See outputs.mend_feed."""
    outputs.mend_feed(feed, context)


def complete_feed(path: str, context: Any, feed: Any) -> None:
    """A JSON Feed beside a feed that was just written, and a style sheet for who opens that in a browser."""
    outputs.write_json_feed(Path(path), feed)
    if (Path(context["THEME"]) / "static" / FEED_STYLE).is_file():
        outputs.style_feed(Path(path), f"{context['SITEURL']}/{context['THEME_STATIC_DIR']}/{FEED_STYLE}")


def finish(pelican: Any) -> None:
    """Write what machines look for, then look after the links, of which some lead there."""
    _write_for_machines(pelican)
    _settle_links(pelican)


def _settle_links(pelican: Any) -> None:
    """See dead_links: on the pages that were written, with the files and lines of those that lead nowhere."""
    settings = pelican.settings
    contents: Contents = settings.get(_CONTENTS, Contents())
    # Signals have no order: the site map may be written before this or after.
    elsewhere = (*links.served_elsewhere(settings), "/sitemap.xml")
    broken = settle_dead_links(Path(pelican.output_path), settings["SITEURL"], contents.today, elsewhere)
    for place, typed in places_of(broken, contents):
        logger.warning("%s : lien qui ne mène nulle part : %s", place, typed)


def _write_for_machines(pelican: Any) -> None:
    """The public reading list, robots.txt, and the style sheets in their short form."""
    output, settings = Path(pelican.output_path), pelican.settings
    words = site_catalogues(settings).site
    outputs.write_reading_list(settings, output, words)
    outputs.explain_feeds(output / settings["THEME_STATIC_DIR"] / FEED_STYLE, words)
    for name in ("style.css", FEED_STYLE):
        outputs.compact_style_sheet(output / settings["THEME_STATIC_DIR"] / name)
    write_atomically(output / "robots.txt", outputs.robots_txt(settings["SITEURL"]))


def register() -> None:
    """Connect the handlers: functions of this module, since signals hold only weak references."""
    signals.initialized.connect(check)
    signals.generator_init.connect(equip)
    signals.article_generator_pretaxonomy.connect(check_series)
    signals.content_object_init.connect(check_series_of_page)
    signals.content_object_init.connect(mend_body)
    signals.content_object_init.connect(set_names)
    signals.all_generators_finalized.connect(complete_articles)
    signals.article_writer_finalized.connect(write_more_pages)
    signals.feed_generated.connect(mend_feed)
    signals.feed_written.connect(complete_feed)
    signals.finalized.connect(finish)


def _contents(generators: list[Any], kind: type, names: Sequence[str]) -> list[Any]:
    return [one for each in generators if isinstance(each, kind) for name in names for one in getattr(each, name)]


def _lead_to_todays_addresses(generators: list[Any]) -> None:
    """In the bodies themselves, which feeds carry."""
    context = generators[0].context
    articles = _contents(generators, ArticlesGenerator, _ARTICLES)
    pages = _contents(generators, PagesGenerator, _PAGES)
    names = {folder: [name for name, _ in context.get(kind, ())] for folder, kind in _NAMES.items()}
    today = former_addresses(articles, pages, names)
    generators[0].settings[_CONTENTS] = Contents(
        today,
        sources={one.save_as: Path(one.source_path) for one in (*articles, *pages)},
        names={
            name.url
            for one in articles
            for name in (one.category, *getattr(one, "tags", ()), *getattr(one, "authors", ()))
        },
    )
    for content in (*articles, *pages):
        body = content._content or ""  # noqa: SLF001 (as in posts.py)
        content._content = from_former_addresses(body, today, context["SITEURL"])  # noqa: SLF001


def _speak(env: Environment, words: Words) -> None:
    """Have `{% trans %}` and `gettext()` in templates say these words; values in them are escaped."""
    said = words.translations
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's
        said.gettext, said.ngettext, newstyle=True, pgettext=said.pgettext, npgettext=said.npgettext
    )


def _replace_embeds(articles: list[Any], settings: MutableMapping[str, Any]) -> None:
    """In the bodies themselves, which feeds carry; after their words were counted."""
    catalogues, site_url = site_catalogues(settings), settings["SITEURL"]
    for article in articles:
        body, words = article._content or "", catalogues.of(article.lang)  # noqa: SLF001 (as in posts.py)
        article._content = without_embeds(body, site_url, words)  # noqa: SLF001


def _date_the_site_map(articles: list[Any]) -> None:
    # The plugin dates lists by the moment of the build, so that no two builds give the same file.
    changes = [getattr(article, "modified", article.date) for article in articles]
    if changes:
        sitemap.generator.now = max(changes)
