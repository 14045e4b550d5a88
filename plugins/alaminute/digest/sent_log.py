"""What was sent: `sent.tsv` beside the selections, one line added at each step, never one changed.

It lies in the content, not in the store, which may be deleted at any time, and not in the selection's own file, which
is the author's. A line says `week state moment`:

    2026-W47    commencé    2026-11-20T07:00:00+00:00
    2026-W47    envoyé      2026-11-20T07:00:00+00:00

`commencé` is on disk before the server gets the message. If nothing follows it, nobody knows whether it arrived, and
nothing is sent until the author adds a line that says so.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alaminute.errors import ContentError, RecordError, SiteError, os_reason
from alaminute.files import WriteError, shown_path, write_atomically
from alaminute.header import fold, split_lines
from alaminute.weeks import Week, parse_week

NAME = "sent.tsv"
BEGUN, SENT, REFUSED = "commencé", "envoyé", "refusé"
_STATES = {fold(state): state for state in (BEGUN, SENT, REFUSED)}
_HEAD = "# Ce qui a été envoyé, semaine par semaine ; tenu par « invoke digest ». À garder avec les sélections.\n"


@dataclass(frozen=True)
class Step:
    """One line: what is known of one week's message."""

    week: Week
    state: str
    moment: str
    line: int


class UnknownOutcome(SiteError):  # noqa: N818  # a state of things, not a fault
    """A sending that began and of which nobody knows whether it arrived."""


class SentLog:
    """The file that remembers; it need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def is_sent(self, week: Week) -> bool:
        """Whether that week was sent. Raises UnknownOutcome if that is not known, ContentError for a damaged file."""
        steps = [step for step in parse_steps(self._text(), shown_path(self.path)) if step.week == week]
        if any(step.state == SENT for step in steps):
            return True
        if steps and steps[-1].state == BEGUN:
            raise _unknown(shown_path(self.path), steps[-1])
        return False

    def add(self, week: Week, state: str, moment: datetime) -> None:
        """Add a line and have it on the disk before anything else happens. Raises WriteError."""
        text = self._text() or _HEAD
        if not text.endswith("\n"):
            text += "\n"
        write_atomically(self.path, f"{text}{week}\t{state}\t{moment.replace(microsecond=0).isoformat()}\n")

    def _text(self) -> str:
        try:
            return self.path.read_bytes().decode()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise WriteError(f"{shown_path(self.path)} : lecture impossible ({os_reason(error)})") from error
        except UnicodeDecodeError as error:
            raise ContentError([RecordError(shown_path(self.path), 1, "ce fichier n'est pas en UTF-8")]) from error


def parse_steps(text: str, path: str) -> list[Step]:
    """The lines of the file, in order. Raises ContentError: a line that cannot be read might be a sending."""
    steps, problems = [], []
    for number, line in enumerate(split_lines(text.removeprefix("\ufeff")), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        week, state, moment = (*re.split(r"\s+", line.strip(), maxsplit=2), "", "")[:3]
        parsed, known = parse_week(week), _STATES.get(fold(state))
        if parsed is None or known is None:
            hint = f"écrivez « 2026-W47 {SENT} » ou « 2026-W47 {REFUSED} »"
            problems.append(RecordError(path, number, "cette ligne ne dit pas un envoi", quote=line, hint=hint))
        else:
            steps.append(Step(parsed, known, moment, number))
    if problems:
        raise ContentError(problems)
    return steps


def _unknown(path: str, step: Step) -> UnknownOutcome:
    return UnknownOutcome(
        f"{path}:{step.line}: l'envoi de {step.week} a commencé ({step.moment or 'sans date'}), et rien ne dit s'il "
        "est arrivé ; rien n'est envoyé\n"
        f"  → voyez si la liste l'a reçu, puis ajoutez à ce fichier la ligne « {step.week} {SENT} », ou "
        f"« {step.week} {REFUSED} » pour l'envoyer de nouveau"
    )
