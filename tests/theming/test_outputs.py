"""Files that the theme adds to a site."""

from gettext import NullTranslations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from alaminute.errors import SiteError
from alaminute.theming.links import absolute, from_root, mark_language, without_spaces
from alaminute.theming.outputs import (
    explain_feeds,
    mend_feed,
    robots_txt,
    search_words,
    write_json_feed,
    write_reading_list,
)
from alaminute.wording.words import Words
from languages import ENGLISH, FRENCH

OPML = """<opml version="2.0" xmlns:alm="https://alaminute.example/opml"><body>
<outline text="Un blog" xmlUrl="https://blog.example/feed" alm:weight="2"/></body></opml>"""


def feed_with(*items: dict[str, Any]) -> Any:
    head = {"title": "Site - Lectures", "link": "https://x.example/", "feed_url": "https://x.example/f/a.atom.xml"}
    return SimpleNamespace(feed=head, items=list(items))


def entry(link: str, content: str = "<p>…</p>") -> dict[str, Any]:
    return {"link": link, "content": content, "description": None, "unique_id": link, "title": "T"}


CONTEXT = {
    "SITENAME": "Site",
    "DEFAULT_LANG": "fr",
    "SITEURL": "https://x.example",
    "articles": [
        SimpleNamespace(url="en/", lang="en", title="Hi"),
        SimpleNamespace(url="fr/", lang="fr", title="Salut\u00a0: <b>\u202f?"),
    ],
}


def test_a_feed_says_its_language_and_that_ids_are_no_addresses() -> None:
    feed = feed_with(entry("https://x.example/fr/"))
    mend_feed(feed, CONTEXT)
    assert feed.feed["language"] == "fr"
    assert feed.feed["title"] == "Site – Lectures"
    assert feed.items[0]["unique_id_is_permalink"] is False


def test_an_entry_in_another_language_says_so() -> None:
    feed = feed_with(entry("https://x.example/en/", "<p>Hi</p>"), entry("https://x.example/fr/", "<p>Salut</p>"))
    mend_feed(feed, CONTEXT)
    assert feed.items[0]["content"] == '<div lang="en"><p>Hi</p></div>'
    assert feed.items[1]["content"] == "<p>Salut</p>"


def test_a_summary_in_another_language_says_so_too() -> None:
    item = {**entry("https://x.example/en/"), "description": "<p>Hi</p>"}
    mend_feed(feed_with(item), CONTEXT)
    assert item["description"] == '<div lang="en"><p>Hi</p></div>'


def test_each_feed_has_an_id_of_its_own() -> None:
    feed = feed_with()
    mend_feed(feed, CONTEXT)
    assert feed.feed["id"] == "https://x.example/f/a.atom.xml"


def test_titles_keep_their_signs_and_the_spaces_that_do_not_break() -> None:
    feed = feed_with(entry("https://x.example/fr/"))
    feed.feed["title"] = "Site - Qui attend ?"
    mend_feed(feed, CONTEXT)
    assert feed.items[0]["title"] == "Salut\u00a0: <b>\u202f?"
    assert feed.feed["title"] == "Site – Qui attend\u202f?"


def test_a_summary_calls_no_note_that_it_does_not_have() -> None:
    call = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    item = {**entry("https://x.example/fr/", f"<p>Un{call}.</p>"), "description": f"<p>Un{call}, x<sup>2</sup>.</p>"}
    mend_feed(feed_with(item), CONTEXT)
    assert item["description"] == "<p>Un, x<sup>2</sup>.</p>"
    assert call in item["content"]


def test_links_from_the_root_get_the_sites_address_and_no_others() -> None:
    content = '<a href="/a/">/a/</a> <img src="/b.svg"> <a href="//cdn.example/">c</a> <a href="#fn">n</a>'
    feed = feed_with(entry("https://x.example/fr/", content))
    mend_feed(feed, CONTEXT)
    expected = content.replace('"/a/"', '"https://x.example/a/"').replace('"/b.svg"', '"https://x.example/b.svg"')
    assert feed.items[0]["content"] == expected


def test_a_feed_carries_no_comment() -> None:
    feed = feed_with(entry("https://x.example/fr/", '<p>Un</p><!-- à revoir :\n<img src="x.png"> --><p>Deux</p>'))
    mend_feed(feed, CONTEXT)
    assert feed.items[0]["content"] == "<p>Un</p><p>Deux</p>"


def test_a_feed_carries_no_attribute_that_only_serves_the_sites_pages() -> None:
    content = '<tr id="a" style="--s:64"><td tabindex="0" lang="en">style="x" &lt;p role="y"&gt;</td></tr>'
    feed = feed_with(entry("https://x.example/fr/", content))
    mend_feed(feed, CONTEXT)
    assert feed.items[0]["content"] == '<tr id="a"><td lang="en">style="x" &lt;p role="y"&gt;</td></tr>'


def test_a_json_feed_stands_beside_an_atom_feed_only(tmp_path: Path) -> None:
    feed = feed_with()
    write_json_feed(tmp_path / "a.atom.xml", feed)
    write_json_feed(tmp_path / "b.rss.xml", feed)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert '"https://x.example/f/a.json"' in (tmp_path / "a.json").read_text(encoding="utf-8")


def settings_at(folder: Path) -> dict[str, Any]:
    content = folder / "content"
    content.mkdir()
    return {
        "PATH": str(content),
        "FEEDS_FILE": "content/feeds.opml",
        "OPML_SAVE_AS": "lectures.opml",
        "SITENAME": "Site",
    }


