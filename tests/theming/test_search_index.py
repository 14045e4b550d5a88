"""The search index of a built site."""

import json
from pathlib import Path

import pytest

from alaminute.theming.search_index import SearchIndexError, build_search_index

PAGE = '<!DOCTYPE html><html lang="{}"><title>T</title><body><main {}><h1>Un été</h1><p>Texte.</p></main></body></html>'


def test_pages_are_indexed_in_french_whatever_language_they_say(tmp_path: Path) -> None:
    for name, language in (("a", "fr"), ("b", "en")):
        (tmp_path / f"{name}.html").write_text(PAGE.format(language, "data-pagefind-body"), encoding="utf-8")
    (tmp_path / "c.html").write_text(PAGE.format("fr", ""), encoding="utf-8")
    build_search_index(tmp_path)
    entry = json.loads((tmp_path / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert {language: found["page_count"] for language, found in entry["languages"].items()} == {"fr": 2}


def test_a_folder_without_pages_is_an_error_that_says_which(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match=tmp_path.name):
        build_search_index(tmp_path)
