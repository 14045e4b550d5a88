"""Markdown headings ⇄ Records: the one grammar of both archives.

A record is a level-2 heading, a bullet list of `- Key : value` fields right under it, then free Markdown. A document is
a header, an introduction and records. Each keeps its exact source text, so an untouched file formats back byte for
byte; what the texts mean is decided elsewhere (`selections.from_records`, `birthdays.from_records`).
Pure: text in, values out; every complaint begins with `path:line:`.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from alaminute.errors import ContentError, RecordError
from alaminute.header import Header, fold, header_cut_short, keys_given_twice, parse_header, split_lines

# Python-Markdown takes `##Title` for a heading too (blockprocessors.HashHeaderProcessor), and drops closing hashes.
_HEADING = re.compile(r"##(?!#)(?P<title>.*?)(?<!\\)#*")
_UNDERLINE = re.compile(r"-+[ ]*")
# Only exact fences at the margin are code for the `fenced_code` extension.
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?!.*`)")
_RAW_HTML = re.compile(r"[ ]{0,3}<(?P<tag>pre|script|style|textarea)\b", re.IGNORECASE)
# What a French keyboard writes for a space now and then.
_SPACE = " \t\u00a0\u202f"
_BULLET = re.compile(rf"[ ]{{0,3}}[-*+][{_SPACE}]+\S")
# A letter or digit; an accent may be a character of its own, as in text copied from a PDF.
_LETTER = r"(?:[^\W_][\u0300-\u036f]*)"
_FIELD = re.compile(
    rf"[ ]{{0,3}}[-*+][{_SPACE}]+(?P<key>(?!\d){_LETTER}+(?:[ '’-]{_LETTER}+){{0,4}})[{_SPACE}]*:(?!//)(?P<value>.*)"
)


@dataclass(frozen=True)
class Schema:
    """The fields that one kind of record may have: canonical name → the names an author may type, French first."""

    names: Mapping[str, Sequence[str]]

    def canonical(self, key: str) -> str | None:
        """The canonical name of a typed key, whatever its case and accents; None if it is unknown."""
        return self._folded().get(fold(key))

    def nearest(self, key: str, *, cutoff: float = 0.6) -> str | None:
        """The known French or English name that a mistyped key looks most like; `cutoff` as difflib's."""
        folded = self._folded()
        close = difflib.get_close_matches(fold(key), folded, n=1, cutoff=cutoff)
        return next((n for ns in self.names.values() for n in ns if close and fold(n) == close[0]), None)

    def listed(self) -> str:
        """All French names, for a message."""
        return ", ".join(names[0] for names in self.names.values())

    def _folded(self) -> dict[str, str]:
        return {fold(name): canonical for canonical, names in self.names.items() for name in names}


@dataclass(frozen=True)
class Field:
    """One `- Key : value` line. `name` is the schema's canonical name, `key` what was typed."""

    name: str
    key: str
    value: str
    line: int


@dataclass(frozen=True)
class Record:
    """A level-2 heading with its fields and body, not yet interpreted.

    `source` is its exact text from the heading on; `line` that of the heading, counted from 1.
    """

    title: str
    fields: tuple[Field, ...]
    body: str
    source: str = field(repr=False)
    path: str
    line: int

    def get(self, name: str) -> Field | None:
        """The field of that canonical name."""
        return next((field for field in self.fields if field.name == name), None)

    def error(self, reason: str, *, at: Field | None = None, hint: str = "") -> RecordError:
        """A complaint about this record, or about one of its fields."""
        quote = f"- {at.key} : {at.value}" if at else f"## {self.title}"
        return RecordError(self.path, at.line if at else self.line, reason, quote=quote, hint=hint)


@dataclass(frozen=True)
class Document:
    """A whole content file: its header, its introduction and its records."""

    path: str
    header: Header
    header_source: str = field(repr=False)
    intro: str
    records: tuple[Record, ...]

    def header_error(self, key: str, reason: str, *, hint: str = "") -> RecordError:
        """A complaint about a header key, at its line or, if it is missing, at the first."""
        found = self.header.get(key)
        quote = f"{found.key}: {found.value}" if found else ""
        return RecordError(self.path, found.line if found else 1, reason, quote=quote, hint=hint)


def parse_document(text: str, path: str, schema: Schema) -> Document:
    """The document that `text` holds. Raises ContentError with every fault of grammar in it."""
    lines = split_lines(text)
    header = parse_header(lines)
    problems = [*header_cut_short(path, lines, header), *keys_given_twice(path, header)]
    starts = _record_starts(lines, header.end, path, problems)
    records = [
        _parse_record(lines[start:end], start + 1, path, schema, problems)
        for start, end in pairwise([*starts, len(lines)])
    ]
    if problems:
        raise ContentError(sorted(problems, key=lambda problem: problem.line))
    return Document(
        path,
        header,
        header_source="".join(lines[: header.end]),
        intro="".join(lines[header.end : starts[0] if starts else len(lines)]),
        records=tuple(records),
    )


def format_document(document: Document) -> str:
    """The document's text; of a parsed one, byte for byte what was parsed."""
    return document.header_source + document.intro + "".join(record.source for record in document.records)


def format_record(title: str, fields: Iterable[tuple[str, str]], body: str = "") -> str:
    """A new record's text, ending in one newline. `title` and `body` are Markdown, fields (key, plain value).

    Raises ValueError if a title or a value is empty or would not stay on one line, and for a title that ends in a
    backslash or a bare `#`, which Markdown drops.
    """
    pairs = list(fields)
    for text in (title, *(value for _, value in pairs)):
        if text != text.strip() or not text or len(split_lines(text)) != 1:
            raise ValueError(f"not one trimmed line: {text!r}")
    heading = _HEADING.fullmatch(f"## {title}")
    if heading is None or heading["title"].strip() != title:
        raise ValueError(f"not one line of heading: {title!r}")
    parts = [f"## {title}\n", "\n".join(f"- {key} : {value}" for key, value in pairs), body.strip("\r\n")]
    return "\n".join([parts[0], *(f"{part}\n" for part in parts[1:] if part)])


