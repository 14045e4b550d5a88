"""Every command of the project: parses arguments, fixes `now`, calls, and exits with the code it gets.

`invoke --list` names them, `invoke --help NAME` tells a command's options. What they do is in `alaminute.commands`.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from invoke.context import Context
from invoke.parser import Parser
from invoke.tasks import task

from alaminute import previewing
from alaminute.commands import feeds as feed_commands
from alaminute.commands import files
from alaminute.commands.digests import digest as digest_command
from alaminute.commands.drafts import Change, draft_week
from alaminute.commands.run import Run
from alaminute.commands.site import build as build_command
from alaminute.commands.site import check as check_command
from alaminute.commands.site import publish as publish_command
from alaminute.commands.weekly import SettingsFiles
from alaminute.commands.weekly import weekly as weekly_command
from alaminute.commands.words import update_words
from alaminute.console import Console, exit_codes, files_as_options, interruptible, listed, speak_utf8
from alaminute.demo.showing import show
from alaminute.errors import SettingsError
from alaminute.settings import load_settings
from alaminute.weeks import Week, parse_day, parse_week, week_due, week_of

ROOT = Path(__file__).resolve().parent
LOCAL, PRODUCTION = ROOT / "pelicanconf.py", ROOT / "publishconf.py"

_STORE = "the store's file (default: STORE_FILE of pelicanconf.py)"
_FEEDS = "the reading list, OPML (default: FEEDS_FILE of pelicanconf.py)"
_CONTENT = "the content folder (default: PATH of pelicanconf.py)"
_OUTPUT = "where the site goes (default: OUTPUT_PATH of pelicanconf.py)"
_NOW = "the moment to work at, ISO 8601; without zone it is the site's (default: now)"
_WEEK = "an ISO week such as 2026-W47 (default: the current one)"
_HOSTS = "HOST or HOST:PORT that may be on this machine or a private network; may be given several times"
_REPORT = "write a report as JSON to this file"
_QUIET = "print only what needs a person"

# invoke has no arguments of any number (`import-birthday *.eml`): they become options before it parses them.
_FILE_OPTIONS = ("--birthday", "--content", "--report")


_parse_argv = Parser.parse_argv
Parser.parse_argv = lambda parser, argv: _parse_argv(  # type: ignore[method-assign, assignment]
    parser, files_as_options(argv, "import-birthday", _FILE_OPTIONS)
)


def _finish(run: Callable[[Console], int], *, quiet: bool) -> None:
    speak_utf8()
    console = Console(quiet=quiet)
    with interruptible(console), exit_codes(console):
        sys.exit(run(console))


def _run(console: Console, now: str | None = None, allow_host: Iterable[str] | None = None) -> Run:
    settings = load_settings(LOCAL)
    moment = _moment(now) if now else datetime.now(UTC)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=settings.zone)
    return Run(settings, console, aware.astimezone(UTC), tuple(listed(allow_host or ())))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"--now {text} : écrivez un moment comme 2026-11-20T07:00") from error


def _week(text: str | None) -> Week | None:
    week = parse_week(text) if text else None
    if text and week is None:
        raise SettingsError(f"--week {text} : écrivez une semaine ISO comme 2026-W47")
    return week


def _week_of_run(run: Run, week: str | None, due: str | None) -> Week:
    """The week that is named, else that of the day on which the run was due, else the current one."""
    if named := _week(week):
        return named
    if due is None:
        return week_of(run.now, run.settings.zone)
    day = parse_day(due)
    if day is None:
        raise SettingsError(f"--due {due} : écrivez un jour de la semaine comme friday ou vendredi")
    return week_due(run.now, run.settings.zone, day)


def _number(text: str | None, option: str) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise SettingsError(f"--{option} {text} : écrivez un nombre entier, à partir de 1")
    return int(text)


@task(
    iterable=["allow_host"],
    help={
        "feeds": _FEEDS,
        "store": _STORE,
        "allow-host": _HOSTS,
        "report": _REPORT,
        "force": "ask feeds that are still fresh too",
        "now": _NOW,
        "quiet": _QUIET,
    },
)
def collect(
    _: Context,
    feeds: str | None = None,
    store: str | None = None,
    allow_host: Iterable[str] | None = None,
    report: str | None = None,
    force: bool = False,
    now: str | None = None,
    quiet: bool = False,
) -> None:
    """Fetch the feeds that are due into the store."""

    def run(console: Console) -> int:
        return feed_commands.collect_feeds(
            _run(console, now, allow_host).on(feeds=feeds, store=store), force=force, report=report
        )

    _finish(run, quiet=quiet)


@task(
    iterable=["allow_host"],
    help={
        "suggest": "say what to change in the reading list: dead, moved and silent feeds; changes nothing",
        "add": "append the feed behind this address to the reading list",
        "feeds": _FEEDS,
        "store": _STORE,
        "content": _CONTENT,
        "allow-host": _HOSTS,
    },
)
def feeds(
    _: Context,
    suggest: bool = False,
    add: str | None = None,
    feeds: str | None = None,
    store: str | None = None,
    content: str | None = None,
    allow_host: Iterable[str] | None = None,
) -> None:
    """Show the health of every feed, worst first."""

    def run(console: Console) -> int:
        here = _run(console, allow_host=allow_host).on(feeds=feeds, store=store, content=content)
        return feed_commands.add(here, add) if add else feed_commands.feed_health(here, suggest=suggest)

    _finish(run, quiet=False)


@task(
    iterable=["allow_host"],
    help={
        "week": _WEEK,
        "now": _NOW,
        "feeds": _FEEDS,
        "store": _STORE,
        "content": _CONTENT,
        "minutes": "at most so many minutes of reading (default: SELECTION_MINUTES)",
        "max-items": "at most so many items (default: SELECTION_ITEMS)",
        "refresh": "add news below what is there, and measure items that you added without a time",
        "take": "add the entry with this address, whatever its score",
        "drop": "take out the item with this address, unless you have edited it",
        "explain": "say why this address is, or is not, in the selection; writes nothing",
        "allow-host": _HOSTS,
        "report": _REPORT,
        "quiet": _QUIET,
    },
)
def draft(
    _: Context,
    week: str | None = None,
    now: str | None = None,
    feeds: str | None = None,
    store: str | None = None,
    content: str | None = None,
    minutes: str | None = None,
    max_items: str | None = None,
    refresh: bool = False,
    take: str | None = None,
    drop: str | None = None,
    explain: str | None = None,
    allow_host: Iterable[str] | None = None,
    report: str | None = None,
    quiet: bool = False,
) -> None:
    """Write the week's selection into content/selections, unless the week has its file."""

    def run(console: Console) -> int:
        here = _run(console, now, allow_host).on(feeds=feeds, store=store, content=content)
        limited = here.within(minutes=_number(minutes, "minutes"), items=_number(max_items, "max-items"))
        change = Change(refresh=refresh, take=take, drop=drop, explain=explain)
        return draft_week(limited, week=_week(week), change=change, report=report)

    _finish(run, quiet=quiet)


