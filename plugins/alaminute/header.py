"""A content file's header: the `Key: value` lines at its top, as Python-Markdown's meta extension reads them.

That extension ends the header without a word at the first line it does not understand (an accented key, a space before
the colon), and the date or the category is lost. Here such a line is an error with its place.
Pure: text in, values out.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import filterfalse

from alaminute.errors import RecordError

# markdown/extensions/meta.py of Python-Markdown 3.11: META_RE, META_MORE_RE, BEGIN_RE and END_RE.
_KEY = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r"[ ]{4,}(?P<value>.*)")
_BEGIN = re.compile(r"-{3}(\s.*)?")
_END = re.compile(r"(-{3}|\.{3})(\s.*)?")

# What an author meant as a header line, though the extension would not take it for one: capital letter, colon, value.
_MEANT = re.compile(r"(?P<key>[^\W\d_][\w'’-]*(?: [\w'’-]+){0,2})[ \t\u00a0\u202f]*:(?!//)[ \t]*(?P<value>.*)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")

_MEANT_KEYS = {
    "titre": "Title",
    "categorie": "Category",
    "etiquettes": "Tags",
    "mots-cles": "Tags",
    "resume": "Summary",
    "serie": "Series",
    "auteur": "Author",
    "semaine": "Week",
    "annee": "Year",
    "statut": "Status",
    "etat": "Status",
    "modifie": "Modified",
    # Known to Pelican as they are: what lost them is a space before the colon.
    **{key.lower(): key for key in ("Title", "Date", "Category", "Tags", "Slug", "Author", "Authors", "Summary")},
    **{key.lower(): key for key in ("Lang", "Status", "Modified", "Series", "Week", "Year", "Birthday", "Incomplete")},
}


@dataclass(frozen=True)
class HeaderField:
    """One header key with its value; a continued value is joined by newlines."""

    key: str
    value: str
    line: int


@dataclass(frozen=True)
class Header:
    """The header's fields in order; `end` is the number of lines it takes, the blank line after it included."""

    fields: tuple[HeaderField, ...]
    end: int

    def get(self, key: str) -> HeaderField | None:
        """The first field of that name, whatever its case."""
        return next((field for field in self.fields if field.key.lower() == key.lower()), None)

    def value(self, key: str, default: str = "") -> str:
        """The value of that key, or `default`."""
        field = self.get(key)
        return field.value if field else default


def split_lines(text: str) -> list[str]:
    """The lines with their ends kept; only LF, CRLF and CR end a line, as in Markdown."""
    return _LINE.findall(text)


def parse_header(lines: Sequence[str]) -> Header:
    """The header that these lines begin with; may be empty."""
    fields: list[HeaderField] = []
    index = 1 if lines and _BEGIN.fullmatch(_bare(lines[0])) else 0
    while index < len(lines):
        line = _bare(lines[index])
        if _ends_header(line):
            return Header(tuple(fields), index + 1)
        if match := _KEY.fullmatch(line):
            fields.append(HeaderField(match["key"], match["value"].strip(), index + 1))
        elif (match := _MORE.fullmatch(line)) and fields:
            last = fields[-1]
            fields[-1] = HeaderField(last.key, f"{last.value}\n{match['value'].strip()}".strip(), last.line)
        else:
            break
        index += 1
    return Header(tuple(fields), index)


def fold(name: str) -> str:
    """A name without case, accents or doubled spaces: how all keys are compared."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
        name = "".join(filterfalse(unicodedata.combining, decomposed))
    return " ".join(name.casefold().split())


def header_cut_short(path: str, lines: Sequence[str], header: Header) -> list[RecordError]:
    """The key that ended the header, which Pelican would lose in silence with all that follows; at most one."""
    if header.end >= len(lines) or (header.end and _ends_header(_bare(lines[header.end - 1]))):
        return []
    line = _bare(lines[header.end])
    match = _MEANT.fullmatch(line)
    # Other words with a colon may well be the text's first line, if nothing but a space tells them from a key.
    if match is None or not (fold(match["key"]) in _MEANT_KEYS or (header.fields and not match["key"].isascii())):
        return []
    key = match["key"]
    better = _MEANT_KEYS.get(fold(key)) or _ascii(key)
    return [
        RecordError(
            path,
            header.end + 1,
            f"l'en-tête s'arrête à la clef « {key} », qui serait perdue avec tout ce qui la suit",
            quote=line,
            hint=f"écrivez « {better}: {match['value'].strip()} » (sans accent, sans espace avant les deux-points), "
            "ou laissez une ligne vide s'il s'agit du texte",
        )
    ]


def keys_given_twice(path: str, header: Header) -> list[RecordError]:
    """Keys that the header has already given: Pelican makes a list of their values, which few uses expect."""
    first: dict[str, HeaderField] = {}
    problems = []
    for field in header.fields:
        former = first.setdefault(field.key.lower(), field)
        if former is not field:
            problems.append(
                RecordError(
                    path,
                    field.line,
                    f"la clef « {field.key} » est déjà donnée à la ligne {former.line}",
                    quote=f"{field.key}: {field.value}",
                    hint="gardez une seule des deux lignes",
                )
            )
    return problems


def _ends_header(line: str) -> bool:
    """Whether an author ends the header by this line: a blank one, `---` or `...`."""
    return not line.strip() or _END.fullmatch(line) is not None


def _ascii(key: str) -> str:
    decomposed = unicodedata.normalize("NFKD", key)
    return "".join(c if c.isascii() else "" for c in decomposed).replace(" ", "_").replace("'", "_")


def _bare(line: str) -> str:
    return line.rstrip("\r\n").removeprefix("\ufeff")
