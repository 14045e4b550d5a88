"""The birthday archive on the site: year pages, the matrix, one page a brand, and the whole as data.

Settings, with their defaults in DEFAULTS: BIRTHDAYS_PATH is the folder below PATH whose Markdown files are years; the
others are addresses and file names, patterns with `{year}` or `{slug}`.

Contract with the theme. Everything plain (names, offers, headings, sentences) is text from strangers' mail: templates
print it autoescaped. What ends in `_html` is Markup and is printed as it is.

Every page's context has:
- `birthdays`: the articles of the years, newest first; each has `.birthday_year` (model.Year) and `.comparison`
  (comparison.Comparison); both attributes are missing from all other articles;
- `birthday_matrix`: matrix.Matrix of the whole archive;
- `birthday_words`: wording.BirthdayWords, the archive in the site's language: `.title(section)`, `.before(change)` and
  `.after(change)`, `.channels_of(message)`, `.kinds_of(message)`, `.day(message)` (empty if unknown), and `.channels`
  (by Channel, each with `.name` and `.letter`).

`birthday_body.html` is rendered once a year into the article's content, so that feeds carry it; it is a fragment:
- `year`, `comparison`, `totals` (totals.Totals) and `article`;
- `comparison.sections`, each with `.anchor` and `.entries`; an entry has `.brand.name`, `.status`, `.message` (None for
  a brand that did not write), `.before` (its message of the year before, or None), `.last_seen` (a year or None) and
  `.changes`, each with `.aspect.value`; a message has `.heading`, `.channels`, `.kinds`, `.offer`, `.sent`,
  `.days_before`, `.identical` (years), `.visual`, `.anchor` (for its element's id) and `.body_html`;
- `comparison.counts` (`changed new back gone faithful identical unknown`) and `comparison.difference` (None: unknown);
- `sentences`: the year in figures, plain sentences, never empty;
- `channel_deltas`, `kind_deltas`: pairs of totals.Delta and its sentence;
- `year.intro_html`, `year.asides` (`.heading`, `.anchor`, `.body_html`, `.leading`: before the brands) and
  `year.notes_html` (footnotes, comes last);
- `matrix`, `years` (model.Year, oldest first, for the strip of years), `links`.

`links` gives addresses: `links.year(year)`, `links.brand(brand)`, `links.message(year, message)`,
`links.visual(message)`, `links.index`, `links.csv`, `links.json`. Only the pages that exist have one.

`anniversaires.html`: `archive` (model.Archive), `matrix`, `years`, `comparisons` (by year number), `channels` (those
used, for the legend), `sentences` (by year number), `chart` (chart.Chart: geometry for an inline SVG and the rows of
the table that says the same), `links`. Also rendered for an empty archive.

`marque.html`: `brand`, `history` (matrix.History: `.moments`, each `.year`, `.message` or None, `.cell`, `.since`,
`.changes`), `row` (matrix.Row), `years`, `links`. A message's `.body_html` and `.anchor` are made for that page: no id
comes twice, and all links work there.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.readers import Readers
from pelican.utils import get_relative_path, path_to_url

from alaminute.birthdays.chart import chart_of
from alaminute.birthdays.comparison import Comparison, compare_all
from alaminute.birthdays.export import archive_to_csv, archive_to_json
from alaminute.birthdays.from_records import SCHEMA, year_from
from alaminute.birthdays.links import FragmentLinks, PageLinks, body_elsewhere, redirection
from alaminute.birthdays.matrix import History, Matrix, histories, matrix_of
from alaminute.birthdays.model import Archive, Year, build_archive
from alaminute.birthdays.sentences import delta_sentence, year_sentences
from alaminute.birthdays.totals import Delta, channel_deltas, kind_deltas, totals_of
from alaminute.birthdays.visuals import check_visuals
from alaminute.birthdays.wording import BirthdayWords
from alaminute.files import write_atomically
from alaminute.records import Document
from alaminute.records_reader import RecordKind, RenderedDocument, read_records_in
from alaminute.wording.catalogues import site_catalogues

DEFAULTS = {
    "BIRTHDAYS_PATH": "birthdays",
    "BIRTHDAYS_URL": "anniversaires/",
    "BIRTHDAYS_SAVE_AS": "anniversaires/index.html",
    "BIRTHDAY_YEAR_URL": "anniversaires/{year}/",
    "BIRTHDAY_YEAR_SAVE_AS": "anniversaires/{year}/index.html",
    "BIRTHDAY_BRAND_URL": "anniversaires/marques/{slug}/",
    "BIRTHDAY_BRAND_SAVE_AS": "anniversaires/marques/{slug}/index.html",
    "BIRTHDAYS_CSV": "anniversaires/donnees.csv",
    "BIRTHDAYS_JSON": "anniversaires/donnees.json",
}


def add_defaults(pelican: Any) -> None:
    """Complete the settings, before Pelican copies them into the context of all pages."""
    for name, value in DEFAULTS.items():
        pelican.settings.setdefault(name, value)


def add_reader(readers: Readers) -> None:
    """Have the birthdays' folder read as years."""
    read_records_in(readers, readers.settings["BIRTHDAYS_PATH"], RecordKind(SCHEMA, interpret))


