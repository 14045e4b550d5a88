"""The site's own pages in a real browser: what no parser of HTML can tell."""

import functools
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from alaminute.theming.search_index import build_search_index
from birthdays.made_up import made_up_files

ROOT = Path(__file__).resolve().parents[2]
SELECTION = "/lectures/2010-w08/"
# One page of each template, the widest tables among them.
KINDS = [
    "/",
    "/2009/11/ce-que-coute-une-minute-d-attente/",
    SELECTION,
    "/anniversaires/",
    "/anniversaires/2001/",
    "/anniversaires/2013/",
    "/anniversaires/marques/copains-d-avant/",
    "/archives/",
    "/tags/",
    "/series/le-temps-du-client/",
    "/recherche/",
    "/abonnement/",
]

pytestmark = pytest.mark.browser


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content with seven made-up birthday years, as on an author's machine, with its search index."""
    folder = tmp_path_factory.mktemp("output")
    content = tmp_path_factory.mktemp("site") / "content"
    shutil.copytree(ROOT / "content", content)
    Image.new("RGB", (40, 30), "navy").save(content / "birthdays" / "carte.png")
    for number, (name, text) in enumerate(made_up_files()):
        with_picture = text.replace("- Canal", "- Visuel : carte.png\n- Canal", 1) if number == 0 else text
        (content / "birthdays" / name).write_text(with_picture, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pelican",
        content,
        "-s",
        ROOT / "pelicanconf.py",
        "-o",
        folder,
        "--fatal=warnings",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    build_search_index(folder)
    return folder


@pytest.fixture(scope="module")
def site(output: Path) -> Iterator[str]:
    """Its address on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def open_page(browser: Browser, address: str, **options: Any) -> Page:
    options.setdefault("viewport", {"width": 1350, "height": 900})
    page = browser.new_context(**options).new_page()
    page.goto(address)
    return page


def rows(page: Page) -> list[str]:
    """The titles of the readings that are seen."""
    shown = page.locator("table.lectures tbody tr").filter(visible=True)
    return [title.split("\n")[0].strip() for title in shown.locator("th").all_inner_texts()]


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with JavaScript", "without"])
def test_the_minutes_one_has_choose_the_readings(browser: Browser, site: str, options: dict[str, Any]) -> None:
    page = open_page(browser, site + SELECTION, **options)
    everything = rows(page)
    page.get_by_text("5 min", exact=True).click()
    assert 0 < len(rows(page)) < len(everything) == 7
    assert page.locator(".bilan-5").is_visible()
    page.get_by_text("Tout mon temps").click()
    assert rows(page) == everything


def test_the_choice_works_with_the_keyboard(browser: Browser, site: str) -> None:
    page = open_page(browser, site + SELECTION)
    page.focus("#choix-tout")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#choix-20").is_checked()
    assert len(rows(page)) == 6


def test_paper_shows_every_reading_whatever_was_chosen(browser: Browser, site: str) -> None:
    page = open_page(browser, site + SELECTION)
    page.get_by_text("5 min", exact=True).click()
    page.emulate_media(media="print")
    assert len(rows(page)) == 7
    assert not page.locator(".choix").is_visible()


def test_the_first_tab_leads_past_the_menu(browser: Browser, site: str) -> None:
    page = open_page(browser, site + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


def test_no_kind_of_page_is_wider_than_a_small_telephone(browser: Browser, site: str) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    wide = []
    for address in KINDS:
        response = page.goto(site + address, wait_until="load")
        assert response is not None
        assert response.ok, address
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert wide == []


def test_dark_mode_follows_the_system(browser: Browser, site: str) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    colours = {
        scheme: open_page(browser, site, color_scheme=scheme).evaluate(background) for scheme in ("light", "dark")
    }
    assert colours == {"light": "rgb(251, 250, 246)", "dark": "rgb(16, 22, 31)"}


def test_search_finds_words_whatever_their_accents_and_loads_nothing_before(browser: Browser, site: str) -> None:
    page = open_page(browser, site + "/a-propos/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "/recherche/", wait_until="networkidle")
    assert not [url for url in asked if "pagefind" in url]
    page.get_by_label("Un mot, une marque, un sujet").fill("telephone")
    page.wait_for_selector("#resultats a")
    assert "Ce que coûte une minute d’attente" in page.locator("#resultats a").all_inner_texts()
    assert all(url.startswith(site) for url in asked)


def test_a_search_without_result_says_so_and_can_be_linked_to(browser: Browser, site: str) -> None:
    page = open_page(browser, site + "/recherche/?q=zyxwv")
    page.get_by_text("Aucune page ne contient ces mots.").wait_for()


def test_without_javascript_search_offers_lists_instead(browser: Browser, site: str) -> None:
    page = open_page(browser, site + "/recherche/", java_script_enabled=False)
    assert not page.locator("#q").is_visible()
    assert page.get_by_role("link", name="les archives par date").is_visible()
    assert page.get_by_role("link", name="attente").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_feed_that_is_opened_in_a_browser_explains_itself(browser: Browser, site: str, scheme: Any) -> None:
    page = open_page(
        browser, site + "/feeds/tous.atom.xml", color_scheme=scheme, viewport={"width": 320, "height": 640}
    )
    shown = (
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).display != 'none').map(e => e.localName)"
    )
    assert {"feed", "title", "subtitle", "entry", "link"} <= set(page.evaluate(shown))
    words = page.evaluate("getComputedStyle(document.querySelector('feed > id'), '::after').content")
    assert "Ceci est un flux" in words
    assert page.evaluate("getComputedStyle(document.querySelector('entry > content')).display") == "none"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_large_archive_can_be_read_and_its_pictures_opened(browser: Browser, site: str) -> None:
    page = open_page(browser, f"{site}/anniversaires/")
    assert page.locator("table tbody tr").count() > 40
    assert page.locator("svg[role=img] title").count() > 7
    year = open_page(browser, f"{site}/anniversaires/2001/")
    assert year.locator("[aria-current]").first.is_visible()
    year.locator(".visuel a").first.click()
    assert year.url.endswith("carte.png")
