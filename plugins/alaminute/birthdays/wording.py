"""The archive in a language: its channels and kinds, days, changes and headings, and the signs of the matrix. Pure.

No-break spaces are in the messages, so that they are right wherever they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from alaminute.birthdays.comparison import Aspect, Change, Section, Status
from alaminute.birthdays.model import Channel, Kind, Message
from alaminute.wording.dates import long_date, short_day
from alaminute.wording.words import Words

# In the matrix: a message by several channels, by an unknown one.
SEVERAL = "+"
UNKNOWN_CHANNEL = "•"


@dataclass(frozen=True)
class ChannelWords:
    """A channel as readers know it: its name, how a message comes by it, and its one letter in the matrix."""

    name: str
    by: str
    letter: str


@dataclass(frozen=True)
class BirthdayWords:
    """What the archive's pages say, but for whole sentences."""

    words: Words

    @cached_property
    def channels(self) -> Mapping[Channel, ChannelWords]:
        """Every channel; no letter comes twice."""
        names, ways, letters = self._channel_names, self._channel_ways, self._channel_letters
        return {channel: ChannelWords(names[channel], ways[channel], letters[channel]) for channel in Channel}

    @cached_property
    def kinds(self) -> Mapping[Kind, str]:
        """Every kind's name."""
        words = self.words
        return {
            Kind.GIFT: words.pgettext("nature", "cadeau"),
            Kind.DISCOUNT: words.pgettext("nature", "réduction"),
            Kind.POINTS: words.pgettext("nature", "points"),
            Kind.CONTENT: words.pgettext("nature", "contenu"),
            Kind.SERVICE: words.pgettext("nature", "service"),
            Kind.WISHES: words.pgettext("nature", "vœux"),
        }

    def channels_of(self, message: Message) -> str:
        """« e-mail, courrier »; empty for a message for which none was noted."""
        return ", ".join(self.channels[channel].name for channel in message.channels)

    def kinds_of(self, message: Message) -> str:
        """« cadeau, points »; empty for none."""
        return ", ".join(self.kinds[kind] for kind in message.kinds)

    def sign(self, message: Message) -> str:
        """The message's sign in the matrix: its channel's letter, or the agreed sign for several or an unknown one."""
        if len(message.channels) > 1:
            return SEVERAL
        return self.channels[message.channels[0]].letter if message.channels else UNKNOWN_CHANNEL

    def day(self, message: Message) -> str:
        """When it came: « le jour même », « 18 jours avant », « le 21 juin 2013 »; empty if that is unknown."""
        if message.days_before is not None:
            return self._distance(message.days_before)
        if message.sent is None:
            return ""
        return self.words.gettext("le\u00a0%(date)s", date=long_date(message.sent, self.words.locale))

    def before(self, change: Change) -> str:
        """What a message was like before the change; never empty."""
        return self._side(change.aspect, change.former)

    def after(self, change: Change) -> str:
        """What a message is like since; never empty."""
        return self._side(change.aspect, change.message)

    def title(self, section: Section) -> str:
        """The heading of a section, for as many brands as it has."""
        count, words = len(section.entries), self.words
        if section.status is not Status.UNKNOWN:
            return _status_titles(words, count)[section.status]
        if section.unknown_year is None:
            return words.ngettext("A écrit", "Ont écrit", count)
        if section.entries[0].message is None:
            return words.gettext("Sans nouvelles en %(year)s, dont l’archive est incomplète", year=section.unknown_year)
        return words.ngettext(
            "Inconnue en %(year)s, dont l’archive est incomplète",
            "Inconnues en %(year)s, dont l’archive est incomplète",
            count,
            year=section.unknown_year,
        )

    def _side(self, aspect: Aspect, message: Message) -> str:
        match aspect:
            case Aspect.OFFER:
                return message.offer or self.words.gettext("aucune offre")
            case Aspect.KIND:
                return self.kinds_of(message)
            case Aspect.CHANNEL:
                return self.channels_of(message)
            case Aspect.DATE:
                return self._short(message)

    def _short(self, message: Message) -> str:
        if message.days_before is None and message.sent:
            return short_day(message.sent, self.words.locale)
        return self._distance(message.days_before or 0)

    def _distance(self, days_before: int) -> str:
        days, words = abs(days_before), self.words
        if days_before == 0:
            return words.gettext("le jour même")
        if days_before > 0:
            return words.ngettext("%(num)s\u00a0jour avant", "%(num)s\u00a0jours avant", days)
        return words.ngettext("%(num)s\u00a0jour après", "%(num)s\u00a0jours après", days)

    @property
    def _channel_names(self) -> Mapping[Channel, str]:
        words = self.words
        return {
            Channel.EMAIL: words.pgettext("canal", "e-mail"),
            Channel.LETTER: words.pgettext("canal", "courrier"),
            Channel.SMS: words.pgettext("canal", "SMS"),
            Channel.APP: words.pgettext("canal", "application"),
            Channel.SHOP: words.pgettext("canal", "point de vente"),
            Channel.PHONE: words.pgettext("canal", "téléphone"),
            Channel.SOCIAL: words.pgettext("canal", "réseau social"),
            Channel.WEB: words.pgettext("canal", "site web"),
        }

    @property
    def _channel_ways(self) -> Mapping[Channel, str]:
        """How one writes by a channel."""
        words = self.words
        return {
            Channel.EMAIL: words.gettext("par e-mail"),
            Channel.LETTER: words.gettext("par courrier"),
            Channel.SMS: words.gettext("par SMS"),
            Channel.APP: words.gettext("par une application"),
            Channel.SHOP: words.gettext("en point de vente"),
            Channel.PHONE: words.gettext("par téléphone"),
            Channel.SOCIAL: words.gettext("sur un réseau social"),
            Channel.WEB: words.gettext("sur un site web"),
        }

    @property
    def _channel_letters(self) -> Mapping[Channel, str]:
        words = self.words
        return {
            Channel.EMAIL: words.pgettext("lettre de « e-mail »", "E"),
            # P as in paper: the C of « courrier » would be read as « carte » or « courriel ».
            Channel.LETTER: words.pgettext("lettre de « courrier »", "P"),
            Channel.SMS: words.pgettext("lettre de « SMS »", "S"),
            Channel.APP: words.pgettext("lettre de « application »", "A"),
            Channel.SHOP: words.pgettext("lettre de « point de vente »", "V"),
            Channel.PHONE: words.pgettext("lettre de « téléphone »", "T"),
            Channel.SOCIAL: words.pgettext("lettre de « réseau social »", "R"),
            Channel.WEB: words.pgettext("lettre de « site web »", "W"),
        }


def birthday_title(year: int, words: Words) -> str:
    """The title of a year's file that begins."""
    return words.gettext("Anniversaire %(year)s", year=year)


def birthday_category(words: Words) -> str:
    """The category of a year's file that begins."""
    return words.pgettext("catégorie", "Anniversaires")


def _status_titles(words: Words, count: int) -> Mapping[Status, str]:
    return {
        Status.CHANGED: words.ngettext("A changé", "Ont changé", count),
        Status.NEW: words.ngettext("Nouvelle", "Nouvelles", count),
        Status.BACK: words.ngettext("De retour", "De retour", count),
        Status.GONE: words.ngettext("N’écrit plus", "N’écrivent plus", count),
        Status.FAITHFUL: words.ngettext("Fidèle à elle-même", "Fidèles à elles-mêmes", count),
        Status.IDENTICAL: words.ngettext("Le même message", "Le même message", count),
    }
