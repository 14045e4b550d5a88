"""Commands that begin or add to the author's files: new ones, and brands' e-mails."""

from collections.abc import Sequence
from pathlib import Path

from alaminute import scaffolding
from alaminute.birthdays.mail_import import ImportPlan, import_mails, parse_birthday
from alaminute.commands.run import Run
from alaminute.console import DONE, write_report
from alaminute.errors import SettingsError
from alaminute.files import shown_path
from alaminute.weeks import Week, week_of


def import_birthday(
    run: Run, sources: Sequence[Path], *, birthday: str | None = None, report: str | None = None
) -> int:
    """Add brands' e-mails to the birthday years' files; 1 if there were mails and not one could be read."""
    if not sources:
        raise SettingsError("import-birthday : nommez au moins un fichier .eml, un mbox ou un dossier Maildir")
    day = parse_birthday(birthday) if birthday else None
    if birthday and day is None:
        raise SettingsError(f"--birthday {birthday} : écrivez un jour comme 06-21 ou 21/06")
    settings = run.settings
    folder = settings.content / settings.all.get("BIRTHDAYS_PATH", "birthdays")
    people = tuple(name for name in [settings.all.get("AUTHOR")] if name)
    imported = import_mails(sources, ImportPlan(folder, settings.zone, day, people, settings.words))
    write_report(report, imported.to_json())
    say = run.console.warn if imported.exit_code else run.console.say
    say(*imported.summary_lines())
    return imported.exit_code


def new(run: Run, kind: str, *, title: str | None = None, week: Week | None = None, year: int | None = None) -> int:
    """Begin a file of that kind and say where it is; never over one that exists."""
    settings = run.settings
    when = run.now.astimezone(settings.zone)
    if kind == "post":
        if not title:
            raise SettingsError('new post : donnez le titre, par exemple --title "Éloge du ticket de caisse"')
        category = settings.all.get("DEFAULT_CATEGORY", "Divers")
        name, text = scaffolding.new_post(" ".join(title.split()), when=when, category=category, words=settings.words)
    elif kind == "selection":
        week = week or week_of(run.now, settings.zone)
        name, text = scaffolding.new_selection(week, when=when, folder=settings.selections_path, style=settings.style)
    elif kind == "birthday":
        folder = settings.all.get("BIRTHDAYS_PATH", "birthdays")
        name, text = scaffolding.new_birthday(year or when.year, when=when, folder=folder, words=settings.words)
    else:
        raise SettingsError(f"new {kind} : choisissez post, selection ou birthday")
    path = scaffolding.save_new(settings.content, name, text)
    run.console.say(f"{shown_path(path)} est prêt, en brouillon : « Status: published » le publiera.")
    return DONE
