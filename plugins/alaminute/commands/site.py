"""Commands on the site: look for faults, build, publish."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from alaminute.building import build_site
from alaminute.checking import check_content
from alaminute.commands.run import Run
from alaminute.console import DONE, WRONG, lock
from alaminute.errors import ContentError, SettingsError
from alaminute.files import shown_path, write_atomically
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
    _say_warnings(run, built.warnings)
    run.console.conclude(f"{built.pages} pages dans {shown_path(output)}/.")
    return DONE


def _building(run: Run) -> AbstractContextManager[None]:
    """The right to build this site, which one process has at a time."""
    return lock(run.settings.store_file.with_name("site"), wait_seconds=_PATIENCE_SECONDS)


def _refuse_faults(run: Run) -> None:
    checked = check_content(run.settings.content, run.settings.all)
    if checked.problems:
        raise ContentError(list(checked.problems))


def _say_warnings(run: Run, warnings: Sequence[str], most: int = 20) -> None:
    """The first, and a file with all: a blog that moved here may have hundreds to go through."""
    file = run.settings.store_file.with_name("avertissements.txt")
    run.console.say(*warnings[:most])
    if (rest := len(warnings) - most) > 0:
        write_atomically(file, "".join(f"{warning}\n" for warning in warnings))
        run.console.say(f"… et {rest} autre{'s' * (rest > 1)} ; les {len(warnings)} sont dans {shown_path(file)}.")


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
    _say_warnings(run, published.warnings)
    run.console.conclude(f"{published.pages} pages publiées : {shown_path(published.folder)}/.")
    return DONE
