"""What cron runs: the other commands one after the other, under one lock, with one log and one exit code."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alaminute.commands.drafts import draft_week
from alaminute.commands.feeds import collect_feeds
from alaminute.commands.run import Run
from alaminute.commands.site import build, publish
from alaminute.console import DONE, Log, lock
from alaminute.weeks import Week


@dataclass(frozen=True)
class SettingsFiles:
    """The settings of the site on one's own machine, and as published."""

    local: Path
    production: Path


def weekly(run: Run, files: SettingsFiles, *, week: Callable[[], Week], publishing: bool = False) -> int:
    """Collect, draft, build and, if asked, publish; each step leaves a line in the log beside the store.

    `week` says which week to draft; what it raises is logged before anything is done. Without any feed there is nothing
    new to say: the rest is left for the next run.
    """
    with lock(run.settings.store_file):
        log = Log(run.settings.store_file.with_name("weekly.log"), run.settings.zone, run.console)
        drafted = log.checked("options", week)
        steps: list[tuple[str, Callable[[], int]]] = [
            ("collecte", lambda: collect_feeds(run)),
            ("sélection", lambda: draft_week(run, week=drafted)),
            ("site", lambda: build(run, files.local)),
        ]
        if publishing:
            steps.append(("publication", lambda: publish(run, files.production)))
        for name, step in steps:
            if code := log.step(name, step):
                return code
    return DONE
