"""A small site built as for publication, with the real settings, plugins and theme: what its readers get."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from pelican import __file__ as pelican_file

from audit import links
from audit.built import BuiltSite
from theming.built_site import ROOT, SITE, Page, build, language_of, write
from theming.small_site import ADDRESSES, CONTENT, IMAGES

THEME = ROOT / "theme" / "templates"

# What Pelican's own themes say to readers.
ENGLISH = re.compile(
    r"\b(?:Read (?:more|on)|Tags?|Posted|Published|Updated|Modified|Archives for|Category|Categories|Authors?|By|by"
    r"|Next|Previous|Older|Newer|Home|Search|Comments|Feeds?|Reading time|Page not found|Skip to|Permalink"
    r"|Translations?|Proudly|powered|and|the|of|minutes? read)\b(?!\s*Atom)"
)
ENGLISH_DATE = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|December)\b")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder."""
    folder = tmp_path_factory.mktemp("site")
    write(folder / "content", {**CONTENT, **IMAGES})
    build(folder / "content", folder / "output")
    return folder / "output"


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Page]:
    """Every page of the site."""
    paths = sorted(site.rglob("*.html"))
    return [Page(site, "/" + path.relative_to(site).as_posix().removesuffix("index.html")) for path in paths]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_is_there(site: Path, address: str) -> None:
    assert Page(site, address).path.is_file()


def test_the_theme_has_every_template_that_pelican_would_else_take_from_its_own() -> None:
    simple = Path(pelican_file).parent / "themes" / "simple" / "templates"
    assert {path.name for path in simple.iterdir()} <= {path.name for path in THEME.iterdir()}


def test_readers_of_french_meet_no_english(pages: list[Page]) -> None:
    met = [(page.address, text.strip()) for page in pages for text in page.texts() if ENGLISH.search(text)]
    assert met == []


def test_dates_are_french_without_a_locale(site: Path, pages: list[Page]) -> None:
    post = Page(site, "/2010/08/l-ete/")
    assert "1ᵉʳ\u00a0août\u00a02010" in post.text_of("//time")
    assert "Dernière modification le\u00a011\u00a0août\u00a02010" in post.text_of("//footer")
    assert "Août" in Page(site, "/archives/2010/08/").text_of("//h1")
    assert not [page.address for page in pages for text in page.texts() if ENGLISH_DATE.search(text)]


def test_a_title_is_text_wherever_it_stands(site: Path) -> None:
    title = "L’été des «\u202fbonnes\u202f» affaires\u00a0: <b> & cie"
    assert Page(site, "/2010/08/l-ete/").text_of("//h1") == title
    assert title in Page(site, "/").text_of("//h3")
    assert Page(site, "/2010/08/l-ete/").select("//h1//b | //title/b") == []
    share = Page(site, "/2010/08/l-ete/").select("//meta[@property='og:title']/@content")
    assert share == [title]


def test_a_post_shows_its_reading_time_and_its_series_with_one_address(site: Path) -> None:
    post = Page(site, "/2010/08/l-ete/")
    assert re.search(r"Temps de lecture\u00a0: \d+\u00a0s", post.text_of("//article/header"))
    assert f"{SITE}/series/le-temps/" in post.select("//article/header//a/@href")
    assert Page(site, "/series/le-temps/").text_of("//h2").split("  ")
    assert [a.get("href") for a in Page(site, "/series/le-temps/").select("//main//h2/a")] == [
        f"{SITE}/2010/08/l-ete/",
        f"{SITE}/2010/09/second/",
    ]


def test_a_press_cutting_names_its_source_and_a_post_its_first_place(site: Path) -> None:
    text = Page(site, "/2010/09/second/").text_of("//article")
    assert "Source\u00a0: Le Courrier du commerce, 1ᵉʳ\u00a0mars\u00a02010." in text
    assert "Lire la suite sur Le Courrier du commerce" in text
    assert "Publié à l’origine sur Un autre blog." in text


def test_the_authors_related_posts_are_shown(site: Path) -> None:
    links = Page(site, "/2010/09/second/").select("//nav[@aria-labelledby='connexes']//a")
    assert [(link.get("href"), link.get("hreflang")) for link in links] == [(f"{SITE}/2011/01/in-english-en/", "en")]


def test_a_post_in_another_language_says_so_and_keeps_its_typography(site: Path) -> None:
    page = Page(site, "/2011/01/in-english-en/")
    assert page.select("//html/@lang") == ["fr"]
    assert [language_of(element) for element in page.select("//h1 | //div[contains(@class, 'e-content')]")] == [
        "en"
    ] * 2
    assert "Don't !" in page.text_of("//div[contains(@class, 'e-content')]")


def test_a_selection_is_a_table_with_minutes_and_an_honest_gap(site: Path) -> None:
    page = Page(site, "/lectures/2010-w08/")
    assert page.select("//table/thead//th/@scope") == ["col"] * 3
    assert page.select("//table/tbody//th/@scope") == ["row"] * 2
    assert [cell.text_content().strip() for cell in page.select("//tbody/tr/td[2]")] == [
        "3\u00a0min\u00a031\u00a0s",
        "durée inconnue",
    ]
    assert page.select("//tbody//a/@hreflang") == ["en"]
    assert "3\u00a0min\u00a031\u00a0s" in Page(site, "/lectures/").text_of("//main//li")
    assert "3\u00a0min\u00a031\u00a0s" in Page(site, "/").text_of("//section[@aria-labelledby='une']")