@task(
    help={
        "content": _CONTENT,
        "output": _OUTPUT,
        "production": "as published: with SITEURL, without drafts",
        "quiet": _QUIET,
    }
)
def build(
    _: Context, content: str | None = None, output: str | None = None, production: bool = False, quiet: bool = False
) -> None:
    """Check the content and build the site, offline; on any error the former site stays."""

    def run(console: Console) -> int:
        here = _run(console).on(content=content, output=output)
        return build_command(here, PRODUCTION if production else LOCAL)

    _finish(run, quiet=quiet)


@task(
    iterable=["allow_host"],
    help={
        "week": f"{_WEEK}; one that was missed is made up for",
        "due": "the weekday that this runs on, such as friday: a run some days late drafts the week that it missed",
        "now": _NOW,
        "allow-host": _HOSTS,
        "autopublish": "the new selection is no draft (default: SELECTION_AUTOPUBLISH)",
        "publish": "publish the site after the build",
        "quiet": _QUIET,
    },
)
def weekly(
    _: Context,
    week: str | None = None,
    due: str | None = None,
    now: str | None = None,
    allow_host: Iterable[str] | None = None,
    autopublish: bool = False,
    publish: bool = False,
    quiet: bool = False,
) -> None:
    """What cron runs: collect, draft the week's selection, build, and publish if asked."""

    def run(console: Console) -> int:
        here = _run(console, now, allow_host)
        here = here.autopublishing() if autopublish else here
        chosen = partial(_week_of_run, here, week, due)
        return weekly_command(here, SettingsFiles(LOCAL, PRODUCTION), week=chosen, publishing=publish)

    _finish(run, quiet=quiet)


@task(
    help={
        "week": _WEEK,
        "file": "the selection's file, instead of a week",
        "eml": "where to write the message (default: var/digests/WEEK.eml)",
        "dry-run": "only write the message, even of a draft",
        "content": _CONTENT,
        "now": _NOW,
        "quiet": _QUIET,
    }
)
def digest(
    _: Context,
    week: str | None = None,
    file: str | None = None,
    eml: str | None = None,
    dry_run: bool = False,
    content: str | None = None,
    now: str | None = None,
    quiet: bool = False,
) -> None:
    """Send the week's selection as an e-mail, once; without DIGEST_SMTP only write it."""

    def run(console: Console) -> int:
        return digest_command(
            _run(console, now).on(content=content),
            PRODUCTION,
            week=_week(week),
            file=Path(file).absolute() if file else None,
            eml=Path(eml).absolute() if eml else None,
            dry_run=dry_run,
        )

    _finish(run, quiet=quiet)


@task(help={"content": _CONTENT, "quiet": _QUIET})
def publish(_: Context, content: str | None = None, quiet: bool = False) -> None:
    """Build the published site, look it over, swap it in and hand it to PUBLISH_COMMAND."""
    _finish(lambda console: publish_command(_run(console).on(content=content), PRODUCTION), quiet=quiet)


