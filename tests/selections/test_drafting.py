"""A draft reads back as what was drafted, whatever the feeds wrote."""

from datetime import date, datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alaminute.markdown_text import literal
from alaminute.reading_time import ReadingTime
from alaminute.records import format_document, parse_document
from alaminute.selections.drafting import EXCERPT_CHARACTERS, DraftItem, DraftStyle, draft_markdown, excerpt
from alaminute.selections.from_records import SCHEMA, plain, selection_from
from alaminute.selections.model import Item, Link, Selection
from alaminute.weeks import Week
from languages import ENGLISH

WEEK = Week(2026, 47)
WHEN = datetime(2026, 11, 20, 7, 0, tzinfo=ZoneInfo("Europe/Paris"))


def item(**values) -> DraftItem:
    plain_values = {
        "title": "Neuf clefs",
        "url": "https://a.test/x",
        "source": "GetElastic",
        "language": "en",
        "words": 250,
        "duration_seconds": None,
        "published": date(2026, 11, 18),
        "points": 72,
        "reasons": ("fraîche +34", "rare +20"),
        "excerpt": "Neuf clefs pour commander.",
    }
    return DraftItem(**{**plain_values, **values})


def drafted(*items: DraftItem, style: DraftStyle | None = None) -> str:
    return draft_markdown(WEEK, items, when=WHEN, style=style or DraftStyle())


def read_back(text: str) -> Selection:
    return selection_from(parse_document(text, "x.md", SCHEMA))


def only_item(draft: DraftItem) -> Item:
    (found,) = read_back(drafted(draft)).items
    return found


def test_a_draft_is_the_markdown_that_an_author_would_write():
    medium = item(title="Une vidéo", language="fr", words=None, duration_seconds=614, excerpt="", reasons=())
    assert drafted(item(), medium) == (
        "Title: Lectures à la minute : la sélection de la semaine 47\n"
        "Date: 2026-11-20 07:00\n"
        "Category: Sélections\n"
        "Week: 2026-W47\n"
        "Status: draft\n"
        "\n"
        "## [Neuf clefs](https://a.test/x)\n"
        "\n"
        "- Source : GetElastic\n"
        "- Langue : en\n"
        "- Mots : 250\n"
        "- Publié : 2026-11-18\n"
        "- Score : 72 (fraîche +34 ; rare +20)\n"
        "\n"
        "> Neuf clefs pour commander.\n"
        "\n"
        "## [Une vidéo](https://a.test/x)\n"
        "\n"
        "- Source : GetElastic\n"
        "- Durée : 10 min 14 s\n"
        "- Publié : 2026-11-18\n"
        "- Score : 72 ()\n"
    )


def test_the_sites_settings_give_title_category_status_and_language():
    style = DraftStyle(ENGLISH, "published", title_pattern="Week {number} of {year}", category_name="Reading")
    text = drafted(item(language="fr-FR"), item(language="en-GB"), style=style)
    assert text.startswith("Title: Week 47 of 2026\nDate: 2026-11-20 07:00\nCategory: Reading\n")
    assert "Status: published\n" in text
    assert [found.language for found in read_back(text).items] == ["fr-FR", None]


def test_an_unknown_time_is_not_mentioned():
    found = only_item(item(words=None))
    assert found.time is None


@pytest.mark.parametrize("language", ["xx", "zz-top", "en-x-private", "english us", "e\nn", ""])
def test_a_language_that_nobody_knows_is_not_written(language: str):
    assert only_item(item(language=language)).language is None


@pytest.mark.parametrize("values", [{"words": 0}, {"words": None, "duration_seconds": 0}], ids=["words", "duration"])
def test_a_time_of_zero_is_an_unknown_one(values: dict[str, int]):
    assert only_item(item(**values)).time is None


def test_a_title_of_spaces_still_has_a_link():
    assert only_item(item(title=" \u2003 ")).url == "https://a.test/x"


