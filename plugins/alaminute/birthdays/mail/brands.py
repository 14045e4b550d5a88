"""Whose mail this is: the archive's own name for a known sender, else the best one that the mail gives. Pure."""

import re
from collections.abc import Mapping

from alaminute.birthdays.model import Brand

# What stands in a sender's name beside the brand, and is never a brand's own word (« Club », « News » are).
_NOISE = re.compile(
    r"\b(?:newsletters?|no[- ]?reply|ne[- ]pas[- ]r[ée]pondre|(?:service|relations?) (?:aux? |des? )?clients?"
    r"|l['’][ée]quipe|via .*)(?!\w)",
    re.IGNORECASE,
)
# Second-level names under which others register theirs: brand.co.uk, brand.com.fr.
_SHARED = {"co", "com", "org", "net", "gouv", "asso", "ac", "gov"}


def brand_of(sender_name: str, sender_address: str, known: Mapping[str, Brand]) -> Brand:
    """The brand that sent a mail. `known` are brands by key, those of former names and headings included.

    The whole display name is looked up first, then its words, the longest known run of them, then the domain.
    """
    return (
        known.get(Brand(sender_name).key if sender_name else "")
        or _known_run(sender_name, known)
        or known.get(Brand(domain_name(sender_address)).key)
        or Brand(_cleaned(sender_name) or domain_name(sender_address).capitalize() or "Expéditeur inconnu")
    )


def domain_name(address: str) -> str:
    """The registered name in an address: `sncf` of `info@mail.sncf.com`; empty if there is none."""
    labels = address.rpartition("@")[2].lower().split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SHARED:
        labels.pop()
    return labels[-1] if labels else ""


def _known_run(name: str, known: Mapping[str, Brand]) -> Brand | None:
    words = re.findall(r"[\w'’&.-]+", name)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            found = known.get(Brand(" ".join(words[start : start + length])).key)
            if found:
                return found
    return None


def _cleaned(name: str) -> str:
    """The display name without what is not the brand; empty for an address or for noise alone."""
    if "@" in name:
        return ""
    text = " ".join(_NOISE.sub(" ", name).split()).strip(" -–|,:@·•")
    return re.sub(r"^(?:de|d['’]|le|la|les)\s+(?=[A-ZÀ-Ý])", "", text) if text != name else text