@task(help={"quiet": _QUIET})
def demo(_: Context, quiet: bool = False) -> None:
    """Do the whole job, offline, on made-up publications: collect, draft, build into output/."""
    _finish(lambda console: show(_run(console), ROOT / "demo", LOCAL), quiet=quiet)


@task(help={"port": "where to listen on this machine", "output": _OUTPUT})
def serve(_: Context, port: int = 8000, output: str | None = None) -> None:
    """Look at the built site, at http://localhost:8000/."""
    _finish(lambda console: previewing.serve(_run(console).on(output=output), port=port), quiet=False)


@task(help={"port": "where to listen on this machine", "content": _CONTENT, "output": _OUTPUT})
def live(_: Context, port: int = 8000, content: str | None = None, output: str | None = None) -> None:
    """Look at the site while writing: rebuild and reload the browser at every change."""

    def run(console: Console) -> int:
        here = _run(console).on(content=content, output=output)
        return previewing.live(here, LOCAL, port=port, watch=(ROOT / "theme", ROOT / "plugins", LOCAL))

    _finish(run, quiet=False)


@task(
    positional=["kind"],
    help={
        "kind": "post, selection or birthday",
        "title": "the title of a post",
        "week": _WEEK,
        "year": "the year of a birthday (default: the current one)",
        "content": _CONTENT,
        "now": _NOW,
    },
)
def new(
    _: Context,
    kind: str,
    title: str | None = None,
    week: str | None = None,
    year: str | None = None,
    content: str | None = None,
    now: str | None = None,
) -> None:
    """Begin a post, a week's selection or a birthday year: `invoke new post --title "…"`."""

    def run(console: Console) -> int:
        here = _run(console, now).on(content=content)
        return files.new(here, kind, title=title, week=_week(week), year=_number(year, "year"))

    _finish(run, quiet=False)


@task(
    iterable=["file"],
    help={
        "file": "an .eml file, an mbox or a Maildir; given as plain arguments: invoke import-birthday *.eml",
        "birthday": "your birthday, as 06-21 or 21/06 (default: that of the latest year)",
        "content": _CONTENT,
        "report": _REPORT,
        "quiet": _QUIET,
    },
)
def import_birthday(
    _: Context,
    file: Iterable[str] | None = None,
    birthday: str | None = None,
    content: str | None = None,
    report: str | None = None,
    quiet: bool = False,
) -> None:
    """Add brands' e-mails to the birthday years' files: `invoke import-birthday *.eml`."""

    def run(console: Console) -> int:
        here = _run(console).on(content=content)
        return files.import_birthday(here, [Path(name) for name in file or ()], birthday=birthday, report=report)

    _finish(run, quiet=quiet)


@task(help={"content": _CONTENT, "quiet": _QUIET})
def check(_: Context, content: str | None = None, quiet: bool = False) -> None:
    """Lint the content: headers, records, doubles."""
    _finish(lambda console: check_command(_run(console).on(content=content)), quiet=quiet)


@task(help={"language": "only this language's catalogue, which may be a new one, such as de"})
def words(_: Context, language: str | None = None) -> None:
    """Bring the catalogues of what readers are told up to what templates and code say."""
    sources = [ROOT / "plugins" / "alaminute", ROOT / "theme"]
    _finish(lambda console: update_words(_run(console), sources, language=language), quiet=False)


@task(help={"fix": "mend what can be mended by itself"})
def lint(context: Context, fix: bool = False) -> None:
    """Check the code: ruff and mypy."""
    context.run(f"{sys.executable} -m ruff check {'--fix' if fix else ''} .")
    context.run(f"{sys.executable} -m ruff format {'' if fix else '--check'} .")
    context.run(f"{sys.executable} -m mypy")


@task(pre=[lint], help={"only": "a pytest expression: run only these tests, without lint"})
def test(context: Context, only: str | None = None) -> None:
    """Run linters, type checks and all tests."""
    expression = f"-k '{only}'" if only else ""
    # A file opened without a stated encoding is a failure: a machine's own may be ASCII.
    strict = {"PYTHONWARNDEFAULTENCODING": "1"}
    context.run(f"{sys.executable} -m pytest -n auto {expression}", env=strict, pty=sys.stdout.isatty())


@task
def lock(context: Context) -> None:
    """Renew requirements/*.txt: versions with hashes for Python 3.11 to 3.13, without any index address."""
    options = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade"
    compile_ = partial("{0} -m uv pip compile pyproject.toml {2} {1} --quiet".format, sys.executable, options)
    for name, extra in (("main", ""), ("dev", "--extra dev")):
        context.run(f"{compile_(extra)} --custom-compile-command 'invoke lock' --output-file requirements/{name}.txt")


@task(name="format")
def format_(context: Context) -> None:
    """Format the code."""
    context.run(f"{sys.executable} -m ruff format .")
