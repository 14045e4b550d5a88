"""Commands on the site: look for faults, build, publish."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from alaminute.building import build_site
from alaminute.checking import check_content
from alaminute.commands.run import Run
from alaminute.console import DONE, WRONG, lock
from alaminute.errors import ContentError, SettingsError
from alaminute.files import shown_path
from alaminute.publishing import publish_site
from alaminute.settings import load_settings

# `invoke live` builds at every change, of a draft that cron writes too: the one waits for the other.
_PATIENCE_SECONDS = 600


def check(run: Run) -> int:
    """Lint the content; 1 if anything is wrong with it."""
    checked = check_content(run.settings.content, run.settings.all)
    run.console.warn(*(str(problem) for problem in checked.problems))
    faults = len(checked.problems)
    if faults:
        run.console.warn(f"{faults} faute{'s' * (faults > 1)} à corriger.")
        return WRONG
    run.console.say(*checked.proposals)
    run.console.say(f"{checked.files} fichiers lus dans {shown_path(run.settings.content)}, rien à corriger.")
    return DONE


def build(run: Run, settings_file: Path) -> int:
    """Build the site, if its content is right."""
    content, output = run.settings.content, run.settings.output
    if not content.is_dir():
        raise SettingsError(f"{shown_path(content)} : ce dossier n'existe pas")
    _refuse_faults(run)
    with _building(run):
        built = build_site(content, output, settings_file, say=run.console.say)
    run.console.say(*_first(built.warnings))
    run.console.conclude(f"{built.pages} pages dans {shown_path(output)}/.")
    return DONE


def _building(run: Run) -> AbstractContextManager[None]:
    """The right to build this site, which one process has at a time."""
    return lock(run.settings.store_file.with_name("site"), wait_seconds=_PATIENCE_SECONDS)


def _refuse_faults(run: Run) -> None:
    checked = check_content(run.settings.content, run.settings.all)
    if checked.problems:
        raise ContentError(list(checked.problems))


def _first(warnings: Sequence[str], most: int = 20) -> list[str]:
    rest = len(warnings) - most
    return [*warnings[:most], *([f"… et {rest} autres avertissements."] if rest > 0 else [])]


def publish(run: Run, settings_file: Path) -> int:
    """Build the published site, look it over, swap it in and hand it over."""
    production = load_settings(settings_file)
    _refuse_faults(run)
    with _building(run):
        published = publish_site(
            run.settings.content,
            run.settings.store_file.parent / "public",
            settings_file,
            production.all,
            now=run.now,
            say=run.console.say,
        )
    run.console.say(*_first(published.warnings))
    run.console.conclude(f"{published.pages} pages publiées : {shown_path(published.folder)}/.")
    return DONE
