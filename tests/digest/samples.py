"""Selections, settings and a desk for tests, told in few words."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alaminute.digest.command import Desk
from alaminute.digest.model import Envelope
from alaminute.digest.reading import read_issue
from alaminute.digest.rendering import message_bytes, render_digest
from alaminute.weeks import Week

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
WEEK = Week(2026, 47)
SENDER, RECIPIENT = "lettre@blog.test", "lecteurs@listes.test"
ENVELOPE = Envelope(SENDER, "À la minute", RECIPIENT, "mailto:lecteurs-leave@listes.test")
VALUES: dict[str, Any] = {
    "SITENAME": "À la minute",
    "SITEURL": "https://blog.test",
    "DEFAULT_LANG": "fr",
    "SELECTION_URL": "lectures/{slug}/",
    "MARKDOWN": {
        "extension_configs": {
            "markdown.extensions.extra": {},
            "markdown.extensions.toc": {},
            "alaminute.theming.markdown_extras": {},
        },
        "output_format": "html5",
    },
    "DIGEST_FROM": SENDER,
}

HEADER = """\
Title: Lectures à la minute : la sélection de la semaine 47
Date: 2026-11-20 07:00
Category: Sélections
Week: 2026-W47
"""

ITEMS = """\

Une semaine dominée par le paiement mobile[^1].

[^1]: Et par [ses frais](https://frais.test/).

## [Formulaires : neuf clefs](https://getelastic.test/quick-order)

- Source : GetElastic
- Langue : en
- Mots : 250
- Publié : 2026-11-17
- Score : 87 (secret)

Neuf clefs, et [un exemple](https://exemple.test/a?b=1&c=2) "vu".

## Catalogue perdu

- Source : Shop.org
- Mots : 2456
- Lien : inconnu

## [Une vidéo](https://video.test/) et [ses diapositives](https://diapos.test/)

- Durée : 10 min 14 s

## [Sans durée](https://inconnue.test/)

- Source : EMarketing

## Et vous ?

Quelles lectures m'avez-vous vu manquer ?
"""


def write_selection(folder: Path, text: str = HEADER + ITEMS, name: str = "2026-W47.md") -> Path:
    """A selection's file in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rendered_bytes(folder: Path, text: str = HEADER + ITEMS, envelope: Envelope = ENVELOPE, **values: Any) -> bytes:
    """The bytes of the message that a selection becomes."""
    issue = read_issue(write_selection(folder, text), {**VALUES, **values}, PARIS)
    return message_bytes(render_digest(issue.digest, envelope, now=NOW.astimezone(PARIS)))


def parsed(data: bytes) -> EmailMessage:
    """The message as a mail reader understands it."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def parts(data: bytes) -> tuple[str, str]:
    """Its text and its HTML, lines ended as in Python."""
    text, html = (part.get_content().replace("\r\n", "\n") for part in parsed(data).iter_parts())
    return text, html


def desk(folder: Path, said: list[str] | None = None, **values: Any) -> Desk:
    """A desk whose selections, outbox and root are below `folder`."""
    told = said if said is not None else []
    changed = {"now": values.pop("now", NOW), "environment": values.pop("environment", {})}
    return Desk(
        values={**VALUES, **values},
        selections=folder / "selections",
        outbox=folder / "digests",
        root=folder,
        zone=PARIS,
        say=told.append,
        **changed,
    )
