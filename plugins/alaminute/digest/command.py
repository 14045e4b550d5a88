"""The command `digest`: find the week's selection, render it, keep it as `.eml`, send it once.

    content ─read─▶ Issue ─render─▶ message ─▶ .eml
                                       └─ published, not sent yet ─▶ log « commencé » ─▶ SMTP ─▶ log « envoyé »

The caller holds the lock that keeps two runs apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alaminute.digest.model import Envelope
from alaminute.digest.reading import Issue, check_published, find_issue, read_issue
from alaminute.digest.rendering import message_bytes, render_digest, site_host
from alaminute.digest.sending import NotSentError, credentials, deliver
from alaminute.digest.sent_log import BEGUN, REFUSED, SENT, SentLog
from alaminute.digest.settings import MailServer, digest_settings
from alaminute.errors import SiteError
from alaminute.files import WriteError, shown_path, write_atomically
from alaminute.weeks import Week, week_of


@dataclass(frozen=True)
class Desk:
    """What a digest is made from and where it goes."""

    values: Mapping[str, Any]  # the site's settings, as published: SITEURL is needed
    selections: Path  # the folder of the selections
    outbox: Path  # the folder of the `.eml` files
    root: Path  # what a relative path in the settings is relative to
    zone: ZoneInfo
    now: datetime  # aware
    environment: Mapping[str, str]
    say: Callable[[str], None]


def send_digest(
    desk: Desk, *, week: Week | None = None, file: Path | None = None, eml: Path | None = None, dry_run: bool = False
) -> int:
    """Exit code 0 when the week's message is written and, if a server is set, sent, now or earlier. Raises SiteError.

    `file` names the selection directly, else it is that of `week`, else of the current week. `dry_run` only writes the
    message, even of a draft.
    """
    settings = digest_settings(desk.values)
    site_host(desk.values["SITEURL"])
    path = file or find_issue(desk.selections, week or week_of(desk.now, desk.zone))
    issue = read_issue(path, desk.values, desk.zone)
    log = SentLog(desk.selections)
    if not dry_run:
        check_published(issue, desk.now)
        if log.is_sent(issue.week):
            desk.say(f"{issue.week} : déjà envoyée ({shown_path(log.path)}), rien à faire.")
            return 0
    message = message_bytes(render_digest(issue.digest, settings.envelope, now=desk.now.astimezone(desk.zone)))
    copy = eml or desk.outbox / f"{issue.week}.eml"
    write_atomically(copy, message)
    if dry_run or settings.server is None:
        why = "essai" if dry_run else "DIGEST_SMTP n'est pas réglé"
        desk.say(f"{shown_path(copy)} écrit ; rien n'est envoyé ({why}).")
        return 0
    _send_once(desk, issue, message, settings.envelope, settings.server, log)
    desk.say(f"{issue.week} : envoyée à {settings.envelope.recipient}, copie dans {shown_path(copy)}.")
    return 0


def _send_once(desk: Desk, issue: Issue, message: bytes, envelope: Envelope, server: MailServer, log: SentLog) -> None:
    """Send, with the log a step ahead: whatever breaks off, nothing goes out twice."""
    begun = False

    def begin() -> None:
        nonlocal begun
        log.add(issue.week, BEGUN, desk.now)
        begun = True

    try:
        deliver(
            message,
            sender=envelope.sender,
            recipient=envelope.recipient,
            server=server,
            login=credentials(server, desk.environment, desk.root),
            about_to_send=begin,
        )
    except NotSentError:
        if begun:
            log.add(issue.week, REFUSED, desk.now)
        raise
    try:
        log.add(issue.week, SENT, desk.now)
    except WriteError as error:
        raise SiteError(f"{issue.week} est envoyée, mais il faut l'écrire : {error}") from error
