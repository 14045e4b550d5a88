"""A site in English, built with the settings that the project comes with: nothing that its readers meet is French."""

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from babel.messages.pofile import read_po
from lxml import etree
from lxml.html import fragment_fromstring
from playwright.sync_api import Browser, Route
from playwright.sync_api import Page as BrowserPage

from alaminute.theming.search_index import build_search_index
from alaminute.wording.catalogues import PACKAGE_FOLDER, catalogue_file
from theming.built_site import SITE, Page, build, language_of, write
from theming.english_site import CONTENT, OPTIONS

PLACES = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]*>")
# Words that French prose cannot do without, and that the made-up English does.
FRENCH_WORD = re.compile(
    r"\b(?:à|au|aux|avec|ce|ces|cette|dans|de|des|du|elle|en|est|et|été|il|je|la|le|les|ne|nous|ou|où|par|pas|que|qui"
    r"|sa|se|ses|sur|un|une|vos|votre|vous|\w+(?:[àâçèéêëîïôùûœ])\w*)\b|\b[cdjlmnqst][’']\w",
    re.IGNORECASE,
)
FRENCH_TYPOGRAPHY = re.compile(r"[«»\u202f]|[\u00a0 ][:;!?](?:\s|$)|1ᵉʳ")


def french_phrases() -> list[str]:
    """What French readers are told, cut at the places of values, but for words that English says too."""
    catalogues = {}
    for language in ("fr", "en"):
        with catalogue_file(PACKAGE_FOLDER, language).open("rb") as file:
            catalogues[language] = read_po(file)
    said = {
        language: {
            html.unescape(piece).strip(" \u00a0\u202f,.:;()")
            for message in catalogue
            if message.id
            for form in ([message.string] if isinstance(message.string, str) else message.string)
            for piece in PLACES.split(form)
        }
        for language, catalogue in catalogues.items()
    }
    english = " ".join(said["en"]).lower()
    return sorted(
        phrase
        for phrase in said["fr"] - said["en"]
        if re.search(r"\w{2}", phrase) and not re.search(rf"\b{re.escape(phrase.lower())}\b", english)
    )


