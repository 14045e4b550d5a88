"""Selections built by Pelican, with templates of the tests' own that print what the plugin promises."""

import re
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import read_settings

THEME = Path(__file__).parents[1] / "data" / "records" / "theme"

FULL = """Title: Lectures : la semaine 47
Date: 2026-11-20 07:00
Category: Sélections
Week: 2026-W47
Status: published

Une semaine *dominée* par le paiement.[^1]

## [Formulaires : neuf clefs](https://a.test/x_(y)?b=1&c=2)

- Source : Get <Elastic> & fils
- Langue : en
- Mots : 250

Neuf clefs, voir [la suite][ref] et [un billet]({filename}../posts/billet.md).

## [Une vidéo](https://v.test/)

- Langue : fr-CA
- Durée : 10 min 14 s
- Score : 72 (secret)

## Et vous ?

Quelles lectures ?

## [Muette](https://m.test/)

[ref]: https://ref.test/

[^1]: Une note.
"""
SHORT = """Title: Semaine {week}
Date: {date}
Week: {week}
Status: {status}

## [A](https://a.test/)

- Mots : 240
"""
POST = "Title: Un billet\nDate: 2026-11-01\n\n## [Titre](https://a.test/)\n\n- Source : reste du texte\n"


def build(tmp_path: Path, files: dict[str, str], **settings: Any) -> Path:
    """Build these files and return the output folder."""
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    output = tmp_path / "output"
    nothing: dict[str, Any] = dict.fromkeys(
        ["FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "TRANSLATION_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS"]
    )
    pages = dict.fromkeys(["AUTHOR_SAVE_AS", "TAG_SAVE_AS"], "")
    fixed = {
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(output),
        "THEME": str(THEME),
        "PLUGINS": ["alaminute.selections.pelican_plugin"],
        "DEFAULT_LANG": "fr",
        "TIMEZONE": "Europe/Paris",
        "SITEURL": "https://site.test",
        "ARTICLE_PATHS": [""],
        "USE_FOLDER_AS_CATEGORY": False,
        "DIRECT_TEMPLATES": ["index"],
        "JINJA_ENVIRONMENT": {"autoescape": True},
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "WITH_FUTURE_DATES": True,
    }
    Pelican(read_settings(override={**fixed, **nothing, **pages, **settings})).run()
    return output


def squeezed(page: Path) -> str:
    return re.sub(r"\s+", " ", page.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "selections/2026-W47.md": FULL,
        "selections/2026/W45.md": SHORT.format(week="2026-W45", date="2026-11-06", status="published"),
        "selections/2026-W46.md": SHORT.format(week="2026-W46", date="2026-11-22", status="published"),
        "selections/2026-W48.md": SHORT.format(week="2026-W48", date="2026-11-27", status="draft"),
        "posts/billet.md": POST,
    }
    return build(tmp_path_factory.mktemp("site"), files)


def test_a_selection_stands_at_the_address_of_its_week(site: Path):
    assert (site / "lectures" / "2026-w47" / "index.html").is_file()
    assert (site / "lectures" / "2026-w45" / "index.html").is_file()


def test_its_content_is_its_template_with_everything_filled_in(site: Path):
    page = squeezed(site / "lectures" / "2026-w47" / "index.html")
    assert '<div class="intro"><p>Une semaine <em>dominée</em> par le paiement.' in page
    assert '<a href="https://a.test/x_(y)?b=1&amp;c=2">Formulaires : neuf clefs</a></th>' in page
    assert "<td>Get &lt;Elastic&gt; &amp; fils</td> <td>en</td> <td>63</td>" in page
    assert "<td></td> <td></td> <td>614 m</td>" in page  # the site's own language is not named
    assert "<td>?</td>" in page
    assert '<p class="total">2026-W47 3 677 1</p>' in page
    assert "secret" not in page


def test_runs_of_items_share_a_table_and_prose_keeps_its_place(site: Path):
    page = squeezed(site / "lectures" / "2026-w47" / "index.html")
    assert re.findall(r'data-seconds="(\d+)"', page) == ["677", "0"]
    places = [page.index(part) for part in ("Une vidéo", "Et vous ?</h2>", "Quelles lectures", "Muette")]
    assert places == sorted(places)


def test_notes_references_and_links_to_files_reach_into_the_table(site: Path):
    page = squeezed(site / "lectures" / "2026-w47" / "index.html")
    assert '<a href="https://ref.test/">la suite</a>' in page
    assert '<a href="https://site.test/un-billet.html">un billet</a>' in page
    assert "Une note." in page
    assert "alaminute" not in page


def test_every_page_knows_the_published_selections_newest_week_first(site: Path):
    weeks = re.findall(r">(2026-W\d\d)</a>", squeezed(site / "un-billet.html"))
    assert weeks == ["2026-W47", "2026-W46", "2026-W45"]
    index = squeezed(site / "index.html")
    assert re.findall(r"(2026-W\d\d) (\d+)</a>", index) == [("2026-W47", "677"), ("2026-W46", "60"), ("2026-W45", "60")]


def test_a_summary_is_the_introduction_or_what_the_selection_holds(site: Path):
    index = squeezed(site / "index.html")
    assert "dominée" in index
    assert "1 lecture, 1 min." in index


def test_a_draft_is_rendered_where_readers_will_find_it_and_linked_from_nowhere(site: Path):
    assert '<p class="total">2026-W48 1 60 0</p>' in squeezed(site / "lectures" / "2026-w48" / "index.html")
    others = [path for path in site.rglob("*.html") if "2026-w48" not in str(path)]
    assert others
    assert all("2026-w48" not in path.read_text(encoding="utf-8").lower() for path in others)


def test_ordinary_posts_stay_ordinary(site: Path):
    page = squeezed(site / "un-billet.html")
    assert "Source : reste du texte" in page
    assert "total" not in page


def test_where_drafts_are_not_written_none_is(tmp_path: Path):
    draft = SHORT.format(week="2026-W48", date="2026-11-27", status="draft")
    output = build(tmp_path, {"selections/a.md": draft, "posts/b.md": POST}, DRAFT_SAVE_AS="")
    assert not [path for path in output.rglob("*") if "w48" in str(path).lower()]


def test_a_site_without_selections_builds(tmp_path: Path):
    output = build(tmp_path, {"posts/b.md": POST})
    assert "<nav></nav>" in squeezed(output / "un-billet.html")


def test_folder_and_addresses_are_settings(tmp_path: Path):
    text = SHORT.format(week="2026-W47", date="2026-11-20", status="published")
    settings = {
        "SELECTIONS_PATH": "lectures/",
        "SELECTION_URL": "s/{slug}.html",
        "SELECTION_SAVE_AS": "s/{slug}.html",
    }
    output = build(tmp_path, {"lectures/a.md": text, "selections/b.md": POST}, **settings)
    assert (output / "s" / "2026-w47.html").is_file()
    assert 'href="https://site.test/s/2026-w47.html"' in (output / "index.html").read_text(encoding="utf-8")
    assert "reste du texte" in squeezed(output / "un-billet.html")


def test_a_build_twice_over_gives_the_same_bytes(tmp_path: Path):
    outputs = [build(tmp_path / name, {"selections/a.md": FULL, "posts/billet.md": POST}) for name in ("one", "two")]
    first, second = [{path.name: path.read_bytes() for path in output.rglob("*.html")} for output in outputs]
    assert first == second


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(FULL.replace("Langue : en", "Lnague : en"), 12, id="unknown-field"),
        pytest.param(FULL.replace("2026-W47", "2026-W99"), 4, id="no-week"),
        pytest.param(FULL.replace("(https://v.test/)", "(v.test)"), 17, id="no-address"),
        pytest.param(FULL.replace("Une semaine", "<div>\n\nUne semaine"), 11, id="open-html"),
    ],
)
def test_a_fault_is_logged_as_an_error_with_path_and_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str, line: int
):
    # Pelican goes on without the file; `--fatal errors`, with which the site is built, does not.
    output = build(tmp_path, {"selections/a.md": text, "posts/billet.md": POST})
    first = next(record for record in caplog.records if record.levelname == "ERROR")
    assert re.match(rf"\S*a\.md:{line}: ", first.getMessage())
    assert not (output / "lectures").exists()
