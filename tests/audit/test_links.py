"""Links of the audited site, and that each check sees the fault it is for."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import links
from audit.built import BuiltSite
from theming.built_site import SITE, write

# What pelicanconf.py keeps out of the site map: later pages of lists, and what no search engine needs.
NOT_IN_THE_SITE_MAP = re.compile(r"/page/\d+/$|^/404\.html$|^/recherche/$")


@pytest.mark.parametrize(
    "check",
    [
        links.broken_links,
        links.lost_links,
        links.broken_addresses,
        links.doubled_ids,
        links.dangling_references,
        links.third_party_loads,
        links.local_addresses,
        links.wrong_canonicals,
        links.unreachable_pages,
    ],
    ids=lambda check: check.__name__,
)
def test_the_site_is_without_fault(site: BuiltSite, check: Callable[[BuiltSite], list[str]]) -> None:
    assert check(site) == []


def test_the_site_map_names_each_page_once_and_nothing_else(site: BuiltSite) -> None:
    assert links.wrong_sitemap(site, NOT_IN_THE_SITE_MAP) == []


def test_nothing_is_left_out_of_the_audit(site: BuiltSite) -> None:
    every = [url for page in site.pages.values() for url in (*links.loaded(page), *links.followed(page))]
    inner = {url for url in every if site.holds(url)}
    for ending in (".css", ".js", ".svg", ".png", ".jpg", ".avif", ".webp", ".atom.xml", ".json", ".csv", ".opml"):
        assert [url for url in inner if url.endswith(ending)], ending
    assert [url for url in inner if "#" in url]
    assert len(site.pages) > 100


def small_site(folder: Path, body: str, head: str = "", **files: str) -> BuiltSite:
    """A home page and a page beside it; `files` replace or add to them."""
    canonical = '<link rel="canonical" href="{0}"><meta property="og:url" content="{0}">'
    home = f'{canonical.format(SITE + "/")}{head}<body><a href="/a/">A</a>{body}'
    beside = f'{canonical.format(SITE + "/a/")}<body><h2 id="ici">Ici</h2>'
    write(folder, {"index.html": home, "a/index.html": beside, "x.png": "", **files})
    return BuiltSite(folder, SITE)


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="{SITE}/a/#ici">A</a><a href="{SITE}">B</a><a href="{SITE}/x.png">C</a>',
        '<img src="/x.png" srcset="/x.png 1x, x.png 2x"><a href="https://ailleurs.example/nulle-part">A</a>',
        '<a href="mailto:a@b.example">A</a><a href="#b" id="b">B</a>',
        '<a href="a/">A</a>',
    ],
)
def test_links_that_lead_somewhere_are_let_pass(tmp_path: Path, body: str) -> None:
    assert links.broken_links(small_site(tmp_path, body)) == []


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/nulle-part/">A</a>',
        f'<a href="{SITE}/nulle-part.html">A</a>',
        # A redirect of the host, at best.
        '<a href="/a">A</a>',
        '<a href="/a/#la">A</a>',
        '<a href="#la">A</a>',
        '<a href="#">A</a>',
        '<img src="/y.png">',
        '<img src="/x.png" srcset="/x.png 480w, /y.png 960w">',
        '<picture><source srcset="/y.avif"><img src="/x.png"></picture>',
        '<video poster="/y.png"></video>',
        '<audio src="/y.mp3"></audio>',
        '<object data="/y.pdf"></object>',
        '<form action="/y/"></form>',
        '<p style="background: url(/y.png)">A</p>',
        "<style>p { background: url('/y.png') }</style>",
        '<svg><use href="/y.svg#a"/></svg>',
        '<link rel="stylesheet" href="/y.css">',
        '<link rel="alternate" href="/y.xml">',
        f'<meta property="og:image" content="{SITE}/y.png">',
        f'<form data-index="{SITE}/y.js"></form>',
        f'<script type="application/ld+json">{{"author": [{{"url": "{SITE}/y/"}}]}}</script>',
    ],
)
def test_a_link_that_leads_nowhere_is_found_wherever_it_stands(tmp_path: Path, body: str) -> None:
    (fault,) = links.broken_links(small_site(tmp_path, body))
    assert fault.startswith("/ : ")


def test_a_link_that_a_build_made_words_is_found(tmp_path: Path) -> None:
    assert links.lost_links(small_site(tmp_path, '<a class="x">Perdu</a> <a id="ici">Ici</a>')) == ["/ : Perdu"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feeds/tous.atom.xml", f'<link href="{SITE}/y/"/>'),
        ("feeds/tous.atom.xml", f"<content>&lt;img src=&quot;{SITE}/y.png&quot;&gt;</content>"),
        ("feeds/tous.json", f'{{"content_html": "<a href=\\"{SITE}/y/\\">"}}'),
        ("sitemap.xml", f"<loc>{SITE}/y/</loc>"),
        ("robots.txt", f"Sitemap: {SITE}/y.xml"),
        ("theme/style.css", "p { background: url(y.png) }"),
        ("theme/style.css", '@import "y.css";'),
    ],
)
def test_an_address_in_another_file_that_leads_nowhere_is_found(tmp_path: Path, name: str, text: str) -> None:
    site = small_site(tmp_path, "", **{name: text})
    assert len(links.broken_addresses(site)) == 1


def test_addresses_in_other_files_that_lead_somewhere_are_let_pass(tmp_path: Path) -> None:
    text = f'<link href="{SITE}/a/"/><link href="{SITE}/"/>&lt;img src=&quot;{SITE}/x.png&quot;&gt;'
    site = small_site(
        tmp_path, "", **{"feeds/tous.atom.xml": text, "theme/style.css": "p { background: url(../x.png) }"}
    )
    assert links.broken_addresses(site) == []


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://ailleurs.example/x.png">',
        '<img src="/x.png" srcset="//ailleurs.example/x.png 2x">',
        '<script src="https://ailleurs.example/x.js"></script>',
        '<iframe src="https://ailleurs.example/"></iframe>',
        '<link rel="stylesheet" href="https://ailleurs.example/x.css">',
        '<link rel="preconnect" href="https://ailleurs.example/">',
        "<style>@import 'https://ailleurs.example/x.css';</style>",
        '<p style="background: url(https://ailleurs.example/x.png)">A</p>',
        # Another host, though its name begins with the same letters.
        f'<img src="{SITE}.ailleurs.example/x.png">',
    ],
)
def test_what_is_loaded_from_another_host_is_found(tmp_path: Path, body: str) -> None:
    assert len(links.third_party_loads(small_site(tmp_path, body))) == 1


def test_a_style_sheet_that_loads_from_another_host_is_found(tmp_path: Path) -> None:
    site = small_site(tmp_path, "", **{"style.css": "@font-face { src: url(//polices.example/a.woff2) }"})
    assert links.third_party_loads(site) == ["/style.css : //polices.example/a.woff2"]


def test_a_link_to_another_host_loads_nothing(tmp_path: Path) -> None:
    body = '<a href="https://ailleurs.example/">A</a><link rel="author" href="https://ailleurs.example/">'
    assert links.third_party_loads(small_site(tmp_path, body)) == []


def test_ids_that_are_doubled_or_missing_are_found(tmp_path: Path) -> None:
    site = small_site(tmp_path, '<p id="a">A</p><p id="a">B</p><p aria-labelledby="a b">C</p>')
    assert links.doubled_ids(site) == ["/ : a"]
    assert links.dangling_references(site) == ["/ : b"]


@pytest.mark.parametrize("url", ["http://localhost:8000/", "http://127.0.0.1/x", "file:///tmp/x"])
def test_an_address_of_the_building_machine_is_found(tmp_path: Path, url: str) -> None:
    assert len(links.local_addresses(small_site(tmp_path, f'<a href="{url}">A</a>'))) == 1


@pytest.mark.parametrize(
    "head",
    [
        "",
        f'<link rel="canonical" href="{SITE}/a/"><meta property="og:url" content="{SITE}/b/">',
        f'<link rel="canonical" href="{SITE}/b/index.html"><meta property="og:url" content="{SITE}/b/">',
    ],
)
def test_a_page_that_calls_itself_otherwise_is_found(tmp_path: Path, head: str) -> None:
    site = small_site(tmp_path, "", **{"b/index.html": f"{head}<p>B"})
    assert {fault.split(" : ")[0] for fault in links.wrong_canonicals(site)} == {"/b/"}


def test_a_page_that_nothing_leads_to_is_found(tmp_path: Path) -> None:
    site = small_site(tmp_path, "", **{"b/index.html": '<a href="/c/">C</a>', "c/index.html": '<a href="/b/">B</a>'})
    assert links.unreachable_pages(site) == ["/b/", "/c/"]


def test_a_site_map_with_gaps_and_too_much_is_found(tmp_path: Path) -> None:
    text = f"<urlset><url><loc>{SITE}/</loc></url><url><loc>{SITE}/</loc></url><url><loc>{SITE}/b/</loc></url></urlset>"
    site = small_site(tmp_path, "", **{"sitemap.xml": text})
    assert links.wrong_sitemap(site, NOT_IN_THE_SITE_MAP) == [
        f"not listed : {SITE}/a/",
        f"listed without reason : {SITE}/b/",
        f"listed twice : {SITE}/",
    ]
