"""The archive built by Pelican, with templates of the tests' own that print what the contract promises."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from blinker import ANY, Signal
from pelican import Pelican
from pelican.plugins import signals
from pelican.settings import read_settings

from alaminute.birthdays.export import archive_from_csv, archive_from_json
from alaminute.errors import ContentError
from birthdays.made_up import made_up_files

THEME = Path(__file__).parents[1] / "data" / "birthdays" / "theme"
ANCIEN = """Title: Anniversaire 2011
Date: 2011-06-21
Category: Anniversaires
Year: 2011

## <Ondine> & Filles

- Canal : e-mail
- Offre : <script>alert(1)</script>

Voir [la note][n] et [plus haut](#ailleurs).[^1]

### Détail

[n]: https://example.org/note
[^1]: Une note de 2011.
"""
NOUVEAU = """Title: Anniversaire 2012
Date: 2012-06-21
Category: Anniversaires
Year: 2012
Personal_Messages: 2

Un *mot* d'introduction, et [l'an dernier]({filename}2011.md).

## À part

Avant tout le monde.

## Ondine et filles

- Canal : courrier
- Offre : deux cafés
- Visuel : images/ondine.png

Encore elle.[^1]

### Détail

[^1]: Une note de 2012.

## Plume

- Canal : SMS

"""


def build(folder, files, **overrides):
    """Build these files of content/; gives the output folder."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = {
        "PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "output"), "THEME": str(THEME),
        "PLUGINS": ["alaminute.birthdays.pelican_plugin"], "SITEURL": "https://site.example", "DEFAULT_LANG": "fr",
        "JINJA_ENVIRONMENT": {"autoescape": True}, "DIRECT_TEMPLATES": [], "CACHE_CONTENT": False, "TIMEZONE": "UTC",
        "ARTICLE_URL": "{slug}/", "ARTICLE_SAVE_AS": "{slug}/index.html", "AUTHOR_SAVE_AS": "", "CATEGORY_SAVE_AS": "",
        "TAG_SAVE_AS": "", "FEED_ALL_ATOM": "feeds/tous.atom.xml", "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None, "AUTHOR_FEED_ATOM": None, "AUTHOR_FEED_RSS": None, "STATIC_PATHS": [],
        "MARKDOWN": {"extensions": ["markdown.extensions.extra", "markdown.extensions.toc"], "output_format": "html5"},
        **overrides,
    }  # fmt: skip
    with only_own_handlers():
        Pelican(read_settings(override=settings)).run()
    return Path(settings["OUTPUT_PATH"])


@contextmanager
def only_own_handlers():
    """Pelican's signals are global: what other tests' plugins connected sleeps meanwhile, what this build does ends."""
    every = [value for value in vars(signals).values() if isinstance(value, Signal)]
    asleep = [(signal, handler) for signal in every for handler in our_handlers(signal)]
    for signal, handler in asleep:
        signal.disconnect(handler)
    try:
        yield
    finally:
        for signal in every:
            for handler in our_handlers(signal):
                signal.disconnect(handler)
        for signal, handler in asleep:
            signal.connect(handler)


def our_handlers(signal):
    """The handlers of this package's plugins."""
    return [handler for handler in signal.receivers_for(ANY) if handler.__module__.startswith("alaminute.")]


@pytest.fixture
def two_years(tmp_path):
    image = tmp_path / "content" / "birthdays" / "images" / "ondine.png"
    image.parent.mkdir(parents=True)
    image.write_bytes(b"\x89PNG")
    return {"birthdays/2011.md": ANCIEN, "birthdays/2012.md": NOUVEAU}


def text_of(output, page):
    return (output / "anniversaires" / page).read_text(encoding="utf-8")


def test_every_page_of_the_archive_is_written(tmp_path, two_years):
    output = build(tmp_path, two_years)
    found = {str(path.relative_to(output)) for path in (output / "anniversaires").rglob("*") if path.is_file()}
    assert found == {
        "anniversaires/index.html", "anniversaires/2011/index.html", "anniversaires/2012/index.html",
        "anniversaires/marques/ondine-et-filles/index.html", "anniversaires/marques/ondine-filles/index.html",
        "anniversaires/marques/plume/index.html", "anniversaires/donnees.csv", "anniversaires/donnees.json",
    }  # fmt: skip


def test_a_year_is_compared_with_the_one_before(tmp_path, two_years):
    page = text_of(build(tmp_path, two_years), "2012/index.html")
    assert "<del>e-mail</del> <ins>courrier</ins>" in page
    assert "Cela fait une marque de plus qu’en 2011." in page
    assert "Un <em>mot</em> d'introduction" in page
    assert "<h2>À part</h2><p>Avant tout le monde.</p>" in page


def test_what_strangers_wrote_is_text(tmp_path, two_years):
    output = build(tmp_path, two_years)
    for page in ("2011/index.html", "2012/index.html", "marques/ondine-et-filles/index.html"):
        assert "<script>" not in text_of(output, page)
    assert "&lt;script&gt;" in text_of(output, "2011/index.html")