PHRASES = re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in french_phrases()))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder, with its search index."""
    folder = tmp_path_factory.mktemp("english")
    write(folder / "content", CONTENT)
    build(folder / "content", folder / "output", *OPTIONS)
    build_search_index(folder / "output")
    return folder / "output"


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Page]:
    """Every page of ours."""
    paths = sorted(path for path in site.rglob("*.html") if "pagefind" not in path.parts)
    return [Page(site, "/" + path.relative_to(site).as_posix().removesuffix("index.html")) for path in paths]


def french_in(texts: Iterator[str]) -> list[str]:
    """The texts that hold something French."""
    wrong = (PHRASES, FRENCH_WORD, FRENCH_TYPOGRAPHY)
    return [text.strip() for text in texts if any(pattern.search(text) for pattern in wrong)]


def everything(page: Page) -> Iterator[str]:
    """All texts of a page, and its attributes that somebody reads, hears or is shown by a script or another site."""
    yield from page.texts("en")
    for element in page.tree.iter():
        if isinstance(element.tag, str) and language_of(element) == "en":
            for name, value in element.attrib.items():
                # Names for scripts and addresses are no words.
                if name == "content" or (name.startswith("data-") and name not in ("data-index", "data-mots")):
                    yield re.sub(r"https?://\S+|^\w+:", "", value)
    for form in page.select("//form/@data-mots"):
        yield json.dumps(json.loads(form), ensure_ascii=False)
    for link in page.select("//p[@class='reponse']/a/@href"):
        # What is in quotes is the post's title, in its own language.
        yield from (re.sub("“.*”", "", said) for said in parse_qs(urlsplit(link).query).get("subject", []))
    for data in page.select("//script[@type='application/ld+json']/text()"):
        found = json.loads(data)
        if found["inLanguage"] == "en":
            yield f"{found.get('headline', '')} {found['description']}"


@pytest.mark.parametrize(
    "text",
    [
        "Rien n’est encore publié ici.",
        "3 lectures, 2 min",
        "Nouvelle",
        "a word «\u202fin\u202f» quotes",
        "a colon\u00a0: here",
        "le 3 mai",
        "Catégories",
        "L’archive",
    ],
)
def test_the_scan_finds_what_is_french(text: str) -> None:
    assert french_in(iter([text]))


def test_the_scan_lets_english_pass() -> None:
    assert french_in(iter(["Reading time: 3\u00a0min. It’s “new”, isn’t it? Don’t!"])) == []


def test_readers_of_english_meet_no_french(pages: list[Page]) -> None:
    met = [(page.address, text) for page in pages for text in french_in(everything(page))]
    assert met == []


def test_every_page_says_that_it_is_english_and_what_is_french_in_it_is_french(pages: list[Page]) -> None:
    assert {language for page in pages for language in page.select("//html/@lang")} == {"en"}
    french_texts = [text for page in pages for text in page.texts("fr") if text.strip()]
    assert "C’est l’été" in french_texts
    assert "Voir la vidéo sur YouTube" in french_texts
    assert "Tableau, qui peut défiler" in french_texts
    assert "Retour à l’appel de la note 1" in french_texts


def fragments(site: Path) -> Iterator[tuple[str, str, str]]:
    """The name of a feed, the language of one of its texts, and that text, as HTML."""
    for path in sorted(site.glob("feeds/*.atom.xml")):
        for text in etree.parse(path).getroot().iter("{*}title", "{*}subtitle", "{*}summary", "{*}content"):
            language = text.xpath("ancestor-or-self::*[@xml:lang][1]/@xml:lang", namespaces=None)
            yield path.name, (language or ["en"])[0], text.text or ""
    for path in sorted(site.glob("feeds/*.json")):
        feed = json.loads(path.read_text(encoding="utf-8"))
        yield path.name, feed["language"], f"{feed['title']} {feed['description']}"
        for item in feed["items"]:
            for part in ("title", "summary", "content_html"):
                yield path.name, item.get("language", "en"), item.get(part, "")


def test_feeds_are_english(site: Path) -> None:
    met, languages = [], set()
    for name, language, text in fragments(site):
        languages.add(language)
        if language == "en":
            tree = fragment_fromstring(text or "<p></p>", create_parent="div")
            tree.set("lang", "en")
            # A text of lxml knows where it stands: the tail of an element belongs to the one around it.
            texts = ((t, t.getparent() if t.is_text else t.getparent().getparent()) for t in tree.xpath(".//text()"))
            shown = (str(text) for text, around in texts if language_of(around) == "en")
            met += [(name, found) for found in french_in(shown)]
    assert met == []
    assert languages == {"en", "fr"}


def test_files_for_machines_are_english(site: Path) -> None:
    opml = etree.parse(site / "lectures.opml").findtext(".//title")
    assert opml == "What By the minute reads"
    style = (site / "theme" / "flux.css").read_text(encoding="utf-8")
    assert '--explication:"This is a feed: ' in style
    assert "Ceci est un flux" not in style
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert set(entry["languages"]) == {"en"}


def test_dates_numbers_and_lists_are_written_as_in_britain(site: Path) -> None:
    post = Page(site, "/2010/08/a-minute/")
    assert "1\u00a0August\u00a02010" in post.text_of("//time")
    assert "Last updated on 11\u00a0August\u00a02010." in post.text_of("//footer")
    assert "8–14\u00a0March\u00a02010" in Page(site, "/").text_of("//section[@aria-labelledby='une']")
    assert Page(site, "/archives/2010/08/").text_of("//h1") == "August\u00a02010"
    assert "Jo Reader, Sam Writer and Kim Editor" in Page(site, "/2010/10/third/").text_of("//p[@class='signature']")
    assert "on Facebook or on Bluesky." in post.text_of("//p[@class='partage']")


def test_the_settings_labels_are_said_in_english(site: Path) -> None:
    page = Page(site, "/")
    assert [link.text for link in page.select("//nav[@aria-label='Sections']//a")][:4] == [
        "Reading",
        "Birthdays",
        "Archives",
        "Search",
    ]
    assert "Marketing and customer relations" in page.text_of("//p[@class='devise']")
    assert "Miscellaneous" in Page(site, "/categories/").text_of("//main")


def test_a_selection_says_all_its_states_in_english(site: Path) -> None:
    text = " ".join(Page(site, "/lectures/2010-w08/").text_of("//article").split())
    for words in (
        "5 reads, 23 min 59 s for those whose length is known",
        "I have",
        "1 read, 3 min 31 s out of 23 min 59 s.",
        "All the time I need",
        "(to watch or listen to)",
        "length unknown",
        "2 reads of unknown length are left out.",
        "Source: Shop Weekly, 20 February 2010",
    ):
        assert words in text
    assert "at most if you follow every link" in Page(site, "/lectures/2010-w09/").text_of("//caption")


def test_a_birthday_year_says_every_status_in_english(site: Path) -> None:
    headings = {
        heading.text_content()
        for number in range(2009, 2019)
        for heading in Page(site, f"/anniversaires/{number}/").select("//h2[@id]")
    }
    assert headings >= {
        "Changed",
        "New",
        "Back again",
        "No longer writes",
        "No longer write",
        "Same as ever",
        "The same message",
        "Wrote",
        "Unknown in 2016, for which the archive is incomplete",
        "Not heard from in 2013, for which the archive is incomplete",
        "By channel and by kind",
    }


def test_every_channel_has_a_letter_of_its_name_in_the_legend(site: Path) -> None:
    legend = Page(site, "/anniversaires/").text_of("//p[contains(@class, 'legende')]").replace("\u00a0", " ")
    pairs = re.findall(r"([A-Z]) ([\w -]+) ·", legend)
    assert {name for _, name in pairs} == {
        "e-mail",
        "post",
        "SMS",
        "app",
        "in store",
        "telephone",
        "social network",
        "website",
    }
    assert all(letter.lower() in name.lower() for letter, name in pairs)


def test_a_draft_and_a_former_name_are_announced_in_english(site: Path) -> None:
    assert "Draft" in Page(site, "/drafts/unfinished/").text_of("//p[@class='surtitre']")
    moved = Page(site, "/anniversaires/marques/the-old-mill/")
    assert moved.text_of("//p") == "This brand’s page is now at this address: Old Mill."
    assert moved.select("//html/@lang") == ["en"]


def test_a_foreign_title_says_its_language_wherever_it_stands(pages: list[Page]) -> None:
    titles = ("L’été, déjà\u00a0: une question\u202f?", "Un mot", "L’attente\u00a0: mode d’emploi", "Mentions légales")
    places = [
        (page.address, element.tag, language_of(element))
        for page in pages
        for element in page.tree.iter()
        if isinstance(element.tag, str) and (element.text or "").strip() in titles
    ]
    assert len(places) > 10
    assert [place for place in places if place[2] != "fr"] == []


def test_what_is_quoted_from_a_foreign_reading_is_in_its_language(site: Path) -> None:
    (quotation,) = Page(site, "/lectures/2010-w08/").select("//blockquote[@lang='fr']")
    assert quotation.text_content().strip() == "C’est l’attente\u00a0: «\u202flongue\u202f», toujours."


def test_values_in_messages_are_text(pages: list[Page]) -> None:
    assert [page.address for page in pages if page.select("//b[.='bold']")] == []
    alternatives = {str(text) for page in pages for text in page.select("//img/@alt")}
    assert 'The message from "><b>bold</b> as a picture: open it full size' in alternatives


def test_a_series_in_two_languages_lists_all_its_parts(site: Path) -> None:
    links = Page(site, "/series/time-well-spent/").select("//main//h2/a")
    assert [(link.get("href").removeprefix(SITE), link.get("lang")) for link in links] == [
        ("/2010/08/a-minute/", None),
        ("/2010/09/second/", None),
        ("/2010/10/third/", None),
        ("/2011/01/ete-fr/", "fr"),
    ]


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Callable[[str], BrowserPage]]:
    """Opens an address of the site, whose files answer for its host."""
    context = browser.new_context()

    def answer(route: Route) -> None:
        path = Page(site, urlsplit(route.request.url).path).path
        if path.is_file():
            route.fulfill(path=path)
        else:
            route.abort()

    def open_page(address: str) -> BrowserPage:
        page = context.new_page()
        page.goto(SITE + address)
        return page

    context.route("**", answer)
    yield open_page
    context.close()


@pytest.mark.browser
def test_search_speaks_english_and_says_the_language_of_what_it_finds(visit: Callable[[str], BrowserPage]) -> None:
    page = visit("/recherche/?q=zyxwv")
    page.get_by_text("No page contains these words.").wait_for()
    field = page.get_by_label("A word, a brand, a subject")
    field.fill("minute")
    page.get_by_text(re.compile(r"^\d+\spages$")).wait_for()
    field.fill("déjà")
    page.wait_for_selector("#resultats [lang=fr] a")
    assert page.locator("#bilan").inner_text() == "1\u00a0page"


@pytest.mark.browser
def test_a_feed_explains_itself_in_english(visit: Callable[[str], BrowserPage]) -> None:
    explanation = "getComputedStyle(document.querySelector('feed > id'), '::after').content"
    assert visit("/feeds/tous.atom.xml").evaluate(explanation).startswith('"This is a feed: the latest')
