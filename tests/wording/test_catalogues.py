"""The catalogues hold exactly what templates and code say, in both languages, and are found where they should be."""

import ast
import html
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from alaminute.commands.run import Run
from alaminute.commands.words import update_words
from alaminute.console import Console
from alaminute.errors import SettingsError
from alaminute.settings import load_settings
from alaminute.theming.typography import french
from alaminute.wording.catalogues import PACKAGE_FOLDER, Catalogues, catalogue_file, site_catalogues
from alaminute.wording.extraction import messages_of, update_catalogue
from theming.built_site import ROOT

SOURCES = [ROOT / "plugins" / "alaminute", ROOT / "theme"]
LANGUAGES = ["fr", "en"]
Key = tuple[str | None, str | tuple[str, ...]]
PLACE = re.compile(r"%\(\w+\)s|\{\w*\}")
ANYTHING = defaultdict(str)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def key(message: Message) -> Key:
    return message.context, tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def said(catalogue: Catalog) -> dict[Key, Message]:
    return {key(message): message for message in catalogue if message.id}


def forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.fixture(scope="module")
def messages() -> Catalog:
    return messages_of(SOURCES)


@pytest.fixture(params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return read(catalogue_file(PACKAGE_FOLDER, request.param))


def test_there_is_a_catalogue_for_each_language() -> None:
    assert sorted(path.name for path in PACKAGE_FOLDER.iterdir()) == sorted(LANGUAGES)


def test_a_catalogue_holds_what_is_said_and_nothing_else(catalogue: Catalog, messages: Catalog) -> None:
    assert said(catalogue).keys() ^ said(messages).keys() == set()
    assert not catalogue.obsolete


def test_every_message_is_translated_without_doubt_and_in_all_its_forms(catalogue: Catalog) -> None:
    for message in said(catalogue).values():
        assert not message.fuzzy, message.id
        assert all(form.strip() for form in forms(message.string)), message.id
        assert len(forms(message.string)) == (catalogue.num_plurals if isinstance(message.id, tuple) else 1)


def test_a_translation_has_the_places_of_its_message(catalogue: Catalog) -> None:
    """A singular may leave its number out, or say it where French does not."""
    for message in said(catalogue).values():
        wanted = [set(PLACE.findall(form)) for form in forms(message.id)]
        for form, places in zip(forms(message.string), wanted, strict=True):
            assert set(PLACE.findall(form)) | {"%(num)s"} == places | {"%(num)s"}, message.id
        assert set(PLACE.findall(forms(message.string)[-1])) == wanted[-1], message.id
        for form in forms(message.string):
            assert form % ANYTHING is not None, "a percent sign is written twice"


def test_tags_stay_in_a_translation(catalogue: Catalog) -> None:
    for message in said(catalogue).values():
        tags = [sorted(re.findall(r"<[^>]*>", form)) for form in (*forms(message.id), *forms(message.string))]
        assert all(found == tags[0] for found in tags), message.id


def test_the_plural_begins_at_two_in_french_and_after_one_in_english() -> None:
    plurals = {language: read(catalogue_file(PACKAGE_FOLDER, language)).plural_forms for language in LANGUAGES}
    assert plurals == {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}


# Markdown that authors go on with, an address, a subject line: their spaces are set elsewhere, or must break.
PLAIN = {
    "Objet : « %(subject)s »",
    "À propos de « %(titre)s »",
    "Lectures à la minute : la sélection de la semaine {number}",
}


def plain_forms(catalogue: Catalog) -> Iterator[str]:
    for message in said(catalogue).values():
        if message.id not in PLAIN:
            yield from (html.unescape(PLACE.sub("x", re.sub(r"<[^>]*>", "", form))) for form in forms(message.string))


def test_french_words_are_set_as_printers_do() -> None:
    catalogue = read(catalogue_file(PACKAGE_FOLDER, "fr"))
    assert [form for form in plain_forms(catalogue) if french(form) != form or "'" in form] == []


def test_english_words_have_no_french_typography() -> None:
    catalogue = read(catalogue_file(PACKAGE_FOLDER, "en"))
    wrong = re.compile(r"[«»\u202f]|\s[:;!?%](?!\()|'|\"")
    assert [form for form in plain_forms(catalogue) if wrong.search(form)] == []


def test_no_message_is_hidden_in_a_formatted_string() -> None:
    """Babel reads no f-strings before Python 3.12: what is said in one would be in no catalogue."""
    hidden = [
        f"{path}:{node.lineno}"
        for path in SOURCES[0].rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
        if isinstance(node, ast.Attribute) and node.attr.endswith("gettext")
    ]
    assert hidden == []


def test_every_message_in_the_code_is_written_out() -> None:
    """A variable in its place would be found by nobody."""
    methods = {"gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
    for path in SOURCES[0].rglob("*.py"):
        if path.parent.name == "wording" and path.stem in ("words", "extraction"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods:
                texts = node.args[: methods[node.func.attr]]
                assert all(isinstance(text, ast.Constant) for text in texts), f"{path}:{node.lineno}"


# --- Updating -------------------------------------------------------------------------------------------------------


def test_an_update_keeps_every_translation_and_a_second_one_changes_nothing(tmp_path: Path, messages: Catalog) -> None:
    for language in LANGUAGES:
        original, path = catalogue_file(PACKAGE_FOLDER, language), catalogue_file(tmp_path, language)
        path.parent.mkdir(parents=True)
        path.write_bytes(original.read_bytes())
        assert update_catalogue(tmp_path, language, messages).missing == 0
        updated = path.read_bytes()
        kept = {name: message.string for name, message in said(read(path)).items()}
        assert kept == {name: message.string for name, message in said(read(original)).items()}
        update_catalogue(tmp_path, language, messages)
        assert path.read_bytes() == updated


def test_an_update_brings_what_is_new_and_drops_what_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.html").write_text("{% trans %}Un{% endtrans %} {{ pgettext('mois', 'Mai') }}", encoding="utf-8")
    (folder / "b.py").write_text("words.ngettext('%(num)s an', '%(num)s ans', 2)\n", encoding="utf-8")
    for language, missing in (("fr", 0), ("en", 3), ("de", 3)):
        updated = update_catalogue(tmp_path, language, messages_of([folder]))
        assert (updated.messages, updated.missing) == (3, missing)
    french_words = said(read(catalogue_file(tmp_path, "fr")))
    assert french_words[None, ("%(num)s an", "%(num)s ans")].string == ("%(num)s an", "%(num)s ans")
    assert ("mois", "Mai") in french_words
    (folder / "a.html").write_text("{% trans %}Deux{% endtrans %}", encoding="utf-8")
    assert update_catalogue(tmp_path, "fr", messages_of([folder])).messages == 2
    assert "Un" not in [message for _, message in said(read(catalogue_file(tmp_path, "fr")))]
    assert "nplurals=2; plural=(n != 1);" in catalogue_file(tmp_path, "de").read_text(encoding="utf-8")


# --- Reading --------------------------------------------------------------------------------------------------------

OWN = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "Brouillon"\nmsgstr "{}"\n'


def own_catalogue(folder: Path, language: str, text: str) -> None:
    path = catalogue_file(folder / "translations", language)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_site_says_a_word_otherwise_and_the_others_as_before(tmp_path: Path) -> None:
    own_catalogue(tmp_path, "en", OWN.format("Not finished yet"))
    words = site_catalogues({"PATH": str(tmp_path / "content"), "DEFAULT_LANG": "en-GB"}).site
    assert (words.gettext("Brouillon"), words.gettext("Archives")) == ("Not finished yet", "Archives")
    assert words.language == "en-GB"


def test_a_site_brings_a_language_of_its_own_and_says_the_rest_in_french(tmp_path: Path) -> None:
    own_catalogue(tmp_path, "de", OWN.format("Entwurf"))
    words = site_catalogues({"PATH": str(tmp_path / "content"), "DEFAULT_LANG": "de"}).site
    assert (words.gettext("Brouillon"), words.gettext("Aller au contenu")) == ("Entwurf", "Aller au contenu")
    assert words.enumeration(["a", "b"]) == "a und b"


def test_a_post_is_said_in_its_language_if_there_is_a_catalogue() -> None:
    catalogues = Catalogues("fr")
    assert catalogues.of("en-US").gettext("Brouillon") == "Draft"
    assert catalogues.of("nl") is catalogues.site


@pytest.mark.parametrize("language", ["../../etc", "", "..", "en/../fr", "a" * 300])
def test_what_a_header_says_never_leads_out_of_the_folder(language: str) -> None:
    catalogues = Catalogues("fr")
    assert catalogues.of(language) is catalogues.site


def test_a_site_without_a_catalogue_in_its_language_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(SettingsError, match=r"DEFAULT_LANG = 'nl' : .*\(il y a : en, fr\).*docs/theme\.md"):
        Catalogues("nl")


@pytest.mark.parametrize("text", ['msgid "a"\nmsgstr[x] "b"\n', "ceci n'est pas un catalogue"])
def test_a_catalogue_that_cannot_be_read_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    own_catalogue(tmp_path, "en", text)
    with pytest.raises(SettingsError, match=r"en/LC_MESSAGES/alaminute\.po : ce catalogue ne se lit pas"):
        site_catalogues({"PATH": str(tmp_path / "content"), "DEFAULT_LANG": "en"})


# --- The command ----------------------------------------------------------------------------------------------------


def test_the_command_updates_the_catalogues_there_are_or_begins_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "theme"
    source.mkdir()
    (source / "a.html").write_text("{% trans %}Un{% endtrans %}", encoding="utf-8")
    run = Run(load_settings(ROOT / "pelicanconf.py"), Console(), datetime(2026, 11, 20, tzinfo=UTC))
    for language in (None, "fr", "de", None):
        assert update_words(run, [source], language=language, folder=tmp_path / "translations") == 0
    said = [line.partition(" : ")[2] for line in capsys.readouterr().out.splitlines()]
    in_french, in_german = "1 message, rien à traduire.", "1 message, 1 à traduire."
    assert said == [in_french, in_german, in_german, in_french]


@pytest.mark.parametrize("language", ["../fr", "xyzzy", ""])
def test_the_command_begins_no_catalogue_in_what_is_no_language(tmp_path: Path, language: str) -> None:
    with pytest.raises(SettingsError, match="n'est pas un code de langue"):
        update_catalogue(tmp_path, language, Catalog())
    assert list(tmp_path.iterdir()) == []
