"""The command that sends the week's selection by e-mail."""

import os
from pathlib import Path

from alaminute.commands.run import Run
from alaminute.console import lock
from alaminute.digest.command import Desk, send_digest
from alaminute.settings import load_settings
from alaminute.weeks import Week


def digest(
    run: Run,
    production: Path,
    *,
    week: Week | None = None,
    file: Path | None = None,
    eml: Path | None = None,
    dry_run: bool = False,
) -> int:
    """Write the week's selection as an e-mail and, if a server is set, send it once."""
    published, settings = load_settings(production), run.settings
    desk = Desk(
        values=published.all,  # links must work in a mailbox: SITEURL is needed
        selections=settings.content / published.selections_path,
        outbox=settings.store_file.parent / "digests",
        root=production.resolve().parent,
        zone=published.zone,
        now=run.now,
        environment=os.environ,
        say=run.console.say,
    )
    with lock(settings.store_file):
        return send_digest(desk, week=week, file=file, eml=eml, dry_run=dry_run)
