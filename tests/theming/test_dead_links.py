"""Links of a built site that lead nowhere: led to what they meant, or shown as their words."""

from pathlib import Path

import pytest

from alaminute.site_links import BrokenLink
from alaminute.theming.dead_links import Contents, places_of, settle_dead_links, with_addresses

URL = "https://blog.example"
TODAY = {
    "rendre-une-minute.html": "2009/11/rendre-une-minute/",
    "tag/prix.html": "tags/prix/",
    "prix.html": "2010/prix/",
    "autre-page-encore.html": "autre/",
}


def settle(folder: Path, body: str, *, elsewhere: tuple[str, ...] = (), url: str = URL) -> tuple[str, list[str]]:
    """A page's body after a site with it and another page was settled, and the links that lead nowhere."""
    for name, text in {"page": body, "autre": '<h2 id="l-ete-a-la-mer">L’été</h2>'}.items():
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(f"<!doctype html>\n<body>{text}</body>", encoding="utf-8")
    broken = settle_dead_links(folder, url, TODAY, elsewhere)
    page = (folder / "page/index.html").read_text(encoding="utf-8")
    return page.removeprefix("<!doctype html>\n<body>").removesuffix("</body>"), [link.typed for link in broken]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/autre/#lété--à-la-mer", f"{URL}/autre/#l-ete-a-la-mer"),
        (f"{URL}/autre/#L-ete_a_la_mer", f"{URL}/autre/#l-ete-a-la-mer"),
        ("/vieux/blog/tag/prix.html", f"{URL}/tags/prix/"),
        ("/2009/11/rendre-une-minute/", f"{URL}/2009/11/rendre-une-minute/"),
        ("rendre-une-minute#fin", f"{URL}/2009/11/rendre-une-minute/"),
        ("/vieux/autre-page-encore.html#l-ete-a-la-mer", f"{URL}/autre/#l-ete-a-la-mer"),
        ("/vieux/autre-page-encore.html#lété_à_la_mer", f"{URL}/autre/#l-ete-a-la-mer"),
    ],
)
def test_a_link_is_led_to_what_it_surely_meant(tmp_path: Path, typed: str, meant: str) -> None:
    assert settle(tmp_path, f'<a href="{typed}" rel="me">x</a>') == (f'<a href="{meant}" rel="me">x</a>', [])


@pytest.mark.parametrize(
    "typed",
    ["/nulle-part/", "/tag/rien.html", "/outil/prix/", "/fr/tag/prix-rond.html", "#absent", "mauvais%20fichier.pdf"],
)
def test_words_stay_of_a_link_that_leads_nowhere(tmp_path: Path, typed: str) -> None:
    body = f'<p>Voir <a id="ici" href="{typed}" target="_blank" rel="noopener" hreflang="en">les <em>mots</em></a></p>'
    assert settle(tmp_path, body) == ('<p>Voir <a id="ici">les <em>mots</em></a></p>', [typed])


def test_a_page_whose_anchor_is_unknown_is_still_led_to(tmp_path: Path) -> None:
    assert settle(tmp_path, '<a href="/autre/#x">x</a>') == (f'<a href="{URL}/autre/">x</a>', ["/autre/#x"])


def test_what_something_else_serves_is_let_be(tmp_path: Path) -> None:
    body = '<a href="/photos/mer/">x</a>'
    assert settle(tmp_path, body, elsewhere=("/photos/",)) == (body, [])


def test_a_site_at_the_root_of_any_host_has_links_from_the_root(tmp_path: Path) -> None:
    assert settle(tmp_path, '<a href="tag/prix.html">x</a>', url="") == ('<a href="/tags/prix/">x</a>', [])


def test_sheets_scripts_and_frames_that_are_not_there_are_not_asked_for(tmp_path: Path) -> None:
    body = '<link rel="stylesheet" href="x.css"><script src="x.js"></script><iframe src="/x/"></iframe>Texte'
    assert settle(tmp_path, body) == ("Texte", ["x.css", "x.js", "/x/"])


def test_a_script_with_something_in_it_is_left_whole() -> None:
    page = '<script src="x.js">let x = 1</script>'
    assert with_addresses(page, {"x.js": None}) == page


def test_nothing_else_on_a_page_changes() -> None:
    page = (
        """<p data-href="/x/" title='<a href="/x/">'>/x/</p><pre>&lt;a href="/x/"&gt;</pre><A HREF='/y/'>y</A><br/>"""
    )
    assert with_addresses(page, {"/x/": None}) == page


@pytest.mark.parametrize(
    "tag", ['<a class="x" href="/a?b&amp;c">', "<a class=x href=/a?b&amp;c>", "<A href='/a?b&c' >"]
)
def test_addresses_are_known_however_they_are_written(tag: str) -> None:
    assert "href" not in with_addresses(f"{tag}x</a>", {"/a?b&c": None}).lower()


def test_an_address_is_written_without_what_would_end_it() -> None:
    assert with_addresses('<a href="/x">x</a>', {"/x": '/"y"&z'}) == '<a href="/&quot;y&quot;&amp;z">x</a>'


def test_a_link_is_named_by_file_and_line_and_not_again_for_the_lists_that_repeat_it(tmp_path: Path) -> None:
    source = tmp_path / "un.md"
    source.write_text("Title: Un\n\nTexte.\n[x](/l été/)\n", encoding="utf-8")
    links = [
        BrokenLink("index.html", "/l%20été/", "/l%20été/"),
        BrokenLink("un/index.html", "/l%20été/", "/l%20été/"),
        BrokenLink("un/index.html", "/autre", "https://blog.example/autre"),
        BrokenLink("archives/index.html", "/theme", "/theme"),
        BrokenLink("un/index.html", "/tags/secret/", f"{URL}/tags/secret/"),
    ]
    assert places_of(links, Contents(sources={"un/index.html": source}, names={"tags/secret/"})) == [
        (f"{source}:4", "/l%20été/"),
        (str(source), "https://blog.example/autre"),
        ("/archives/", "/theme"),
    ]
