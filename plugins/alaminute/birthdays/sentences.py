"""The figures of a year in sentences, grammatical for none, one and many. Pure."""

from collections.abc import Mapping

from alaminute.birthdays.comparison import Comparison, Status
from alaminute.birthdays.model import Channel, Year
from alaminute.birthdays.totals import Delta, totals_of
from alaminute.birthdays.wording import BirthdayWords
from alaminute.wording.words import Words


def year_sentences(comparison: Comparison, words: BirthdayWords) -> tuple[str, ...]:
    """The year in figures, never empty."""
    found = (
        year_sentence(comparison.year, words),
        difference_sentence(comparison, words.words),
        changes_sentence(comparison, words.words),
        personal_sentence(comparison.year, words.words),
    )
    return tuple(sentence for sentence in found if sentence)


def year_sentence(year: Year, words: BirthdayWords) -> str:
    """How many brands wrote and how: « 8 marques ont écrit en 2013 : 6 par e-mail et 2 par courrier. »."""
    if year.incomplete:
        return _incomplete_sentence(year, words)
    say, count = words.words, len(year.messages)
    if count == 0:
        return say.gettext("Aucune marque n’a écrit en %(year)s.", year=year.number)
    start = say.ngettext(
        "Une seule marque a écrit en %(year)s", "%(num)s marques ont écrit en %(year)s", count, year=year.number
    )
    return _with_channels(start, year, words)


def difference_sentence(comparison: Comparison, words: Words) -> str:
    """How many more or fewer brands than the year before; empty for the first year of the archive."""
    previous, difference = comparison.previous, comparison.difference
    if previous is None:
        return ""
    if difference is None:
        year = previous if previous.incomplete else comparison.year
        return words.gettext("L’archive de %(year)s est incomplète\u00a0: l’écart ne se chiffre pas.", year=year.number)
    if difference > 0:
        return words.ngettext(
            "Cela fait une marque de plus qu’en %(year)s.",
            "Cela fait %(num)s marques de plus qu’en %(year)s.",
            difference,
            year=previous.number,
        )
    if difference < 0:
        return words.ngettext(
            "Cela fait une marque de moins qu’en %(year)s.",
            "Cela fait %(num)s marques de moins qu’en %(year)s.",
            -difference,
            year=previous.number,
        )
    return words.gettext("C’est autant qu’en %(year)s.", year=previous.number)


def changes_sentence(comparison: Comparison, words: Words) -> str:
    """What became of the brands: « Par rapport à 2012 : 2 ont changé et 1 n’écrit plus. »; empty for the first year."""
    if comparison.previous is None:
        return ""
    number = comparison.previous.number
    counts = {status: comparison.count(status) for status in Status}
    parts = [_became(words, count)[status] for status, count in counts.items() if count]
    if not parts:
        return words.gettext("Par rapport à %(year)s\u00a0: rien à comparer, aucune marque n’a écrit.", year=number)
    return words.gettext("Par rapport à %(year)s\u00a0: %(list)s.", year=number, list=words.enumeration(parts))


def personal_sentence(year: Year, words: Words) -> str:
    """The personal messages; empty if they were not counted."""
    count = year.personal_messages
    if count is None:
        return ""
    if count == 0:
        return words.gettext("Aucun message personnel.")
    return words.ngettext("1 message personnel, compté à part.", "%(num)s messages personnels, comptés à part.", count)


def delta_sentence(delta: Delta, before: int, words: BirthdayWords) -> str:
    """One channel or kind against the year `before`: « Par e-mail : 6 marques, 2 de plus qu’en 2011. »."""
    value, say = delta.value, words.words
    name = words.channels[value].by if isinstance(value, Channel) else words.kinds[value]
    name = name[:1].upper() + name[1:]
    count = say.ngettext("1 marque", "%(num)s marques", delta.now) if delta.now else say.gettext("aucune marque")
    if delta.difference is None:
        return say.gettext("%(name)s\u00a0: %(count)s.", name=name, count=count)
    difference = _difference(delta.difference, before, say)
    return say.gettext("%(name)s\u00a0: %(count)s, %(difference)s.", name=name, count=count, difference=difference)


def _difference(difference: int, before: int, words: Words) -> str:
    if difference > 0:
        return words.ngettext("une de plus qu’en %(year)s", "%(num)s de plus qu’en %(year)s", difference, year=before)
    if difference < 0:
        return words.ngettext(
            "une de moins qu’en %(year)s", "%(num)s de moins qu’en %(year)s", -difference, year=before
        )
    return words.gettext("autant qu’en %(year)s", year=before)


def _became(words: Words, count: int) -> Mapping[Status, str]:
    """What became of so many brands, as a part of a sentence that has said the year before."""
    return {
        Status.CHANGED: words.ngettext("1 a changé", "%(num)s ont changé", count),
        Status.NEW: words.ngettext("1 est nouvelle", "%(num)s sont nouvelles", count),
        Status.BACK: words.ngettext("1 est de retour", "%(num)s sont de retour", count),
        Status.GONE: words.ngettext("1 n’écrit plus", "%(num)s n’écrivent plus", count),
        Status.FAITHFUL: words.ngettext("1 est fidèle à elle-même", "%(num)s sont fidèles à elles-mêmes", count),
        Status.IDENTICAL: words.ngettext("1 a renvoyé le même message", "%(num)s ont renvoyé le même message", count),
        Status.UNKNOWN: words.ngettext("1 ne peut pas être comparée", "%(num)s ne peuvent pas être comparées", count),
    }


def _incomplete_sentence(year: Year, words: BirthdayWords) -> str:
    say, count = words.words, len(year.messages)
    if count == 0:
        return say.gettext(
            "L’archive de %(year)s est incomplète\u00a0: aucune marque n’y figure encore.", year=year.number
        )
    start = say.ngettext(
        "On sait qu’une marque a écrit en %(year)s",
        "On sait que %(num)s marques ont écrit en %(year)s",
        count,
        year=year.number,
    )
    incomplete = say.gettext("L’archive de cette année est incomplète.")
    return f"{_with_channels(start, year, words)} {incomplete}"


def _with_channels(start: str, year: Year, words: BirthdayWords) -> str:
    """The sentence that begins so, ended by the channels of a year in which at least one brand wrote."""
    say, totals = words.words, totals_of(year)
    counts = [(words.channels[channel].by, count) for channel, count in totals.channels.items()]
    if totals.without_channel:
        counts.append((say.gettext("par un canal inconnu"), totals.without_channel))
    ways = [way for way, _ in counts]
    if len(year.messages) == 1:
        return say.gettext("%(start)s, %(ways)s.", start=start, ways=say.enumeration(ways))
    if len(ways) == 1:
        return say.gettext("%(start)s, toutes %(way)s.", start=start, way=ways[0])
    parts = [say.gettext("%(number)s %(way)s", number=say.number(count), way=way) for way, count in counts]
    listed = say.enumeration(parts)
    if any(len(message.channels) > 1 for message in year.messages):
        return say.gettext("%(start)s\u00a0: %(list)s, parfois par plusieurs canaux.", start=start, list=listed)
    return say.gettext("%(start)s\u00a0: %(list)s.", start=start, list=listed)
