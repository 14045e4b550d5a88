"""What both parts of a digest say in the same words. Pure."""

from alaminute.digest.model import Digest
from alaminute.digest.plain_text import one_line
from alaminute.selections.model import Item, Selection
from alaminute.theming.typography import typeset
from alaminute.wording.dates import long_date, week_days
from alaminute.wording.durations import duration
from alaminute.wording.words import Words

# Sources and titles from here on are cut in a preheader: no client shows more.
_PREHEADER_CHARACTERS = 140


def subject(digest: Digest) -> str:
    """The title on one line, as printers of the site's language set it."""
    return typeset(one_line(digest.selection.title), digest.site.language)


def total_line(selection: Selection, words: Words) -> str:
    """« 7 lectures, 21 min 1 s si vous suivez chaque lien »; empty for a selection without items."""
    count, unknown = len(selection.items), selection.unknown_count
    if not count:
        return ""
    readings = words.ngettext("%(num)s\u00a0lecture", "%(num)s\u00a0lectures", count)
    if unknown == count:
        return f"{readings}, {unknown_time(words)}"
    time = duration(selection.time)
    if unknown:
        return words.ngettext(
            "%(readings)s, %(time)s pour celle dont la durée est connue",
            "%(readings)s, %(time)s pour les %(num)s dont la durée est connue",
            count - unknown,
            readings=readings,
            time=time,
        )
    if all(item.url for item in selection.items):
        return words.gettext("%(readings)s, %(time)s si vous suivez chaque lien", readings=readings, time=time)
    return f"{readings}, {time}"


def time_of(item: Item, words: Words) -> str:
    """« 1 min 4 s », « 10 min 14 s, à voir ou à écouter » or « durée inconnue »."""
    if item.time is None:
        return unknown_time(words)
    shown = duration(item.time)
    return shown if item.duration_seconds is None else words.gettext("%(time)s, à voir ou à écouter", time=shown)


def unknown_time(words: Words) -> str:
    """« durée inconnue »."""
    return words.gettext("durée inconnue")


def provenance(item: Item, words: Words) -> str:
    """« GetElastic, en anglais, 22 février 2010 »: what is known of it."""
    known = [typeset(one_line(item.source), words.language)] if item.source.strip() else []
    if item.language and words.is_foreign(item.language):
        known.append(words.in_language(item.language))
    if item.published:
        known.append(long_date(item.published, words.locale))
    return ", ".join(known)


def week_line(selection: Selection, words: Words) -> str:
    """« Semaine du 16 au 22 novembre 2026 »."""
    return words.gettext("Semaine %(days)s", days=week_days(selection.week, words.locale))


def preheader(digest: Digest) -> str:
    """What a list of messages shows after the subject: the total, then the first titles, cut between two."""
    words = digest.site.words
    text = total_line(digest.selection, words)
    for number, part in enumerate(digest.items):
        title = typeset(one_line(part.item.title), part.item.title_language(words))
        longer = (
            f"{text} · {title}" if number else words.gettext("%(total)s\u00a0: %(titles)s", total=text, titles=title)
        )
        if len(longer) > _PREHEADER_CHARACTERS:
            return f"{text}…"
        text = longer
    return text


def pace(words: Words) -> str:
    """How times are reckoned, for the foot of the message."""
    return words.gettext("Temps de lecture à 240\u00a0mots par minute, le temps de ce courriel non compris.")


def read_online(words: Words) -> str:
    """What the link to the selection's page says."""
    return words.gettext("Lire sur le site")


def unsubscribe(words: Words) -> str:
    """What the way out says."""
    return words.gettext("Se désabonner")
