"""What the archive proposes and only the author decides: repeated messages (`Identique`), forgotten fields. Pure.

Of messages, the offer, the text and the visual are compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alaminute.birthdays.comparison import differences, normalised
from alaminute.birthdays.model import Archive, Brand, Message, Year
from alaminute.birthdays.visual_hash import are_same

# A shorter text (« Merci ! ») is the same by chance.
_MIN_WORDS = 5


@dataclass(frozen=True)
class Proposal:
    """A message that may repeat the brand's latest one before it, of the year `former`. `reason` is in French."""

    year: int
    former: int
    message: Message
    reason: str

    def __str__(self) -> str:
        """The proposal with its place and the line that would confirm it."""
        place = f"{self.message.path}:{self.message.line}"
        name = self.message.brand.name
        return (
            f"{place}: « {name} » : {self.reason} qu'en {self.former}\n"
            f"  → si c'est le même message, ajoutez « - Identique : {self.former} »"
        )


def proposals(archive: Archive, visuals: Mapping[tuple[int, str], int] | None = None) -> Iterator[Proposal]:
    """Every likely repetition that the author has not noted, by year and in the author's order.

    `visuals` are fingerprints of the messages' pictures, by year and brand key. Where anything noted differs (channel,
    kind, date) and the visual does too, nothing is proposed: the comparison tells it already.
    """
    visuals = visuals or {}
    latest: dict[str, tuple[Year, Message]] = {}
    for year in archive:
        for message in year.messages:
            before = latest.get(message.brand.key)
            if before and (reason := _same_visual(visuals, year, message, *before) or _reason(year, message, *before)):
                yield Proposal(year.number, before[0].number, message, reason)
            latest[message.brand.key] = year, message


def forgotten_fields(archive: Archive) -> Iterator[str]:
    """Headings of mere prose that name a brand: perhaps its list of fields was forgotten, and it is not counted."""
    for year in archive:
        for aside in year.asides:
            brand = archive.brands.get(Brand(aside.heading).key)
            if brand:
                reason = f"« {aside.heading} » n'a aucun champ : la marque n'est pas comptée cette année"
                hint = "si elle a écrit, ajoutez « - Canal : … » sous le titre"
                yield f"{aside.path}:{aside.line}: {reason}\n  → {hint}"


def _same_visual(
    visuals: Mapping[tuple[int, str], int], year: Year, message: Message, former_year: Year, former: Message
) -> str:
    one = visuals.get((year.number, message.brand.key))
    other = visuals.get((former_year.number, former.brand.key))
    same = one is not None and other is not None and are_same(one, other)
    return "même visuel" if same and not message.identical else ""


def _reason(year: Year, message: Message, former_year: Year, former: Message) -> str:
    """Why they may be one message, in French; empty if they are not, or if the author has judged."""
    if message.identical or differences(year, message, former_year, former):
        return ""
    text = normalised(message.body)
    if len(text.split()) >= _MIN_WORDS and text == normalised(former.body):
        return "même texte"
    # An offer that the year before leaves empty is no difference, but nothing in common either.
    return "même offre" if message.offer and former.offer else ""
