"""The table of contents of a long post."""

from typing import Any

import markdown

from alaminute.reading_time import ReadingTime
from alaminute.theming.contents_table import Entry, contents_table

LONG, SHORT = ReadingTime(964), ReadingTime(960)
EXTENSIONS = ["meta", "toc", "alaminute.theming.markdown_extras"]


def tokens_of(text: str) -> Any:
    converter = markdown.Markdown(extensions=EXTENSIONS)
    converter.convert(text)
    (tokens,) = getattr(converter, "Meta")["toc_tokens"]  # noqa: B009 (the extension adds it)
    return tokens


FOUR = "## L'un & l'autre\n\n### Deux\n\n### Trois `x`\n\n## Quatre\n"


def test_a_long_post_with_four_headings_has_its_table_in_levels() -> None:
    assert contents_table(tokens_of(FOUR), LONG) == (
        Entry("lun-lautre", "L'un & l'autre", (Entry("deux", "Deux"), Entry("trois-x", "Trois x"))),
        Entry("quatre", "Quatre"),
    )


def test_a_short_post_or_one_with_three_headings_has_none() -> None:
    assert contents_table(tokens_of(FOUR), SHORT) == ()
    assert contents_table(tokens_of("## Un\n\n## Deux\n\n## Trois"), LONG) == ()


def test_each_document_has_its_own_headings() -> None:
    converter = markdown.Markdown(extensions=EXTENSIONS)
    converter.convert("## Un")
    converter.reset()
    converter.convert("Rien.")
    assert getattr(converter, "Meta") == {}  # noqa: B009 (the extension adds it)
