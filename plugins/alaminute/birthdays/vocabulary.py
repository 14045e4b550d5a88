"""The words by which authors name channels and kinds, in French and English, and proposals for a mistyped one.

Pure.
"""

import difflib
import re
from collections.abc import Mapping

from alaminute.birthdays.model import Channel, Kind
from alaminute.header import fold

CHANNEL_NAMES: Mapping[str, Channel] = {
    fold(name): channel
    for channel, others in {
        Channel.EMAIL: ("email", "mail", "courriel", "mél"),
        Channel.LETTER: ("lettre", "papier", "poste", "post"),
        Channel.SMS: ("texto", "text"),
        Channel.APP: ("appli", "application mobile", "notification"),
        Channel.SHOP: ("magasin", "boutique", "caisse", "shop", "store"),
        Channel.PHONE: ("phone", "appel"),
        Channel.SOCIAL: ("réseaux sociaux",),
        Channel.WEB: ("site", "web", "site internet"),
    }.items()
    for name in (channel.french, channel.english, *others)
}
KIND_NAMES: Mapping[str, Kind] = {
    fold(name): kind
    for kind, others in {
        Kind.GIFT: ("cadeaux", "gifts"),
        Kind.DISCOUNT: ("réductions", "remise", "discounts"),
        Kind.POINTS: ("point",),
        Kind.CONTENT: ("contenus",),
        Kind.SERVICE: ("services",),
        Kind.WISHES: ("vœu", "voeux", "wish"),
    }.items()
    for name in (kind.french, kind.english, *others)
}


def split_names(text: str) -> list[str]:
    """The single names of « e-mail, courrier et SMS », never none: mere commas come back as they are."""
    return [part.strip() for part in re.split(r"[,;/+]|\s(?:et|and)\s", text) if part.strip()] or [text]


def proposal(typed: str, known: Mapping[str, Channel] | Mapping[str, Kind]) -> str:
    """A sentence that offers the known value nearest to a mistyped one, or lists them all."""
    close = difflib.get_close_matches(fold(typed), known, n=1, cutoff=0.6)
    if close:
        return f"vouliez-vous dire « {known[close[0]].french} » ?"
    return "les valeurs connues sont : " + ", ".join(dict.fromkeys(value.french for value in known.values()))