def interpret(document: Document, rendered: RenderedDocument) -> Mapping[str, Any]:
    """The year of a file as the article's metadata. Raises ContentError."""
    metadata: dict[str, Any] = {"birthday_year": with_html(year_from(document), rendered)}
    if not document.header.get("Summary"):
        metadata["summary"] = str(rendered.intro_html)
    return metadata


def with_html(year: Year, rendered: RenderedDocument) -> Year:
    """The year with what its Markdown has become; messages and asides share the document's order."""
    lines = sorted([message.line for message in year.messages] + [aside.line for aside in year.asides])
    html = dict(zip(lines, rendered.records, strict=True))
    return replace(
        year,
        messages=tuple(
            replace(message, body_html=html[message.line].body_html, anchor=html[message.line].anchor)
            for message in year.messages
        ),
        asides=tuple(
            replace(aside, body_html=html[aside.line].body_html, anchor=html[aside.line].anchor)
            for aside in year.asides
        ),
        intro_html=rendered.intro_html,
        notes_html=rendered.notes_html,
    )


def finish_years(generator: ArticlesGenerator) -> None:
    """When all articles are read: compare the years, give each its address and its page's content.

    Drafts take part where drafts are written at all, that is on the author's own machine. Raises ContentError.
    """
    drafts = generator.drafts if generator.settings["DRAFT_SAVE_AS"] else []
    articles = [article for article in (*generator.articles, *drafts) if hasattr(article, "birthday_year")]
    articles.sort(key=lambda article: article.birthday_year.number, reverse=True)
    archive = build_archive(article.birthday_year for article in articles)
    check_visuals(archive)
    comparisons = compare_all(archive)
    words = BirthdayWords(site_catalogues(generator.settings).site)
    matrix = matrix_of(archive, words)
    generator.context.update(
        birthdays=articles,
        birthday_words=words,
        birthday_matrix=matrix,
        birthday_archive=archive,
        birthday_comparisons=comparisons,
    )
    others = (*generator.drafts, *generator.translations, *generator.hidden_articles, *generator.hidden_translations)
    for article in others:
        # Templates take an article for a year when it has this: what is not in the archive has nothing to compare.
        if article not in articles:
            vars(article).pop("birthday_year", None)
    for article in articles:
        number = article.birthday_year.number
        article.comparison = comparisons[number]
        article.override_url = generator.settings["BIRTHDAY_YEAR_URL"].format(year=number)
        article.override_save_as = generator.settings["BIRTHDAY_YEAR_SAVE_AS"].format(year=number)
    _render_years(generator, articles, archive, matrix)


def _render_years(generator: ArticlesGenerator, articles: list[Article], archive: Archive, matrix: Matrix) -> None:
    if not articles:
        return
    links = FragmentLinks(archive, generator.settings, articles)
    # Pelican resolves `{filename}/…` where the content is shown, relative addresses and feeds included.
    generator.context["generated_content"] |= links.targets()
    template = generator.get_template("birthday_body")
    for article in articles:
        values = year_values(article.birthday_year, article.comparison, generator.context["birthday_words"])
        values |= {"matrix": matrix, "links": links}
        shared = {**generator.context, "years": archive.years, "article": article}
        article._content = template.render({**shared, **values})  # noqa: SLF001  # Pelican has no other way to set it
        generator.add_static_links(article)


