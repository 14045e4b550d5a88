"""HTML, CSS and SVG of the audited site as the Nu HTML checker reads them, and that it finds what is wrong."""

import json
from functools import partial
from pathlib import Path

import pytest

from audit import html_checker
from audit.building import once
from audit.built import NOT_OURS, BuiltSite
from theming.built_site import write

_PAGE = '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Un</title></head><body>{}</body></html>'
# What has one fault each, by the names of files.
FAULTY = {
    "nesting.html": _PAGE.format("<p><em>Un<div>Deux</div></em></p>"),
    "link-in-link.html": _PAGE.format('<p><a href="/">Un <span><a href="/">Deux</a></span></a></p>'),
    "no-alt.html": _PAGE.format('<p><img src="x.png"></p>'),
    "doubled-id.html": _PAGE.format('<p id="a">Un</p><p id="a">Deux</p>'),
    "open.html": _PAGE.format("<section><h1>Un</h1>"),
    "no-title.html": _PAGE.replace("<title>Un</title>", "").format("<p>Un</p>"),
    "address.html": _PAGE.format('<p><a href="https://a.example/b c">Un</a></p>'),
    "cell.html": _PAGE.format("<table><tr><td headers='z'>Un</td></tr></table>"),
    "property.css": "p { colour: red }",
    "braces.css": "p { color: red; } }",
    "attribute.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle rayon="5"/></svg>',
    "open.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="5"></svg>',
}
FAULTLESS = {
    "good.html": _PAGE.format('<h1>Un</h1><p><img src="x.png" alt="Deux"></p>'),
    "good.css": "p { color: red }",
    "good.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="5"/></svg>',
}

CHECKED = (".html", ".css", ".svg")
Found = dict[str, list[str]]


def check_all(site: BuiltSite, folder: Path) -> None:
    """Look at the site, at what its feeds hold and at our samples, by one start of Java; a file keeps what is found."""
    write(folder, {**FAULTY, **FAULTLESS, **feed_documents(site)})
    ours = [name for name in sorted(site.files) if name.endswith(CHECKED) and not name.startswith(NOT_OURS)]
    samples = sorted(path.name for path in folder.iterdir())
    found = html_checker.messages([*(site.folder / name for name in ours), *(folder / name for name in samples)])
    told = dict(zip([*ours, *samples], found.values(), strict=True))
    (folder / "found.json").write_text(json.dumps(told), encoding="utf-8")


def feed_documents(site: BuiltSite) -> dict[str, str]:
    """What the feed of all posts holds, each as a document of its own."""
    feed = json.loads((site.folder / "feeds/tous.json").read_text(encoding="utf-8"))
    return {
        f"entry-{number}.html": _PAGE.format(f"<h1>Un</h1>{item['content_html']}")
        for number, item in enumerate(feed["items"])
    }


@pytest.fixture(scope="module")
def found(site: BuiltSite, shared: Path) -> Found:
    """By file, what the checker says of it."""
    html_checker.command()
    folder = once(shared, "html-checked", partial(check_all, site))
    told: Found = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    return told


def test_pages_style_sheets_and_drawings_are_valid(site: BuiltSite, found: Found) -> None:
    ours = {name: messages for name, messages in found.items() if name in site.files}
    assert {name for name in site.files if name.endswith(".html")} <= ours.keys()
    assert {"theme/style.css", "theme/flux.css", "theme/icone.svg"} <= ours.keys()
    assert {name: messages for name, messages in ours.items() if messages} == {}


def test_what_feeds_hold_is_valid_too(found: Found) -> None:
    entries = {name: messages for name, messages in found.items() if name.startswith("entry-")}
    assert len(entries) == 30
    assert {name: messages for name, messages in entries.items() if messages} == {}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found(found: Found, name: str) -> None:
    assert [message for message in found[name] if message.startswith("error")] != []


@pytest.mark.parametrize("name", FAULTLESS)
def test_what_is_right_is_let_pass(found: Found, name: str) -> None:
    assert found[name] == []


def test_without_the_checker_tests_are_skipped_loudly_or_fail_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_checker, "JAR", tmp_path / "vnu.jar")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="NO HTML CHECKED"):
        html_checker.command()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no HTML checker"):
        html_checker.command()