def test_the_reading_list_is_published_without_private_attributes(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    (tmp_path / "content" / "feeds.opml").write_text(OPML, encoding="utf-8")
    write_reading_list(settings, tmp_path / "output", FRENCH)
    published = (tmp_path / "output" / "lectures.opml").read_text(encoding="utf-8")
    assert "https://blog.example/feed" in published
    assert "weight" not in published


def test_a_site_without_a_reading_list_publishes_none(tmp_path: Path) -> None:
    write_reading_list(settings_at(tmp_path), tmp_path / "output", FRENCH)
    assert not (tmp_path / "output").exists()


def test_a_broken_reading_list_is_an_error_with_its_line(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    (tmp_path / "content" / "feeds.opml").write_text("<opml>\n<body>", encoding="utf-8")
    with pytest.raises(SiteError, match=r"feeds\.opml:2:"):
        write_reading_list(settings, tmp_path / "output", FRENCH)


def test_robots_learn_the_site_map_once_the_site_has_an_address() -> None:
    assert "Sitemap: https://x.example/sitemap.xml" in robots_txt("https://x.example")
    assert "Sitemap" not in robots_txt("")


def test_an_address_has_no_space_and_no_other_attribute_changes() -> None:
    text = '<img alt="a b" src="/a b c.png"> <a title="c d" href=\'/e f/\'>href="g h"</a> <a href="/i/" class="j k">'
    expected = text.replace("/a b c.png", "/a%20b%20c.png").replace("/e f/", "/e%20f/")
    assert without_spaces(text) == expected


def test_a_link_says_the_language_of_its_target_once() -> None:
    marked = mark_language('<a href="x">a</a> <a href="y" hreflang="de">b</a> <abbr>c</abbr>', "en")
    assert marked == '<a hreflang="en" href="x">a</a> <a href="y" hreflang="de">b</a> <abbr>c</abbr>'


def test_an_address_from_the_root_leads_into_the_site_and_no_other_changes() -> None:
    text = '<a href="/a/">/b/</a> <a href="//c/">c</a> <a href="/blog/d/">d</a> <video poster="/e" src=\'/f\'>'
    expected = (
        '<a href="https://h.example/blog/a/">/b/</a> <a href="//c/">c</a> <a href="https://h.example/blog/d/">d</a> '
        "<video poster=\"https://h.example/blog/e\" src='https://h.example/blog/f'>"
    )
    assert from_root(text, "https://h.example/blog") == expected
    assert from_root('<a href="/photos/">', "https://h.example/blog", ("/photos/",)) == (
        '<a href="https://h.example/photos/">'
    )
    assert from_root('<a href="/blog/">', "https://h.example") == '<a href="https://h.example/blog/">'


def test_relative_links_lead_from_a_feed_to_where_they_lead_from_the_page() -> None:
    page = "https://h.example/2010/01/un/"
    assert absolute('<a href="b.html?c&amp;d">B</a> <a href="#n">N</a>', page) == (
        f'<a href="{page}b.html?c&amp;d">B</a> <a href="#n">N</a>'
    )
    assert absolute('<img src="../a.png" alt="">', page) == '<img src="https://h.example/2010/01/a.png" alt="">'
    assert absolute('<a href="mailto:a@b.test">A</a>', page) == '<a href="mailto:a@b.test">A</a>'
    assert absolute('<a href="b.html">B', "/2010/01/un/") == '<a href="b.html">B'


def test_a_translation_says_its_language_as_any_entry_does() -> None:
    original = SimpleNamespace(
        url="mot/", lang="fr", title="Mot", translations=[SimpleNamespace(url="word/", lang="en", title="Word")]
    )
    feed = feed_with(entry("https://x.example/mot/"), entry("https://x.example/word/"))
    mend_feed(feed, {**CONTEXT, "articles": [original]})
    assert [feed.item_attributes(item) for item in feed.items] == [
        {"xml:base": "https://x.example/mot/"},
        {"xml:base": "https://x.example/word/", "xml:lang": "en"},
    ]
    assert feed.items[1]["content"].startswith('<div lang="en">')


def test_the_feeds_style_sheet_gets_its_explanation_as_one_css_string(tmp_path: Path) -> None:
    path = tmp_path / "flux.css"
    path.write_text("feed { content: var(--explication); }\n", encoding="utf-8")
    explain_feeds(path, ENGLISH)
    first, second = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith(':root { --explication: "This is a feed: ')
    assert first.endswith('to give."; }')
    assert second == "feed { content: var(--explication); }"
    explain_feeds(tmp_path / "absent.css", ENGLISH)
    assert not (tmp_path / "absent.css").exists()


class Quoting(NullTranslations):
    """Says what would end a string of CSS."""

    def gettext(self, message: str) -> str:
        return f'{message[:4]} "quote" \\ and\na line'


def test_nothing_in_the_explanation_ends_the_string(tmp_path: Path) -> None:
    path = tmp_path / "flux.css"
    path.touch()
    explain_feeds(path, Words("fr", Quoting()))
    written = ':root { --explication: "Ceci \\22 quote\\22  \\5c  and\\a a line"; }\n'
    assert path.read_text(encoding="utf-8") == written


def test_search_has_a_form_for_every_plural_that_a_browser_knows() -> None:
    assert search_words(ENGLISH)["pages"] == {"one": "{}\u00a0page", "other": "{}\u00a0pages"}
    assert set(search_words(FRENCH)["pages"]) == {"one", "many", "other"}
    assert set(search_words(Words("pl"))["pages"]) == {"one", "few", "many"}
