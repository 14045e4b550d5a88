"""Every kind of page in Chromium: what a reader's browser asks for, shows, and leaves out."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from audit.built import BuiltSite
from audit.kinds import KINDS, kind_of, richest_page
from audit.visiting import accessibility_faults, load_lazy_pictures, overflow_pixels, seen_words, visitor
from audit.weight import script_bytes
from theming.built_site import SITE, write

pytestmark = pytest.mark.browser


def test_every_page_is_of_a_known_kind_and_every_kind_is_there(site: BuiltSite) -> None:
    assert [address for address in site.pages if kind_of(address) is None] == []
    assert {kind_of(address) for address in site.pages} == KINDS.keys()


# The further pages of a list are all made alike.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if ", further" not in kind or kind == "home, further"])
def test_a_page_of_each_kind_hinders_nobody_and_asks_nobody_else(site: BuiltSite, browser: Browser, kind: str) -> None:
    with visitor(browser, site) as (page, asked):
        page.goto(richest_page(site, kind).url)
        load_lazy_pictures(page)
        assert accessibility_faults(page) == []
        assert overflow_pixels(page) == 0
        assert [url for url in asked if not site.holds(url) or site.file_of(url) is None] == []
        assert f"{site.url}/theme/style.css" in asked


def test_no_word_needs_javascript(site: BuiltSite, browser: Browser) -> None:
    scripted = [page for page in site.pages.values() if script_bytes(site, page)]
    # Only these can differ, and the search itself says what else there is.
    assert [page.address for page in scripted] == ["/recherche/"]
    words = []
    for javascript in (True, False):
        with visitor(browser, site, java_script_enabled=javascript) as (page, _):
            page.goto(scripted[0].url)
            words.append(len(seen_words(page)))
    assert words[1] >= words[0] > 0


# --- Each check -----------------------------------------------------------------------------------------------------


def small_site(folder: Path, body: str, **files: str) -> BuiltSite:
    """One page without fault but for what `body` and `files` bring."""
    page = (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Un</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body><main><h1>Un</h1>{body}</main></body></html>"
    )
    write(folder, {"index.html": page, **files})
    return BuiltSite(folder, SITE)


def test_a_page_without_fault_is_let_pass(tmp_path: Path, browser: Browser) -> None:
    site = small_site(tmp_path, '<p>Un <a href="/">deux</a>.</p><img src="/x.svg" alt="Trois" loading="lazy">')
    write(tmp_path, {"x.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'})
    with visitor(browser, site) as (page, asked):
        page.goto(SITE)
        load_lazy_pictures(page)
        assert overflow_pixels(page) == 0
        assert asked == [f"{SITE}/", f"{SITE}/x.svg"]
        assert accessibility_faults(page) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<img src="data:,">', "telephone : image-alt"),
        ('<p style="color: #999; background: #fff">Un</p>', "telephone : color-contrast"),
        (
            "<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #111 } }</style><p>Un</p>",
            "telephone in the dark : color-contrast",
        ),
        ("<style>@media (min-width: 1000px) { p { color: #bbb } }</style><p>Un</p>", "desk : color-contrast"),
        ("<h4>Un</h4>", "telephone : heading-order"),
        ('<a href="/"></a>', "telephone : link-name"),
        ("<input>", "telephone : label"),
        ('<p lang="zz-zzz-1">Un</p>', "telephone : valid-lang"),
        ('<a href="/" style="display: block; width: 9px; height: 9px">A</a>' * 2, "telephone : target-size"),
        ('<p aria-labelledby="x" role="bouton">Un</p>', "telephone : aria-roles"),
    ],
    ids=lambda value: value[-30:],
)
def test_a_broken_rule_is_found_for_the_reader_that_it_hinders(
    tmp_path: Path, browser: Browser, body: str, fault: str
) -> None:
    with visitor(browser, small_site(tmp_path, body)) as (page, _):
        page.goto(SITE)
        assert fault in {" : ".join(found.split(" : ")[:2]) for found in accessibility_faults(page)}


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://ailleurs.example/x.png" alt="" loading="lazy" style="margin-top: 5000px">',
        "<script>fetch('https://ailleurs.example/y').catch(() => {})</script>",
    ],
    ids=["picture far below", "script"],
)
def test_what_is_asked_of_another_host_is_noted_and_refused(tmp_path: Path, browser: Browser, body: str) -> None:
    site = small_site(tmp_path, body)
    with visitor(browser, site) as (page, asked):
        page.goto(SITE)
        load_lazy_pictures(page)
    assert [url for url in asked if not site.holds(url)] == [url for url in asked if "ailleurs" in url] != []


def test_a_page_that_is_too_wide_is_found(tmp_path: Path, browser: Browser) -> None:
    with visitor(browser, small_site(tmp_path, '<p style="width: 400px">Un</p>')) as (page, _):
        page.goto(SITE)
        assert overflow_pixels(page) > 80


def test_words_that_a_script_writes_are_seen_only_with_it(tmp_path: Path, browser: Browser) -> None:
    site = small_site(tmp_path, "<script>document.write('deux mots')</script>")
    seen = []
    for javascript in (True, False):
        with visitor(browser, site, java_script_enabled=javascript) as (page, _):
            page.goto(SITE)
            seen.append(seen_words(page))
    assert seen == [["Un", "deux", "mots"], ["Un"]]