def _record_starts(lines: Sequence[str], begin: int, path: str, problems: list[RecordError]) -> list[int]:
    """Indices of the level-2 headings outside code fences, comments and raw HTML."""
    starts = []
    closing: re.Pattern[str] | None = None
    opened = 0
    for index in range(begin, len(lines)):
        line = lines[index].rstrip("\r\n")
        if closing is not None:
            closing = None if closing.search(line) else closing
        elif opening := _opening(line):
            closing, opened = opening, index
        elif _HEADING.fullmatch(line):
            starts.append(index)
        elif _UNDERLINE.fullmatch(line) and _is_title(lines, index - 1, begin):
            hint = f"écrivez « ## {lines[index - 1].strip()} »"
            problems.append(RecordError(path, index, "titre souligné", quote=lines[index - 1], hint=hint))
    if closing is not None:
        problems.append(_unclosed(path, opened, lines[opened]))
    return starts


def _opening(line: str) -> re.Pattern[str] | None:
    """What will end the block that this line opens, if it opens one in which headings are not headings."""
    if fence := _FENCE.match(line):
        return re.compile(rf"^{re.escape(fence['fence'])}[ ]*$")
    if line.lstrip(" ").startswith("<!--") and "-->" not in line:
        return re.compile("-->")
    if (tag := _RAW_HTML.match(line)) and f"</{tag['tag'].lower()}" not in line.lower():
        return re.compile(rf"</{tag['tag']}", re.IGNORECASE)
    return None


def _is_title(lines: Sequence[str], index: int, begin: int) -> bool:
    """Whether the line at `index` would be underlined into a heading: a paragraph of one line."""
    if index < begin:
        return False
    text = lines[index].strip()
    alone = index == begin or not lines[index - 1].strip() or lines[index - 1].startswith(("#", "```", "~~~"))
    return bool(text) and alone and not _BULLET.match(text) and not text.startswith(("|", ">", "#"))


def _unclosed(path: str, index: int, line: str) -> RecordError:
    return RecordError(
        path,
        index + 1,
        "bloc de code, commentaire ou HTML ouvert ici et jamais refermé : les titres qui suivent seraient perdus",
        quote=line,
        hint="refermez-le (par exemple par une ligne identique à celle qui l'ouvre)",
    )


def _parse_record(lines: Sequence[str], number: int, path: str, schema: Schema, problems: list[RecordError]) -> Record:
    """The record whose heading is `lines[0]`, line `number` of its file."""
    heading = _HEADING.fullmatch(lines[0].rstrip("\r\n"))
    title = heading["title"].strip() if heading else ""
    if not title:
        problems.append(RecordError(path, number, "titre vide", quote=lines[0], hint="écrivez « ## Titre »"))
    fields, end = _parse_fields(lines, number, path, schema, problems)
    body = "".join(lines[end:]).strip("\r\n")
    return Record(title, tuple(fields), body, "".join(lines), path, number)


def _parse_fields(
    lines: Sequence[str], number: int, path: str, schema: Schema, problems: list[RecordError]
) -> tuple[list[Field], int]:
    """The fields under a heading and the index of the first line after them; 1 when there are none."""
    fields: list[Field] = []
    end = 1
    for index in range(1, len(lines)):
        line = lines[index].rstrip("\r\n")
        match = _FIELD.fullmatch(line)
        glued = bool(fields) and index == end
        if not line.strip():
            continue
        if match is None and glued:
            problems.append(_glued(path, number + index, line))
        elif match is None or (fields and not glued and _is_prose(match["key"], schema)):
            break
        else:
            fields.append(_field(match, number + index, path, schema, fields, problems))
        end = index + 1
    return fields, end


def _is_prose(key: str, schema: Schema) -> bool:
    """Whether a list after the fields is the author's own: its first key is not even a misspelt field."""
    return schema.canonical(key) is None and schema.nearest(key, cutoff=0.75) is None


def _field(
    match: re.Match[str], line: int, path: str, schema: Schema, former: list[Field], problems: list[RecordError]
) -> Field:
    key, value = match["key"], match["value"].strip()
    name = schema.canonical(key)
    quote = match[0]
    if name is None:
        nearest = schema.nearest(key)
        hint = f"vouliez-vous dire « {nearest} » ?" if nearest else f"les champs connus sont : {schema.listed()}"
        hint += " Si c'est une simple liste, écrivez une phrase avant elle."
        problems.append(RecordError(path, line, f"champ inconnu « {key} »", quote=quote, hint=hint))
    elif any(field.name == name for field in former):
        problems.append(RecordError(path, line, f"champ « {key} » donné deux fois", quote=quote))
    elif not value:
        hint = "complétez la ligne ou supprimez-la"
        problems.append(RecordError(path, line, f"champ « {key} » vide", quote=quote, hint=hint))
    return Field(name or "", key, value, line)


def _glued(path: str, line: int, text: str) -> RecordError:
    if _BULLET.match(text):
        reason, hint = "ligne sans « clef : valeur » dans la liste des champs", "une ligne vide sépare champs et texte"
    else:
        reason = "texte collé à la liste des champs"
        hint = "laissez une ligne vide avant le texte ; une valeur tient sur une seule ligne"
    return RecordError(path, line, reason, quote=text, hint=hint)