def test_links_lead_to_pages_that_exist(tmp_path, two_years):
    output = build(tmp_path, two_years)
    page = text_of(output, "2012/index.html")
    for address in ("marques/ondine-et-filles/", "marques/plume/", "2011/", "2012/", "", "donnees.csv"):
        assert f'href="https://site.example/anniversaires/{address}"' in page
    assert 'src="https://site.example/birthdays/images/ondine.png"' in page
    assert (output / "birthdays" / "images" / "ondine.png").is_file()
    assert "{filename}" not in "".join(path.read_text("utf-8") for path in output.rglob("*.html"))


def test_links_may_be_relative(tmp_path, two_years):
    output = build(tmp_path, two_years, RELATIVE_URLS=True)
    page = text_of(output, "2012/index.html")
    assert 'href="../../anniversaires/marques/plume/"' in page
    brand = text_of(output, "marques/ondine-et-filles/index.html")
    assert 'href="../../../anniversaires/2011/"' in brand
    assert 'src="../../../birthdays/images/ondine.png"' in brand


def test_a_brand_page_holds_several_years_without_a_doubled_id(tmp_path, two_years):
    brand = text_of(build(tmp_path, two_years), "marques/ondine-et-filles/index.html")
    assert 'id="2011-fnref:1"' in brand
    assert 'href="https://site.example/anniversaires/2011/#fn:1"' in brand
    assert 'href="https://site.example/anniversaires/2011/#ailleurs"' in brand
    assert 'href="https://example.org/note"' in brand
    ids = [part.split('"')[0] for part in brand.split('id="')[1:]]
    assert len(set(ids)) == len(ids)


def test_the_index_has_a_chart_and_the_table_that_says_the_same(tmp_path, two_years):
    index = text_of(build(tmp_path, two_years), "index.html")
    assert '<svg viewBox="0 0 48 100"' in index
    assert index.count("<rect ") == 3
    assert "<th>e-mail</th><td>1</td><td>0</td>" in index


def test_a_former_name_leads_to_the_brand(tmp_path, two_years):
    page = text_of(build(tmp_path, two_years), "marques/ondine-filles/index.html")
    assert 'content="0; url=https://site.example/anniversaires/marques/ondine-et-filles/"' in page


def test_feeds_carry_the_comparison(tmp_path, two_years):
    feed = (build(tmp_path, two_years) / "feeds" / "tous.atom.xml").read_text("utf-8")
    assert "&lt;del&gt;e-mail&lt;/del&gt;" in feed
    assert "https://site.example/anniversaires/marques/plume/" in feed
    assert "{filename}" not in feed


def test_the_data_files_are_the_archive(tmp_path):
    output = build(tmp_path, {f"birthdays/{name}": text for name, text in made_up_files()})
    archive = archive_from_csv((output / "anniversaires" / "donnees.csv").read_bytes().decode())
    assert archive == archive_from_json(text_of(output, "donnees.json"))
    assert (len(archive.years), len(archive.brands)) == (7, 40)
    assert len(list((output / "anniversaires" / "marques").iterdir())) == 40


def test_a_draft_year_is_shown_on_the_authors_machine_only(tmp_path, two_years):
    drafts = {**two_years, "birthdays/2012.md": NOUVEAU.replace("Year:", "Status: draft\nYear:")}
    local = build(tmp_path, drafts, OUTPUT_PATH=str(tmp_path / "local"))
    assert "Plume" in text_of(local, "2012/index.html")
    public = build(tmp_path, drafts, DRAFT_SAVE_AS="")
    written = "".join(
        path.read_text("utf-8") for path in public.rglob("*") if path.suffix in {".html", ".csv", ".json"}
    )
    assert "Plume" not in written
    assert not (public / "anniversaires" / "2012").exists()


def test_a_hidden_year_stays_out_of_the_archive_and_is_a_plain_page(tmp_path, two_years):
    hidden = {**two_years, "birthdays/2012.md": NOUVEAU.replace("Year:", "Status: hidden\nYear:")}
    output = build(tmp_path, hidden)
    assert "Plume" not in text_of(output, "donnees.csv") + text_of(output, "index.html")
    assert "Plume" in (output / "anniversaire-2012" / "index.html").read_text("utf-8")


def test_a_site_without_birthdays_has_an_empty_archive(tmp_path):
    output = build(tmp_path, {"posts/a.md": "Title: A\nDate: 2013-01-01\n\nTexte.\n"})
    assert archive_from_json(text_of(output, "donnees.json")).years == ()
    assert "<table>" in text_of(output, "index.html")


def test_two_files_for_one_year_stop_the_build(tmp_path, two_years):
    twice = {**two_years, "birthdays/autre.md": ANCIEN.replace("Anniversaire", "Encore")}
    with pytest.raises(ContentError, match="l'année 2011 est déjà dans"):
        build(tmp_path, twice)


def test_a_picture_that_is_not_there_is_an_error_with_its_line(tmp_path, two_years):
    missing = {**two_years, "birthdays/2012.md": NOUVEAU.replace("ondine.png", "ondime.png")}
    with pytest.raises(ContentError, match=r"2012\.md:13: image introuvable : images/ondime\.png"):
        build(tmp_path, missing)


def test_every_page_knows_where_the_archive_is(tmp_path, two_years):
    assert 'class="menu" href="https://site.example/anniversaires/"' in text_of(
        build(tmp_path, two_years), "2012/index.html"
    )