def year_values(year: Year, comparison: Comparison, words: BirthdayWords) -> dict[str, Any]:
    """What the year's own template shows, as the module's docstring lists it."""
    return {
        "year": year,
        "comparison": comparison,
        "totals": totals_of(year),
        "sentences": year_sentences(comparison, words),
        "channel_deltas": _with_sentences(channel_deltas(comparison), comparison, words),
        "kind_deltas": _with_sentences(kind_deltas(comparison), comparison, words),
    }


def _with_sentences(deltas: tuple[Delta, ...], comparison: Comparison, words: BirthdayWords) -> list[tuple[Delta, str]]:
    before = comparison.previous.number if comparison.previous else 0
    return [(delta, delta_sentence(delta, before, words)) for delta in deltas]


class BirthdaysGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """The matrix page, one page a brand, redirections from former brand names, and the data files."""

    def generate_output(self, writer: Any) -> None:
        """Write them all. The year pages are articles, which Pelican writes."""
        archive: Archive = self.context["birthday_archive"]
        matrix: Matrix = self.context["birthday_matrix"]
        self._write_index(writer, archive, matrix)
        template = self.get_template("marque") if matrix.rows else None
        for row, history in zip(matrix.rows, histories(archive, matrix), strict=True):
            links = self._links(archive, self._pattern("BIRTHDAY_BRAND_SAVE_AS", row.brand.slug))
            values = {"brand": row.brand, "history": _moved(history, links), "row": row, "links": links}
            self._write(writer, template, links, {**values, "years": archive.years})
        for slug, brand in archive.former_slugs.items():
            links = self._links(archive, self._pattern("BIRTHDAY_BRAND_SAVE_AS", slug))
            page = redirection(brand, links.brand(brand), site_catalogues(self.settings).site)
            write_atomically(Path(self.output_path) / links.page, page)
        write_atomically(Path(self.output_path) / self.settings["BIRTHDAYS_CSV"], archive_to_csv(archive))
        write_atomically(Path(self.output_path) / self.settings["BIRTHDAYS_JSON"], archive_to_json(archive))

    def _write_index(self, writer: Any, archive: Archive, matrix: Matrix) -> None:
        comparisons: dict[int, Comparison] = self.context["birthday_comparisons"]
        words: BirthdayWords = self.context["birthday_words"]
        links = self._links(archive, self.settings["BIRTHDAYS_SAVE_AS"])
        values = {
            "archive": archive,
            "matrix": matrix,
            "years": archive.years,
            "comparisons": comparisons,
            "channels": list(dict.fromkeys(channel for totals in matrix.totals for channel in totals.channels)),
            "sentences": {number: year_sentences(comparison, words) for number, comparison in comparisons.items()},
            "chart": chart_of(archive, words),
            "links": links,
        }
        self._write(writer, self.get_template("anniversaires"), links, values)

    def _write(self, writer: Any, template: Any, links: PageLinks, values: Mapping[str, Any]) -> None:
        relative = self.settings["RELATIVE_URLS"]
        url = links.page.removesuffix("index.html")
        writer.write_file(links.page, template, self.context, relative, url=url, **values)

    def _pattern(self, setting: str, slug: str) -> str:
        return str(self.settings[setting].format(slug=slug))

    def _links(self, archive: Archive, page: str) -> PageLinks:
        """Addresses as they are written on that page."""
        relative = self.settings["RELATIVE_URLS"]
        siteurl = path_to_url(get_relative_path(page)) if relative else self.settings["SITEURL"]
        return PageLinks(archive, self.settings, self.context, page, siteurl)


def _moved(history: History, links: PageLinks) -> History:
    """The history with bodies that can stand together on one page, away from the pages of their years."""
    moments = tuple(
        replace(moment, cell=replace(moment.cell, message=body_elsewhere(moment.year, moment.cell.message, links)))
        if moment.cell.message
        else moment
        for moment in history.moments
    )
    return replace(history, moments=moments)


def add_generator(pelican: Any) -> type[BirthdaysGenerator]:  # noqa: ARG001 (the signal's argument)
    """The generator of all pages but the years'."""
    return BirthdaysGenerator


def register() -> None:
    """Connect the handlers: functions of this module, since signals hold only weak references."""
    signals.initialized.connect(add_defaults)
    signals.readers_init.connect(add_reader)
    signals.article_generator_finalized.connect(finish_years)
    signals.get_generators.connect(add_generator)
