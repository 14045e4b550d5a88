"""The whole job on the made-up publications: serve, collect, draft, build, and say what was done.

Everything happens in a folder of its own, made anew each time: the author's content is copied, never touched.
"""

import shutil
from dataclasses import replace
from pathlib import Path

from alaminute.commands.drafts import draft_week
from alaminute.commands.feeds import collect_feeds
from alaminute.commands.run import Run
from alaminute.commands.site import build
from alaminute.console import Console
from alaminute.demo.server import running
from alaminute.errors import SiteError
from alaminute.files import shown_path, write_atomically
from alaminute.weeks import week_of

_STORE = "lectures.sqlite3"
_FEEDS = "flux.opml"


def show(run: Run, folder: Path, settings_file: Path) -> int:
    """Do the whole job in `folder` and build into the run's output; the exit code."""
    console = run.console
    content = folder / "content"
    _copy_content(run.settings.content, folder, content)
    week = week_of(run.now, run.settings.zone)
    with running(run.now, run.settings.zone) as site:
        write_atomically(folder / _FEEDS, site.opml_text)
        demo = replace(
            run.on(feeds=str(folder / _FEEDS), store=str(folder / _STORE), content=str(content)),
            make_fetcher=site.fetcher,
        )
        served = f"{len(site.allowed_hosts)} publications inventées, servies par cette machine (port {site.port})"
        console.say(f"1. {served}.", "2. Collecte :")
        if code := collect_feeds(demo):
            return code
        console.say("3. Sélection :")
        # A draft would be left out of lists and feeds; the demonstration is to be seen everywhere.
        draft_week(demo.autopublishing(), week=week)
    console.say("4. Site :")
    code = build(demo, settings_file)
    _say_where(console, run.settings.output, content / run.settings.selections_path / f"{week}.md", week.slug)
    return code


def _copy_content(source: Path, folder: Path, content: Path) -> None:
    try:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, content)
    except OSError as error:
        raise SiteError(f"{folder} : la copie de {source} a échoué ({error})") from error


def _say_where(console: Console, output: Path, draft: Path, slug: str) -> None:
    shown = shown_path(output)
    console.say(
        "",
        f"La sélection écrite pour l'auteur : {shown_path(draft)}",
        f"La même, pour les lecteurs        : {shown}/lectures/{slug}/index.html",
        f"Les anniversaires comparés        : {shown}/anniversaires/index.html",
        "Pour tout voir dans un navigateur : make serve",
    )