# Feeds are cleaned of control characters and lone surrogates before anything is drafted.
CLEAN = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)
HOSTILE = CLEAN | st.lists(
    st.sampled_from(["[", "](", ")", "\\", "`", "*", "_", "<b>", "&lt;", "&#35;", "## ", "- Source : x", "\u2028",
                     " : ", "- ", "> ", "{: #x}", "---", "```", "<!--", " ", "C++", "1. ", "#", "!", "|", "///"]),
    max_size=12,
).map("".join)  # fmt: skip


def collapsed(text: str) -> str:
    return " ".join(text.split())


@given(
    st.builds(
        DraftItem,
        title=HOSTILE.filter(collapsed),
        url=HOSTILE.map(lambda text: f"https://a.test/{text}"),
        source=HOSTILE,
        language=st.none() | st.sampled_from(["en", "fr-CA", "pt-BR", "zh-Hant"]),
        words=st.none() | st.integers(1, 10**6),
        duration_seconds=st.none(),
        published=st.none() | st.dates(),
        points=st.integers(-100, 500),
        reasons=st.lists(HOSTILE, max_size=3).map(tuple),
        excerpt=HOSTILE,
    )
)
def test_whatever_a_feed_wrote_is_read_back_as_it_was(draft: DraftItem):
    text = drafted(draft)
    document = parse_document(text, "x.md", SCHEMA)
    assert format_document(document) == text
    (found,) = selection_from(document).items
    assert (found.title, unquote(found.url or "")) == (collapsed(draft.title), unquote(draft.url))
    assert found.source == collapsed(draft.source)
    assert found.language == (None if draft.language == "fr-CA" else draft.language)
    assert (found.words, found.published, found.time) == (draft.words, draft.published, draft.time)
    assert found.score == collapsed(f"{draft.points} ({' ; '.join(draft.reasons)})")
    assert plain(found.body.removeprefix("> ")) == excerpt(draft.excerpt)


@given(st.integers(1, 3599) | st.integers(60, 1200).map(lambda minutes: minutes * 60))
def test_the_duration_of_a_medium_is_read_back(seconds: int):
    found = only_item(item(words=None, duration_seconds=seconds))
    assert found.time == ReadingTime(extra_seconds=seconds)


@given(st.lists(HOSTILE.filter(collapsed), max_size=5))
def test_items_keep_their_number_and_order(titles: list[str]):
    selection = read_back(drafted(*(item(title=title, excerpt=title) for title in titles)))
    assert [part.title for part in selection.parts] == [collapsed(title) for title in titles]
    assert selection.week == WEEK


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("", 10, ""),
        ("court", 10, "court"),
        ("dix lettres", 11, "dix lettres"),
        ("dix lettres", 10, "dix…"),
        ("un, deux, trois", 9, "un, deux…"),
        ("un : deux", 6, "un…"),
        ("anticonstitutionnellement", 10, "anticonsti…"),
        ("  a\n b  ", 10, "a b"),
    ],
)
def test_an_excerpt_is_cut_between_words(text: str, limit: int, shown: str):
    assert excerpt(text, limit) == shown


@given(CLEAN, st.integers(1, 80))
def test_an_excerpt_is_never_longer_than_its_limit_and_an_ellipsis(text: str, limit: int):
    shown = excerpt(text, limit)
    assert len(shown) <= limit + 1
    assert shown == collapsed(text) or shown.endswith("…")


def test_a_long_excerpt_is_cut_before_it_is_escaped():
    long = "<b> " * 500
    assert f"> {literal(excerpt(long))}\n" in drafted(item(excerpt=long))
    assert len(excerpt(long)) <= EXCERPT_CHARACTERS + 1


def test_an_english_site_drafts_in_english():
    text = draft_markdown(
        WEEK, [item(language="en", twins=(Link("The Other", "https://b.test/"),))], when=WHEN, style=DraftStyle(ENGLISH)
    )
    assert text.startswith("Title: Reading by the minute: the selection for week 47\n")
    assert "Category: Selections\n" in text
    assert "Also at [The Other](https://b.test/).\n" in text
    assert "Langue" not in text
