"""Every message that templates and code say, for the catalogues to hold: none missing, none left over."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from alaminute.errors import SettingsError
from alaminute.files import write_atomically
from alaminute.wording.catalogues import catalogue_file
from alaminute.wording.words import SOURCE, is_language, primary

# Only these: neither « _ » nor « N_ » says anything here.
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
# As Pelican reads the templates: else a message that goes over a line's end would be another one.
_TEMPLATE_OPTIONS = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}
_COMMENT_TAG = "Catalogue :"
_WIDTH = 110
# Babel's own has dates and names that nobody keeps.
_HEADER = r"""# What the site says to its readers: see docs/theme.md.
msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plurals}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


@dataclass(frozen=True)
class Updated:
    """A catalogue as it is now: its file, how many messages it holds, how many of them wait for a translation."""

    path: Path
    messages: int
    missing: int


def messages_of(folders: Iterable[Path]) -> Catalog:
    """All messages of the templates (`.html`) and modules (`.py`) below these folders, without translations."""
    catalogue = Catalog(charset="utf-8")
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            for _, message, comments, context in _messages_in(path):
                # Without its line: a catalogue does not change whenever a template does.
                place = path.relative_to(folder.parent).as_posix(), 0
                catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def update_catalogue(translations: Path, language: str, messages: Catalog) -> Updated:
    """Bring a language's catalogue, or a new one, up to these messages; translations of what is no longer said go.

    In French a new message says itself: the source is written in it. Raises SettingsError for what is no language.
    """
    if not is_language(language):
        raise SettingsError(f"{language!r} n'est pas un code de langue comme 'de' ou 'pt_BR'")
    path = catalogue_file(translations, language)
    catalogue = _read(path) if path.is_file() else Catalog(locale=language, charset="utf-8", fuzzy=False)
    # Babel would take the very objects over, and with them the next language's translations.
    catalogue.update(deepcopy(messages), no_fuzzy_matching=True)
    spoken = [message for message in catalogue if message.id]
    if primary(language) == SOURCE:
        for message in spoken:
            message.string = message.string if _is_said(message.string) else message.id
    write_atomically(
        path, _HEADER.format(language=language, plurals=catalogue.plural_forms).encode() + _body(catalogue)
    )
    return Updated(path, len(spoken), sum(not _is_said(message.string) for message in spoken))


def _messages_in(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    options = {".html": _TEMPLATE_OPTIONS, ".py": {}}.get(path.suffix)
    if options is not None:
        method = "jinja2" if path.suffix == ".html" else "python"
        yield from extract(
            method, BytesIO(path.read_bytes()), KEYWORDS, (_COMMENT_TAG,), options, strip_comment_tags=True
        )


def _body(catalogue: Catalog) -> bytes:
    stream = BytesIO()
    options = {"ignore_obsolete": True, "include_lineno": False, "omit_header": True, "sort_by_file": True}
    write_po(stream, catalogue, width=_WIDTH, **options)
    return stream.getvalue().rstrip() + b"\n"


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _is_said(translation: str | Sequence[str] | None) -> bool:
    return bool(translation) and all(translation or ())