def test_a_foreign_reading_keeps_its_own_typography_and_says_its_language(site: Path) -> None:
    page = Page(site, "/lectures/2010-w08/")
    (title,) = page.select("//tbody//span[@lang='en']")
    (quotation,) = page.select("//blockquote[@lang='en']")
    assert title.text_content() == "A reading: don't wait"
    assert quotation.text_content().strip() == "It's a quotation: theirs."
    assert "Un avis\u00a0: d’ici." in page.text_of("//tbody")
    for address in ("/", "/lectures/"):
        assert language_of(Page(site, address).select('//*[text()="A reading: don\'t wait"]')[0]) == "en"


def test_a_birthday_year_says_what_changed_in_words(site: Path) -> None:
    page = Page(site, "/anniversaires/2014/")
    pairs = [(d.text_content(), d.xpath("following-sibling::ins[1]")[0].text_content()) for d in page.select("//del")]
    assert pairs == [("e-mail", "courrier"), ("un carnet", "un crayon")]
    assert [link.text_content() for link in page.select("//nav[contains(@class, 'annees')]//a[@aria-current]")] == [
        "2014"
    ]


def test_the_matrix_says_each_cell_in_full(site: Path) -> None:
    page = Page(site, "/anniversaires/")
    assert page.select("//table/thead//th/@scope") == ["col"] * 4
    (row,) = page.select("//tbody/tr[th[contains(., 'Tilleul')]]")
    assert [cell.xpath("string(.//span[@class='lu'])") for cell in row.xpath("td")] == [
        "2013\u00a0: aucun message",
        "2014\u00a0: e-mail, nouvelle",
        "",
    ]
    assert row.xpath("th/@scope") == ["row"]


def test_drafts_and_future_posts_are_nowhere(site: Path) -> None:
    assert not (site / "brouillons").exists()
    everything = "".join(
        p.read_text(encoding="utf-8") for p in site.rglob("*") if p.suffix in {".html", ".xml", ".json", ".opml"}
    )
    for word in ("Secret de famille", "secret-de-famille", "Demain seulement", "demain-seulement"):
        assert word not in everything


@pytest.mark.parametrize(
    "check",
    [links.broken_addresses, links.doubled_ids, links.dangling_references, links.third_party_loads],
    ids=lambda check: check.__name__,
)
def test_the_small_site_passes_the_audit_too(site: Path, check: Callable[[BuiltSite], list[str]]) -> None:
    assert check(BuiltSite(site, SITE)) == []


def test_links_within_the_site_lead_somewhere(site: Path) -> None:
    # The search index is no work of Pelican's.
    assert [fault for fault in links.broken_links(BuiltSite(site, SITE)) if "/pagefind/" not in fault] == []


def test_each_page_has_one_main_heading_and_a_way_past_the_menu(pages: list[Page]) -> None:
    for page in pages:
        assert len(page.select("//h1")) == 1, page.address
        assert page.select("//body/*[1][self::a]/@href") == ["#contenu"], page.address


def test_pages_say_their_full_address_and_machines_can_read_posts(site: Path) -> None:
    page = Page(site, "/2010/08/l-ete/")
    assert page.select("//link[@rel='canonical']/@href") == [f"{SITE}/2010/08/l-ete/"]
    data = json.loads(page.select("//script[@type='application/ld+json']")[0].text)
    assert data["@type"] == "BlogPosting"
    assert data["headline"].endswith("<b> & cie")
    assert data["datePublished"] == "2010-08-01T09:00:00+02:00"
    assert data["timeRequired"].startswith("PT")


def test_what_is_not_for_search_engines_says_so(site: Path) -> None:
    assert Page(site, "/404.html").select("//meta[@name='robots']/@content") == ["noindex"]
    assert "404" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_atom_feeds_are_french_full_and_without_error(site: Path) -> None:
    for path in site.glob("feeds/*.atom.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path.name
        assert feed.feed.language == "fr"
        assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 0
        for entry in feed.entries:
            assert not re.search(r'(?:href|src)="/(?!/)', entry.content[0].value)
    (selection,) = feedparser.parse((site / "feeds/lectures.atom.xml").read_bytes()).entries
    assert "<table" in selection.content[0].value
    assert "3\u00a0min\u00a031\u00a0s" in selection.content[0].value


def test_a_json_feed_stands_beside_each_atom_feed(site: Path) -> None:
    for path in site.glob("feeds/*.atom.xml"):
        feed = json.loads(path.with_name(path.name.replace(".atom.xml", ".json")).read_text(encoding="utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == f"{SITE}/feeds/{path.name.replace('.atom.xml', '.json')}"
        assert len(feed["items"]) == len(feedparser.parse(path.read_bytes()).entries)


def test_the_site_map_names_pages_with_the_sites_address(site: Path) -> None:
    found = etree.parse(site / "sitemap.xml").findall(".//{*}loc")
    assert f"{SITE}/2010/08/l-ete/" in {location.text for location in found}
    assert all(location.text.startswith(f"{SITE}/") for location in found)


def test_the_same_content_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build(site.parent / "content", tmp_path)
    for path in site.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(site)).read_bytes() == path.read_bytes(), path.name
