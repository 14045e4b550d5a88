"""Mail → the draft of a record, as the author would begin it, and nothing personal in it. Pure.

What is guessed (offer, kind) is only a beginning: the author reads the file before it is published.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from alaminute.birthdays.mail.brands import brand_of
from alaminute.birthdays.mail.pictures import Picture, main_picture
from alaminute.birthdays.mail.reading import Mail
from alaminute.birthdays.mail.scrubbing import scrubbed
from alaminute.birthdays.model import Brand, Channel, Kind
from alaminute.markdown_text import literal
from alaminute.records import format_record
from alaminute.wording.words import Words

# In the order in which they decide: « 20 points offerts » are points.
_KINDS = (
    (Kind.POINTS, re.compile(r"\bpoints?\b", re.IGNORECASE)),
    (
        Kind.DISCOUNT,
        re.compile(
            r"\d\s*(?:%|€|euros?\b)|\b(?:remises?|r[ée]ductions?|livraison|bons? d['’e]|promo\w*)", re.IGNORECASE
        ),
    ),
    (Kind.GIFT, re.compile(r"\b(?:cadeaux?|offert\w*|gratuit\w*|surprises?)\b", re.IGNORECASE)),
)
# A line longer than that is a paragraph or the small print.
_LONGEST_OFFER = 120
_LONGEST_NAME = 80
_MARK = "<!-- e-mail {} -->"
_MARKS = re.compile(r"<!-- e-mail ([0-9a-f]{16}) -->")


@dataclass(frozen=True)
class MailDraft:
    """What a mail becomes: `year` is that of the birthday it was sent for, `mark` tells it again without naming it."""

    brand: Brand
    sent: date
    year: int
    subject: str
    offer: str | None
    kind: Kind | None
    picture: Picture | None
    mark: str

    def record(self, visual: str | None, words: Words) -> str:
        """The record's Markdown; `visual` is where the picture was saved, beside the year's file."""
        fields = [("Canal", Channel.EMAIL.french), ("Date", self.sent.isoformat())]
        if self.offer:
            fields.append(("Offre", self.offer))
        if self.kind:
            fields.append(("Nature", self.kind.french))
        if visual:
            fields.append(("Visuel", visual))
        body = _MARK.format(self.mark)
        if self.subject:
            subject = words.gettext("Objet : « %(subject)s »", subject=literal(self.subject))
            body = f"{subject}\n\n{body}"
        return format_record(_heading(self.brand.name), fields, body)


def draft_of(
    mail: Mail, known: Mapping[str, Brand], birthday: tuple[int, int] | None, zone: ZoneInfo, people: Sequence[str] = ()
) -> MailDraft:
    """The draft of a mail. `birthday` is (month, day), `people` the author's names beside those that the mail shows."""
    brand = brand_of(mail.sender_name[:_LONGEST_NAME].strip(), mail.sender_address, known)
    sent = mail.sent.astimezone(zone).date() if mail.sent.tzinfo else mail.sent.date()
    everyone = (*people, *mail.people)
    subject = scrubbed(mail.subject, everyone, brand.name)
    lines = [subject, *(scrubbed(line, everyone, brand.name) for line in mail.text.split("\n"))]
    offer, kind = _offer(lines)
    identity = mail.message_id or f"{mail.sender_address} {mail.sent.isoformat()} {mail.subject}"
    mark = hashlib.sha256(identity.encode(errors="replace")).hexdigest()[:16]
    return MailDraft(
        brand, sent, _birthday_year(sent, birthday), subject, offer, kind, main_picture(mail.pictures), mark
    )


def marks_in(text: str) -> set[str]:
    """The marks of the mails that a year's file was made from."""
    return set(_MARKS.findall(text))


def _heading(name: str) -> str:
    """The name as a heading's Markdown, which would drop a backslash or a hash at its end."""
    text = literal(name)
    if text.endswith("\\"):
        return f"{text[:-2]}&#92;"
    return f"{text[:-1]}&#35;" if text.endswith("#") else text


def _offer(lines: Sequence[str]) -> tuple[str | None, Kind | None]:
    """The first short line that offers something, and what kind of thing it is."""
    for line in lines:
        kind = next((kind for kind, pattern in _KINDS if pattern.search(line)), None)
        if kind and len(line) <= _LONGEST_OFFER:
            return line, kind
    return None, None


def _birthday_year(sent: date, birthday: tuple[int, int] | None) -> int:
    """The year of the birthday nearest to that day: a mail of December may be for January."""
    if birthday is None:
        return sent.year
    month, day = birthday
    # The first of March stands for a 29 February that the year does not have.
    days = [_day(sent.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(days, key=lambda other: abs(other - sent)).year


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1) + timedelta(days=1)
