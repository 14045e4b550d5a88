"""The week's file in `content/` → what is to be sent, and whether readers may see it yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markdown import Markdown
from pelican.utils import get_date

from alaminute.digest.model import Digest, DigestItem, DigestProse, Site
from alaminute.errors import ContentError, RecordError, SiteError
from alaminute.files import shown_path
from alaminute.header import parse_header, split_lines
from alaminute.records import Document, parse_document
from alaminute.records_reader import RenderedDocument, RenderedRecord, render_document
from alaminute.selections.from_records import SCHEMA, selection_from
from alaminute.selections.model import Item, Prose, Selection
from alaminute.weeks import Week, parse_week
from alaminute.wording.catalogues import Catalogues, read_catalogues
from alaminute.wording.labels import speaking_markdown

# As in selections.pelican_plugin.DEFAULTS, for a site that does not set it.
_SELECTION_URL = "lectures/{slug}/"


@dataclass(frozen=True)
class Issue:
    """One week's file, rendered; `date` is when readers may see it."""

    document: Document
    digest: Digest
    status: str
    date: datetime  # aware

    @property
    def week(self) -> Week:
        """Its ISO week."""
        return self.digest.selection.week


def find_issue(folder: Path, week: Week) -> Path:
    """The file of that week below `folder`, whatever its name. Raises SiteError if there is none, or more than one."""
    found = [path for path in sorted(folder.rglob("*.md")) if _week(path) == week]
    if not found:
        raise SiteError(f"{shown_path(folder)} : aucune sélection de la semaine {week}")
    if len(found) > 1:
        names = ", ".join(shown_path(path) for path in found)
        raise SiteError(f"{names} : la semaine {week} a plusieurs fichiers ; réunissez-les")
    return found[0]


def read_issue(path: Path, values: Mapping[str, Any], zone: ZoneInfo) -> Issue:
    """The file's selection, converted as the site's settings say. Raises ContentError."""
    document = parse_document(_text(path), shown_path(path), SCHEMA)
    selection = selection_from(document)
    default = values.get("DEFAULT_METADATA", {}).get("status", "published")
    return Issue(
        document,
        _digest(document, selection, values),
        status=document.header.value("Status", default).strip().lower() or default,
        date=_date(document, zone),
    )


def check_published(issue: Issue, now: datetime) -> None:
    """Nothing for a selection that readers may see; raises RecordError for a draft or a date to come."""
    if issue.status != "published":
        reason = "cette sélection n'est pas publiée : rien n'est envoyé"
        raise issue.document.header_error("Status", reason, hint="écrivez « Status: published », ou supprimez la ligne")
    if issue.date > now:
        reason = "cette sélection est datée de l'avenir : rien n'est envoyé"
        raise issue.document.header_error("Date", reason, hint="attendez cette date, ou changez-la")


def site_markdown(values: Mapping[str, Any], catalogues: Catalogues) -> Markdown:
    """A converter with the site's extensions, put together as Pelican's own Markdown reader does it."""
    options = speaking_markdown(values["MARKDOWN"], catalogues)
    named = [*options.pop("extensions", []), *options.get("extension_configs", {}), "markdown.extensions.meta"]
    return Markdown(extensions=list(dict.fromkeys(named)), **options)


def _digest(document: Document, selection: Selection, values: Mapping[str, Any]) -> Digest:
    catalogues = read_catalogues(values)
    languages = selection.languages(catalogues.site)
    rendered = render_document(document, site_markdown(values, catalogues), languages)
    site = Site(values["SITENAME"], values["SITEURL"].rstrip("/"), catalogues.site)
    address = values.get("SELECTION_URL", _SELECTION_URL).format(slug=selection.week.slug)
    return Digest(
        selection,
        site,
        page_url=f"{site.url}/{address.lstrip('/')}",
        intro_html=rendered.intro_html,
        parts=_parts(selection, rendered),
        notes_html=rendered.notes_html,
    )


def _parts(selection: Selection, rendered: RenderedDocument) -> tuple[DigestItem | DigestProse, ...]:
    return tuple(map(_part, selection.parts, rendered.records))


def _part(part: Item | Prose, html: RenderedRecord) -> DigestItem | DigestProse:
    if isinstance(part, Item):
        return DigestItem(part, html.heading_html, html.body_html, html.anchor)
    return DigestProse(html.heading_html, html.body_html, html.anchor)


def _date(document: Document, zone: ZoneInfo) -> datetime:
    """When it appears; both header lines that a message cannot do without are looked for here."""
    for key, example in (("Title", "Title: Lectures de la semaine"), ("Date", "Date: 2026-11-20 07:00")):
        if not document.header.value(key).strip():
            raise document.header_error(key, f"l'en-tête n'a pas de ligne « {key} »", hint=f"ajoutez « {example} »")
    given = document.header.value("Date")
    try:
        date: datetime = get_date(given.replace("_", " "))
    except ValueError as error:
        hint = "écrivez « Date: 2026-11-20 07:00 »"
        raise document.header_error("Date", f"« {given} » n'est pas une date", hint=hint) from error
    return date if date.tzinfo else date.replace(tzinfo=zone)


def _week(path: Path) -> Week | None:
    return parse_week(parse_header(split_lines(_text(path))).value("Week"))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SiteError(f"{shown_path(path)} : ce fichier n'existe pas") from error
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError([RecordError(shown_path(path), line, "ce fichier n'est pas en UTF-8")]) from error
