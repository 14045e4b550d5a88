"""What both parts of a digest say in the same words, in French. Pure."""

from alaminute.articles.language import language_name, primary
from alaminute.digest.model import Digest
from alaminute.digest.plain_text import one_line
from alaminute.reading_time import format_duration
from alaminute.selections.model import Item, Selection
from alaminute.theming.dates import date_in_french, week_in_french
from alaminute.theming.typography import french

UNKNOWN = "durée inconnue"
# Sources and titles from here on are cut in a preheader: no client shows more.
_PREHEADER_CHARACTERS = 140


def subject(selection: Selection) -> str:
    """The title on one line, as a French typographer sets it."""
    return french(one_line(selection.title))


def total_line(selection: Selection) -> str:
    """« 7 lectures, 21 min 1 s si vous suivez chaque lien »; empty for a selection without items."""
    count, unknown = len(selection.items), selection.unknown_count
    if not count:
        return ""
    readings = f"{count} lecture{'s' * (count > 1)}"
    if unknown == count:
        return f"{readings}, {UNKNOWN}"
    whole = f"{readings}, {format_duration(selection.time.seconds)}"
    if not unknown:
        return f"{whole} si vous suivez chaque lien" if all(item.url for item in selection.items) else whole
    known = count - unknown
    of_known = f"les {known} dont la durée est connue" if known > 1 else "celle dont la durée est connue"
    return f"{whole} pour {of_known}"


def time_of(item: Item) -> str:
    """« 1 min 4 s », « 10 min 14 s, à voir ou à écouter » or « durée inconnue »."""
    if item.time is None:
        return UNKNOWN
    shown = format_duration(item.time.seconds)
    return shown if item.duration_seconds is None else f"{shown}, à voir ou à écouter"


def provenance(item: Item, site_language: str) -> str:
    """« GetElastic, en anglais, 22 février 2010 »: what is known of it."""
    known = [french(one_line(item.source))] if item.source.strip() else []
    if item.language and is_foreign(item, site_language):
        known.append(in_language(item.language))
    if item.published:
        known.append(date_in_french(item.published))
    return ", ".join(known)


def is_foreign(item: Item, site_language: str) -> bool:
    """Whether the article is in another language than the site."""
    return item.language is not None and primary(item.language) != primary(site_language)


def in_language(code: str) -> str:
    """« en anglais »; « langue : tlh » of a language without a French name."""
    name = language_name(code)
    return f"en {name}" if name != code else f"langue\u00a0: {code}"


def week_line(selection: Selection) -> str:
    """« Semaine du 16 au 22 novembre 2026 »."""
    return f"Semaine {week_in_french(selection.week)}"


def preheader(digest: Digest) -> str:
    """What a list of messages shows after the subject: the total, then the first titles, cut between two."""
    text = total_line(digest.selection)
    separator = "\u00a0: "
    for part in digest.items:
        longer = text + separator + french(one_line(part.item.title))
        if len(longer) > _PREHEADER_CHARACTERS:
            return f"{text}…"
        text, separator = longer, " · "
    return text


def pace() -> str:
    """How times are reckoned, for the foot of the message."""
    return "Temps de lecture à 240\u00a0mots par minute, le temps de ce courriel non compris."
