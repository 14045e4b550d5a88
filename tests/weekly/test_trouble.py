"""What goes wrong in a week: dead feeds, no network, a lost store, wrong use. Each says what, and spoils nothing."""

import asyncio
import shutil
from datetime import timedelta

import pytest

from feeds.host import Answer
from weekly.blog import FRIDAY, Blog, site, tree
from weekly.conftest import FEEDS
from weekly.publications import publish
from weekly.runs import SILENCE, end

NOWHERE = "http://127.0.0.1:9/feed"
# A cron of a bare machine: no locale, no home, and a Python that is not told to do better.
BARE = {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": None}


async def never(_: object) -> None:
    """Answer nothing, until the other side has had enough."""
    await asyncio.sleep(60)


def test_dead_feeds_are_named_and_the_week_is_made_from_the_others(blog: Blog, expected):
    blog.host.pages |= {"/panne": Answer(500), "/muet": never, "/page": b"<html><body>Bonjour"}
    blog.subscribe(*(f"/{feed}" for feed in FEEDS), NOWHERE, "/panne", "/muet", "/page")

    done = end(blog.start("--allow-host", "127.0.0.1:9", environment={**BARE, "FETCH_SECONDS": "3"}))

    assert (done.code, done.err) == (0, "")
    assert blog.paths("2026-W47") == expected()
    troubles = [line for line in done.out.splitlines() if line.startswith("✗")]
    assert [line.partition(" (")[0] for line in troubles] == ["✗ Flux 4", "✗ Flux 5", "✗ Flux 6", "✗ Flux 7"]
    for line, reason in zip(troubles, ["refusée", "HTTP 500", "à temps", "page HTML"], strict=True):
        assert reason in line
    assert blog.steps()[0].startswith("collecte fait : 7 flux : 3 lus, 4 en erreur ; 3 nouvelles entrées")

    # What may be better next week is no reason for a mail; what will not come back is.
    assert blog.weekly("--quiet") == SILENCE
    blog.host.pages["/panne"] = Answer(410)
    told = blog.weekly("--quiet", now=FRIDAY + timedelta(days=6), FETCH_SECONDS="3")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("content/feeds.opml:6: Flux 5 : jamais lu : retiré pour de bon par son site (HTTP 410)")


def test_without_network_nothing_is_drafted_and_the_next_run_makes_up_for_it(blog: Blog, expected):
    blog.subscribe(NOWHERE, "http://127.0.0.1:9/other")

    done = blog.weekly("--quiet", "--publish", "--allow-host", "127.0.0.1:9")

    assert (done.code, done.out) == (2, "")
    assert f"✗ Flux 1 ({NOWHERE}) : connexion impossible (refusée par le serveur)" in done.err
    assert done.err.endswith("aucun flux n'a pu être lu : vérifiez la connexion au réseau, puis la liste des flux\n")
    assert not blog.selections.exists()
    assert not blog.output.exists()
    assert len(blog.log()) == 1
    assert blog.steps()[0].startswith("collecte échec (code 2) : 2 flux : 2 en erreur")

    blog.subscribe(*(f"/{feed}" for feed in FEEDS), NOWHERE)
    assert blog.weekly(now=FRIDAY + timedelta(minutes=5)).code == 0
    assert blog.paths("2026-W47") == expected()


def test_a_lost_store_changes_no_file_and_offers_nothing_again(blog: Blog, expected):
    assert blog.weekly().code == 0
    file = blog.file("2026-W47")
    head, *records = file.read_text(encoding="utf-8").split("\n## ")
    file.write_text("\n## ".join([head, *records[1:]]), encoding="utf-8")
    edited = file.read_bytes()

    shutil.rmtree(blog.folder / "var")
    assert blog.weekly().code == 0
    assert file.read_bytes() == edited

    shutil.rmtree(blog.folder / "var")
    next_friday = FRIDAY + timedelta(days=7)
    publish(blog.host, FEEDS, [next_friday, FRIDAY])
    assert blog.weekly(now=next_friday).code == 0
    assert file.read_bytes() == edited
    assert blog.paths("2026-W48") == expected(next_friday)


def test_a_reader_of_its_words_who_leaves_does_not_stop_a_run(blog: Blog, expected):
    process = blog.start()
    process.stdout.close()
    process.stdout = None

    assert end(process) == SILENCE
    assert blog.paths("2026-W47") == expected()
    assert [step.split(" : ")[0] for step in blog.steps()] == ["collecte fait", "sélection fait", "site fait"]


BROKEN = "Title: x\nDate: 2026-11-13\nWeek: 2026-W46\n\n## [a](https://a.example/)\n\n- Langeu : en\n"


def break_a_selection(blog: Blog) -> None:
    blog.selections.mkdir()
    blog.file("2026-W46").write_text(BROKEN, encoding="utf-8")


def block_the_folder(blog: Blog) -> None:
    """A file in its place: of a folder without the right to write, the system's administrator takes no notice."""
    blog.selections.write_text("", encoding="utf-8")


def break_a_post(blog: Blog) -> None:
    (blog.folder / "content/posts/faute.md").write_text("Title: x\nDate: hier\n\ntexte\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "option", "step", "message"),
    [
        (lambda _: None, ["--week", "2026-W54"], "options", "--week 2026-W54 : écrivez une semaine ISO comme 2026-W47"),
        (lambda _: None, ["--due", "demain"], "options", "--due demain : écrivez un jour de la semaine"),
        (break_a_selection, [], "sélection", "content/selections/2026-W46.md:7: champ inconnu « Langeu »"),
        (block_the_folder, [], "sélection", "content/selections"),
        (break_a_post, [], "site", "content/posts/faute.md:2: « hier » n'est pas une date"),
    ],
    ids=["a week that the year has not", "no day", "a broken selection", "no place to write", "a broken post"],
)
def test_what_the_author_can_mend_is_said_and_logged_and_nothing_is_spoilt(
    blog: Blog, spoil, option: list[str], step: str, message: str
):
    spoil(blog)
    before = tree(blog.folder / "content")

    done = blog.weekly("--quiet", *option)

    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert blog.steps()[-1].startswith(f"{step} échec (code 1) : ")
    assert message in blog.steps()[-1]
    after = tree(blog.folder / "content")
    new = {f"selections/{name}" for name in ("2026-W47.md", "offered.tsv")} if step == "site" else set()
    assert after.keys() - before.keys() == new, "a selection is written before the site is found wanting"
    assert {name: after[name] for name in before} == before
    assert site(blog) == {}
