"""Selections on the site: each week's Markdown file becomes an article whose content is the table of its readings.

Settings: SELECTIONS_PATH (folder below PATH, default `selections`), SELECTION_URL and SELECTION_SAVE_AS (patterns with
`{slug}`, the week in lower case).

What templates get:

- `article.selection`, a SelectionView, on every article that is a selection;
- `selections` in the context of every page: the published ones, newest week first;
- `selection_body.html` is rendered with `selection` and `article` into the article's content, so that feeds carry it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.readers import Readers

from alaminute.reading_time import ReadingTime, total
from alaminute.records import Document
from alaminute.records_reader import RecordKind, RenderedDocument, RenderedRecord, read_records_in
from alaminute.selections.from_records import SCHEMA, selection_from
from alaminute.selections.model import Item, Prose, Selection
from alaminute.weeks import Week
from alaminute.wording.catalogues import site_catalogues
from alaminute.wording.durations import duration
from alaminute.wording.words import Words

DEFAULTS = {
    "SELECTIONS_PATH": "selections",
    "SELECTION_URL": "lectures/{slug}/",
    "SELECTION_SAVE_AS": "lectures/{slug}/index.html",
}


@dataclass(frozen=True)
class ItemView:
    """One row of the table: the item, its HTML, whether its language is to be shown, and the language of its title."""

    item: Item
    rendered: RenderedRecord
    foreign: bool
    title_language: str

    def __getattr__(self, name: str) -> Any:
        """`title`, `url`, `source`, `language`, `time`, `published`… are the item's own."""
        return getattr(self.item, name)

    @property
    def title_html(self) -> Markup:
        """The heading with its links."""
        return self.rendered.heading_html

    @property
    def body_html(self) -> Markup:
        """The synthesis and comment."""
        return self.rendered.body_html

    @property
    def anchor(self) -> str:
        """The row's id."""
        return self.rendered.anchor

    @property
    def is_medium(self) -> bool:
        """Whether it is watched or heard rather than read."""
        return self.item.duration_seconds is not None


@dataclass(frozen=True)
class ItemsView:
    """A run of items without prose in between: one table."""

    items: tuple[ItemView, ...]
    kind: str = "items"

    @property
    def time(self) -> ReadingTime:
        """The time of this table's items."""
        return total(item.time for item in self.items if item.time)


@dataclass(frozen=True)
class ProseView:
    """A heading of prose with its text."""

    heading_html: Markup
    body_html: Markup
    anchor: str
    kind: str = "prose"


@dataclass(frozen=True)
class SelectionView:
    """A selection with its HTML, as templates show it; totals are the selection's."""

    selection: Selection
    intro_html: Markup
    notes_html: Markup
    sections: tuple[ItemsView | ProseView, ...]

    @property
    def week(self) -> Week:
        """Its ISO week."""
        return self.selection.week

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All rows, in order."""
        return tuple(item for section in self.sections if isinstance(section, ItemsView) for item in section.items)

    @property
    def time(self) -> ReadingTime:
        """The total of all known times."""
        return self.selection.time

    @property
    def unknown_count(self) -> int:
        """How many items have no known time."""
        return self.selection.unknown_count


def selection_view(selection: Selection, rendered: RenderedDocument, words: Words) -> SelectionView:
    """The selection as templates show it; items one after the other share a table."""
    pairs = zip(selection.parts, rendered.records, strict=True)
    sections: list[ItemsView | ProseView] = []
    for are_items, run in groupby(pairs, key=lambda pair: isinstance(pair[0], Item)):
        if are_items:
            sections.append(ItemsView(tuple(_item_views(run, words))))
        else:
            sections += [ProseView(r.heading_html, r.body_html, r.anchor) for _, r in run]
    return SelectionView(selection, rendered.intro_html, rendered.notes_html, tuple(sections))


def _item_views(run: Iterator[tuple[Item | Prose, RenderedRecord]], words: Words) -> Iterator[ItemView]:
    for part, rendered in run:
        if isinstance(part, Item):
            yield ItemView(part, rendered, words.is_foreign(part.language), part.title_language(words))


def add_reader(readers: Readers) -> None:
    """Have the selections' folder read as selections."""
    settings = readers.settings
    for name, value in DEFAULTS.items():
        settings.setdefault(name, value)
    words = site_catalogues(settings).site

    def interpret(document: Document, rendered: RenderedDocument) -> Mapping[str, Any]:
        selection = selection_from(document)
        metadata = {"selection": selection_view(selection, rendered, words), "slug": selection.week.slug}
        if not document.header.get("Summary"):
            metadata["summary"] = str(rendered.intro_html) or f"<p>{_in_short(selection, words)}</p>"
        return metadata

    def languages(document: Document) -> list[tuple[str, str] | None]:
        return selection_from(document).languages(words)

    read_records_in(readers, settings["SELECTIONS_PATH"], RecordKind(SCHEMA, interpret, languages))


def _in_short(selection: Selection, words: Words) -> str:
    """What a list of pages says of a selection without introduction."""
    count, time = len(selection.items), duration(selection.time)
    return words.ngettext("%(num)s\u00a0lecture, %(time)s.", "%(num)s\u00a0lectures, %(time)s.", count, time=time)


def finish_selections(generator: ArticlesGenerator) -> None:
    """Give each selection its address and its table; put the published ones into the context.

    Drafts get them too where drafts are written at all: an author looks at a week where readers will find it.
    """
    published = [article for article in generator.articles if hasattr(article, "selection")]
    drafts = [article for article in generator.drafts if hasattr(article, "selection")]
    published.sort(key=lambda article: article.selection.week, reverse=True)
    generator.context["selections"] = published
    shown = published + (drafts if generator.settings["DRAFT_SAVE_AS"] else [])
    if not shown:
        return
    template = generator.get_template("selection_body")
    for article in shown:
        _give_address(article, generator.settings)
        values = {**generator.context, "selection": article.selection, "article": article}
        article._content = template.render(values)  # noqa: SLF001  # Pelican has no other way to set it


def _give_address(article: Article, settings: Mapping[str, Any]) -> None:
    article.override_url = settings["SELECTION_URL"].format(slug=article.slug)
    article.override_save_as = settings["SELECTION_SAVE_AS"].format(slug=article.slug)


def register() -> None:
    """Connect to Pelican's signals."""
    signals.readers_init.connect(add_reader)
    signals.article_generator_finalized.connect(finish_selections)
