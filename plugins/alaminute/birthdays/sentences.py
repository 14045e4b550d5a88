"""The figures of a year in French sentences, grammatical for none, one and many.

Pure. No-break spaces are written here, so that the sentences are right wherever they are shown.
"""

from collections.abc import Sequence

from alaminute.birthdays.comparison import Comparison, Status
from alaminute.birthdays.model import Channel, Year
from alaminute.birthdays.totals import Delta, totals_of

COLON = "\u00a0: "

# For one brand, for several; {n} is the number.
_STATUS_WORDS = {
    Status.CHANGED: ("1 a changé", "{n} ont changé"),
    Status.NEW: ("1 est nouvelle", "{n} sont nouvelles"),
    Status.BACK: ("1 est de retour", "{n} sont de retour"),
    Status.GONE: ("1 n'écrit plus", "{n} n'écrivent plus"),
    Status.FAITHFUL: ("1 est fidèle à elle-même", "{n} sont fidèles à elles-mêmes"),
    Status.IDENTICAL: ("1 a renvoyé le même message", "{n} ont renvoyé le même message"),
    Status.UNKNOWN: ("1 ne peut pas être comparée", "{n} ne peuvent pas être comparées"),
}


def year_sentence(year: Year) -> str:
    """How many brands wrote and how: « 8 marques ont écrit en 2013 : 6 par e-mail et 2 par courrier. »."""
    if year.incomplete:
        return _incomplete_sentence(year)
    count = len(year.messages)
    if count == 0:
        return f"Aucune marque n'a écrit en {year.number}."
    subject = "Une seule marque a écrit" if count == 1 else f"{count} marques ont écrit"
    return f"{subject} en {year.number}{_channels(year)}."


def difference_sentence(comparison: Comparison) -> str:
    """How many more or fewer brands than the year before; empty for the first year of the archive."""
    previous = comparison.previous
    if previous is None:
        return ""
    difference = comparison.difference
    if difference is None:
        incomplete = previous.number if previous.incomplete else comparison.year.number
        return f"L'archive de {incomplete} est incomplète{COLON}l'écart ne se chiffre pas."
    start = "Cela fait" if difference else "C'est"
    return f"{start} {_more_or_fewer(difference, ' marque')} qu'en {previous.number}."


def changes_sentence(comparison: Comparison) -> str:
    """What became of the brands: « Par rapport à 2012 : 2 ont changé et 1 n'écrit plus. »; empty for the first year."""
    if comparison.previous is None:
        return ""
    parts = [
        one if count == 1 else many.format(n=count)
        for status, (one, many) in _STATUS_WORDS.items()
        if (count := comparison.count(status))
    ]
    start = f"Par rapport à {comparison.previous.number}{COLON}"
    return f"{start}{enumeration(parts)}." if parts else f"{start}rien à comparer, aucune marque n'a écrit."


def personal_sentence(year: Year) -> str:
    """The personal messages; empty if they were not counted."""
    count = year.personal_messages
    if count is None:
        return ""
    if count == 0:
        return "Aucun message personnel."
    return "1 message personnel, compté à part." if count == 1 else f"{count} messages personnels, comptés à part."


def delta_sentence(delta: Delta, before: int) -> str:
    """One channel or kind against the year `before`: « Par e-mail : 6 marques, 2 de plus qu'en 2011. »."""
    name = delta.value.by if isinstance(delta.value, Channel) else delta.value.french
    count = {0: "aucune marque", 1: "1 marque"}.get(delta.now, f"{delta.now} marques")
    start = f"{name[0].upper()}{name[1:]}{COLON}{count}"
    if delta.difference is None:
        return f"{start}."
    return f"{start}, {_more_or_fewer(delta.difference)} qu'en {before}."


def enumeration(parts: Sequence[str]) -> str:
    """« a, b et c »; empty for nothing."""
    return " et ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _more_or_fewer(difference: int, noun: str = "") -> str:
    if difference == 0:
        return "autant"
    count = abs(difference)
    number = f"une{noun}" if count == 1 else f"{count}{noun and noun + 's'}"
    return f"{number} de {'plus' if difference > 0 else 'moins'}"


def _incomplete_sentence(year: Year) -> str:
    count = len(year.messages)
    if count == 0:
        return f"L'archive de {year.number} est incomplète{COLON}aucune marque n'y figure encore."
    known = "On sait qu'une marque a écrit" if count == 1 else f"On sait que {count} marques ont écrit"
    return f"{known} en {year.number}{_channels(year)}. L'archive de cette année est incomplète."


def _channels(year: Year) -> str:
    """By what channels, as the end of a sentence without its full stop."""
    totals = totals_of(year)
    parts = [(channel.by, count) for channel, count in totals.channels.items()]
    if totals.without_channel:
        parts.append(("par un canal inconnu", totals.without_channel))
    if len(year.messages) == 1:
        return f", {enumeration([by for by, _ in parts])}"
    if len(parts) == 1:
        return f", toutes {parts[0][0]}"
    several = any(len(message.channels) > 1 for message in year.messages)
    listed = enumeration([f"{count} {by}" for by, count in parts])
    return f"{COLON}{listed}{', parfois par plusieurs canaux' if several else ''}"
