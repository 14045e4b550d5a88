"""A language that the project does not bring: a catalogue beside the content, and what Babel knows, are all it takes.

Its words are made up, so that they show what is in no catalogue: a text that is the same as on the English site.
"""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from alaminute.wording.catalogues import catalogue_file
from alaminute.wording.extraction import messages_of, update_catalogue
from theming.built_site import ROOT, Page, build, run_pelican, write
from theming.english_site import CONTENT, OPTIONS, SETTINGS

WORD = re.compile(r"[^\W\d_]{2,}")
# Units, months that both languages call alike, the code of a language, names of formats.
SHARED = {"min", "April", "August", "September", "November", "FR", "CSV", "JSON"}


def make_up_catalogue(folder: Path, language: str) -> None:
    """A catalogue in which every message is the French one in odd brackets."""
    update_catalogue(folder, language, messages_of([ROOT / "plugins" / "alaminute", ROOT / "theme"]))
    path = catalogue_file(folder, language)
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if isinstance(message.id, str):
            message.string = f"⟦{message.id}⟧" if message.id else message.string
        else:
            message.string = [f"⟦{form}⟧" for form in message.id][-catalogue.num_plurals :]
    with path.open("wb") as file:
        write_po(file, catalogue)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English site's content on a site in German."""
    folder = tmp_path_factory.mktemp("german")
    write(folder / "content", CONTENT)
    make_up_catalogue(folder / "translations", "de")
    build(folder / "content", folder / "output", *OPTIONS, 'DEFAULT_LANG="de"')
    return folder / "output"


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on a site in English."""
    folder = tmp_path_factory.mktemp("english")
    write(folder / "content", CONTENT)
    build(folder / "content", folder / "output", *OPTIONS)
    return folder / "output"


def test_every_word_that_is_no_content_comes_from_the_catalogue(german: Path, english: Path) -> None:
    typed = " ".join(text for text in CONTENT.values() if isinstance(text, str)) + " ".join(map(str, SETTINGS.values()))
    known = set(WORD.findall(typed)) | SHARED
    addresses = {path.relative_to(german).as_posix() for path in german.rglob("*.html")}
    # Posts have their language in their address where it is not the site's.
    assert len(addresses & {path.relative_to(english).as_posix() for path in english.rglob("*.html")}) > 60
    same = [
        (address, text.strip())
        for address in sorted(addresses)
        if (english / address).is_file()
        for text in set(Page(german, f"/{address}").texts("de")) & set(Page(english, f"/{address}").texts("en"))
        if set(WORD.findall(text)) - known
    ]
    assert same == []


def test_dates_and_numbers_are_babels(german: Path) -> None:
    assert "1.\u00a0August\u00a02010" in Page(german, "/2010/08/a-minute/").text_of("//time")
    assert "8.–14.\u00a0März\u00a02010" in Page(german, "/").text_of("//section[@aria-labelledby='une']")
    assert Page(german, "/archives/2010/03/").text_of("//h1") == "März\u00a02010"
    assert Page(german, "/").select("//meta[@property='og:locale']/@content") == ["de_DE"]


def test_without_a_catalogue_the_build_says_what_is_missing(tmp_path: Path) -> None:
    write(tmp_path / "content", {"posts/un.md": "Title: Eins\nDate: 2010-01-01\nCategory: C\n\nEin Text.\n"})
    done = run_pelican(tmp_path / "content", tmp_path / "output", "-e", 'DEFAULT_LANG="de"')
    assert done.returncode != 0
    assert "DEFAULT_LANG = 'de' : pas de catalogue de mots" in done.stdout + done.stderr
