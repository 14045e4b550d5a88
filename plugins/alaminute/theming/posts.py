"""What every post gets before the templates see it: its reading time, a summary, related posts, typed headers.

Works on Pelican's article objects, through the attributes that they share with any test double.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import escape

from alaminute.errors import SiteError
from alaminute.reading_time import ReadingTime, html_words, total, visible_text
from alaminute.theming.contents_table import contents_table
from alaminute.theming.excerpts import excerpt
from alaminute.theming.related import related_by_tags
from alaminute.theming.typography import typeset


class HeaderError(SiteError):
    """A header line of a post whose value cannot be used."""


def decorate_posts(listed: Sequence[Any], unlisted: Iterable[Any] = ()) -> None:
    """Give each article `reading_time`, `contents_table`, `excerpt`, a summary, `source_date` and `related_posts`.

    `listed` are the published articles, newest first: only they are proposed to readers of another. Raises HeaderError.
    """
    for article in [*listed, *unlisted]:
        set_title(article)
        # Not `.content`: links to other files cannot be resolved yet, and make no words.
        body = article._content or ""  # noqa: SLF001 (where Pelican's own plugins read and write the body)
        article.reading_time = ReadingTime(html_words(body))
        article.contents_table = contents_table(article.metadata.get("toc_tokens", ()), article.reading_time)
        _summarise(article, body)
        article.source_date = _source_date(article)
    _relate(listed, [*listed, *unlisted])


def decorate_pages(pages: Iterable[Any]) -> None:
    """Give each page its `excerpt`, for search engines and messages that show a link."""
    for page in pages:
        set_title(page)
        _summarise(page, page._content or "")  # noqa: SLF001 (as above)


def check_series(content: Any) -> None:
    """Raise HeaderError for a series or a place in it that pelican-series would fall over."""
    name, place = content.metadata.get("series", ""), content.metadata.get("series_index", "0")
    if not isinstance(name, str):
        raise HeaderError(f"{content.source_path} : deux lignes « Series » ; un billet n'a qu'une série.")
    if "series" in content.metadata and not (isinstance(place, str) and is_place(place)):
        shown = place if isinstance(place, str) else ", ".join(place)
        raise HeaderError(f"{content.source_path} : « Series_index: {shown} » n'est pas un nombre comme 1, 2 ou 3.")


def is_place(text: str) -> bool:
    """Whether it is a place in a series; not int(), which takes « 1_0 » and Arabic figures for numbers too."""
    return re.fullmatch("[0-9]{1,6}", text.strip()) is not None


def set_title(content: Any) -> None:
    """Set the title of a post or page as printers of its language do; bodies come so from Markdown."""
    content.title = typeset(content.title, content.lang)


def set_names(content: Any, language: str) -> None:
    """Set the names that posts are filed under as printers of the site's language do; their addresses stay."""
    category = [content.category] if hasattr(content, "category") else []
    for name in [*category, *getattr(content, "tags", ()), *getattr(content, "authors", ())]:
        slug = name.slug
        name.name = typeset(str(name.name), language)
        name.slug = slug
    if isinstance(content.metadata.get("series"), str):
        content.metadata["series"] = typeset(content.metadata["series"], language)


def time_of(article: Any) -> ReadingTime:
    """How long an article asks of a reader: a selection, the time of all it proposes."""
    selection = getattr(article, "selection", None)
    time: ReadingTime = article.reading_time if selection is None else selection.time
    return time


def total_time(articles: Iterable[Any]) -> ReadingTime:
    """What reading all of them takes."""
    return total(article.reading_time for article in articles)


def most_used(names: Iterable[tuple[Any, Sequence[Any]]], limit: int) -> list[tuple[Any, Sequence[Any]]]:
    """Of names with their articles, those with most; of equals, in the order of their names."""
    return sorted(names, key=lambda named: (-len(named[1]), named[0]))[:limit]


def _summarise(article: Any, body: str) -> None:
    """Make the summary from the first paragraph, unless the author wrote one."""
    if "summary" not in article.metadata:
        article.metadata["summary"] = f"<p>{escape(excerpt(body, article.lang))}</p>"
    article.excerpt = " ".join(visible_text(article.metadata["summary"]).split(" ")).strip()


def _source_date(article: Any) -> date | None:
    text = article.metadata.get("source_date")
    if text is None:
        return None
    try:
        return source_date(str(text))
    except ValueError:
        raise HeaderError(
            f"{article.source_path} : « Source_date: {text} » n'est pas une date comme 2010-03-30."
        ) from None


def source_date(text: str) -> date:
    """The day on which a post's source appeared. Raises ValueError."""
    return date.fromisoformat(text.strip())


def _relate(listed: Sequence[Any], everything: Iterable[Any]) -> None:
    by_slug = {article.slug: article for article in listed}
    by_tags = related_by_tags({article: _tags(article) for article in listed})
    for article in everything:
        chosen = [_chosen(article, slug, by_slug) for slug in related_slugs(article.metadata.get("related", ()))]
        # The parts of a series have their own list.
        near = [other for other in by_tags.get(article, []) if not _same_series(article, other)]
        article.related_posts = chosen or near


def _tags(article: Any) -> list[str]:
    return [tag.slug for tag in getattr(article, "tags", ())]


def related_slugs(value: str | Sequence[str]) -> list[str]:
    """« a, b » or several header lines, as slugs."""
    text = value if isinstance(value, str) else ",".join(value)
    return [slug.strip() for slug in text.split(",") if slug.strip()]


def _chosen(article: Any, slug: str, by_slug: Mapping[str, Any]) -> Any:
    if slug not in by_slug:
        raise HeaderError(
            f"{article.source_path} : « Related: {slug} » ne désigne aucun billet publié ; il faut son « Slug »."
        )
    return by_slug[slug]


def _same_series(article: Any, other: Any) -> bool:
    name = article.metadata.get("series")
    return name is not None and name == other.metadata.get("series")
