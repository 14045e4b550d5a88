"""Every kind of page in Chromium: what a reader's browser asks for, shows, and leaves out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from audit.built import BuiltSite
from audit.kinds import KINDS, kind_of, richest_page
from audit.visiting import Visitor, accessibility_faults, overflow_pixels, seen_words, visitor
from audit.weight import script_bytes
from theming.built_site import SITE, write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reader(site: BuiltSite, browser: Browser) -> Iterator[Visitor]:
    """One for all tests; `site` comes first, for it cannot be built beside a running browser."""
    assert site.pages
    with visitor(browser) as somebody:
        yield somebody


def test_every_page_is_of_a_known_kind_and_every_kind_is_there(site: BuiltSite) -> None:
    assert [address for address in site.pages if kind_of(address) is None] == []
    assert {kind_of(address) for address in site.pages} == KINDS.keys()


# The further pages of a list are all made alike.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if ", further" not in kind or kind == "home, further"])
def test_a_page_of_each_kind_hinders_nobody_and_asks_nobody_else(site: BuiltSite, reader: Visitor, kind: str) -> None:
    page = reader.visit(site, richest_page(site, kind).url)
    assert accessibility_faults(page) == []
    assert overflow_pixels(page) == 0
    assert [url for url in reader.asked if not site.holds(url) or site.file_of(url) is None] == []
    assert f"{site.url}/theme/style.css" in reader.asked


def test_no_word_needs_javascript(site: BuiltSite, reader: Visitor, browser: Browser) -> None:
    scripted = [page for page in site.pages.values() if script_bytes(site, page)]
    # Only these can differ, and the search itself says what else there is.
    assert [page.address for page in scripted] == ["/recherche/"]
    words = seen_words(reader.visit(site, scripted[0].url))
    with visitor(browser, java_script_enabled=False) as reader_without:
        words_without = seen_words(reader_without.visit(site, scripted[0].url))
    assert len(words_without) >= len(words) > 0


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


def test_a_page_without_fault_is_let_pass(tmp_path: Path, reader: Visitor) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    body = '<p>Un <a href="/">deux</a>.</p><img src="/x.svg" alt="Trois" loading="lazy">'
    page = reader.visit(small_site(tmp_path, body, **{"x.svg": drawing}), SITE)
    assert accessibility_faults(page) == []
    assert overflow_pixels(page) == 0
    assert set(reader.asked) - {f"{SITE}/favicon.ico"} == {f"{SITE}/", f"{SITE}/x.svg"}


# By what each of them breaks, and for whom.
HINDRANCES = {
    "telephone : image-alt": '<img src="data:,">',
    "telephone : color-contrast": '<p style="color: #999; background: #fff">Un</p>',
    "telephone in the dark : color-contrast": (
        '<style>@media (prefers-color-scheme: dark) { .d { color: #444; background: #111 } }</style><p class="d">Un</p>'
    ),
    "desk : color-contrast": '<style>@media (min-width: 1000px) { .w { color: #bbb } }</style><p class="w">Un</p>',
    "telephone : heading-order": "<h4>Un</h4>",
    "telephone : link-name": '<a href="/"></a>',
    "telephone : label": "<input>",
    "telephone : valid-lang": '<p lang="zz-zzz-1">Un</p>',
    "telephone : target-size": '<a href="/" style="display: block; width: 9px; height: 9px">A</a>' * 2,
    "telephone : aria-roles": '<p role="bouton">Un</p>',
}


def test_broken_rules_are_found_for_the_readers_that_they_hinder(tmp_path: Path, reader: Visitor) -> None:
    found = accessibility_faults(reader.visit(small_site(tmp_path, "".join(HINDRANCES.values())), SITE))
    broken = {" : ".join(fault.split(" : ")[:2]) for fault in found}
    assert HINDRANCES.keys() - broken == set()
    # The place is named, and each reader meets faults of their own.
    assert [fault for fault in found if fault.startswith("desk : color-contrast") and ".w" in fault]
    assert not [fault for fault in found if fault.startswith("telephone : color-contrast") and ".w" in fault]


def test_what_is_asked_of_another_host_is_noted_and_refused(tmp_path: Path, reader: Visitor) -> None:
    body = (
        "<script>fetch('https://ailleurs.example/y').catch(() => {})</script>"
        '<img src="https://ailleurs.example/x.png" alt="" loading="lazy" style="margin-top: 9000px">'
    )
    site = small_site(tmp_path, body)
    reader.visit(site, SITE)
    elsewhere = {url for url in reader.asked if not site.holds(url)}
    assert elsewhere == {"https://ailleurs.example/x.png", "https://ailleurs.example/y"}


def test_a_page_that_is_too_wide_is_found(tmp_path: Path, reader: Visitor) -> None:
    page = reader.visit(small_site(tmp_path, '<p style="width: 400px">Un</p>'), SITE)
    assert overflow_pixels(page) > 80


def test_words_that_a_script_writes_are_seen_only_with_it(tmp_path: Path, reader: Visitor, browser: Browser) -> None:
    site = small_site(tmp_path, "<script>document.write('deux mots')</script>")
    assert seen_words(reader.visit(site, SITE)) == ["Un", "deux", "mots"]
    with visitor(browser, java_script_enabled=False) as reader_without:
        assert seen_words(reader_without.visit(site, SITE)) == ["Un"]
