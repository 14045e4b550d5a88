"""The commands as an author runs them: real processes, real files, a real server on loopback."""

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOW = "2026-11-20T07:00"

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Le Fil</title><link>{base}/</link>
<item><title>Neuf clefs &amp; &lt;b&gt;une serrure&lt;/b&gt;</title><link>{base}/neuf-clefs</link>
<pubDate>Thu, 19 Nov 2026 08:00:00 +0100</pubDate><description>Un résumé.</description></item>
<item><title>Lien mort</title><link>{base}/nulle-part</link>
<pubDate>Thu, 19 Nov 2026 09:00:00 +0100</pubDate></item>
</channel></rss>"""
WORDS = " ".join(["mot"] * 100)
ARTICLE = f"""<!doctype html><html lang="fr"><head><title>Neuf clefs</title></head>
<body><nav><a href="/">Accueil</a></nav>
<article><h1>Neuf clefs</h1><p>{WORDS}</p></article><footer>Pied</footer></body></html>"""


class Handler(BaseHTTPRequestHandler):
    """One feed with a validator, one page, nothing else."""

    def do_GET(self) -> None:
        base = f"http://{self.headers['Host']}"
        pages = {"/feed": ("application/rss+xml", FEED.format(base=base)), "/neuf-clefs": ("text/html", ARTICLE)}
        if self.path not in pages:
            self.send_error(404)
        elif self.headers.get("If-None-Match") == '"1"':
            self.send_response(304)
            self.end_headers()
        else:
            kind, text = pages[self.path]
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("ETag", '"1"')
            self.end_headers()
            self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """HOST:PORT of the server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


@pytest.fixture
def feeds(tmp_path: Path, server: str) -> Path:
    """A reading list with the server's feed and one that does not exist."""
    path = tmp_path / "flux.opml"
    path.write_text(
        f'<opml version="2.0"><body><outline text="Le Fil" xmlUrl="http://{server}/feed"/>'
        '<outline text="Perdu" xmlUrl="http://perdu.invalid/feed"/></body></opml>',
        encoding="utf-8",
    )
    return path


def invoke(*arguments: object, cwd: Path = ROOT, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command as a shell would, without any locale, as cron does."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    command = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False, **options
    )


def collect(feeds: Path, store: Path, *more: object) -> subprocess.CompletedProcess[str]:
    return invoke("collect", "--feeds", feeds, "--store", store, "--allow-host", "127.0.0.1", "--now", NOW, *more)


def test_the_whole_way_from_a_feed_to_a_page(tmp_path: Path, feeds: Path) -> None:
    store, content, report = tmp_path / "store", tmp_path / "content", tmp_path / "r.json"

    done = collect(feeds, store, "--report", report)
    assert done.returncode == 0, done.stderr
    collected = json.loads(report.read_text(encoding="utf-8"))
    assert [feed["status"] for feed in collected["feeds"]] == ["ok", "error"]
    assert collected["entries_new"] == 2

    done = collect(feeds, store, "--report", report)
    assert done.returncode == 0
    assert json.loads(report.read_text(encoding="utf-8"))["feeds"][0]["status"] == "unchanged"

    drafting = ["draft", "--feeds", feeds, "--store", store, "--content", content, "--allow-host", "127.0.0.1"]
    done = invoke(*drafting, "--now", NOW, "--report", report)
    assert done.returncode == 0, done.stderr
    drafted = json.loads(report.read_text(encoding="utf-8"))
    assert drafted["created"]
    assert drafted["week"] == "2026-W47"
    assert [(item["title"], item["words"], item["seconds"]) for item in drafted["items"]] == [
        ("Neuf clefs & une serrure", 100, 25)
    ]
    assert [skipped["reason"] for skipped in drafted["skipped"]] == ["lien mort : page introuvable (HTTP 404)"]

    file = content / "selections" / "2026-W47.md"
    before = file.read_bytes()
    again = invoke(*drafting, "--now", "2026-11-21T07:00", "--report", report)
    assert again.returncode == 0
    assert file.read_bytes() == before
    assert json.loads(report.read_text(encoding="utf-8"))["created"] is False

    built = invoke("build", "--content", content, "--output", tmp_path / "site")
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "site/lectures/2026-w47/index.html").read_text(encoding="utf-8")
    assert "Neuf clefs &amp; une serrure" in page
    assert "25\u202fs" in page or "25\u00a0s" in page
    production = invoke("build", "--content", content, "--output", tmp_path / "public", "--production")
    assert production.returncode == 0, production.stderr
    assert not (tmp_path / "public/lectures/2026-w47").exists(), "a draft is not public"


BAD_CONTENT = {
    "a field typo": (
        "selections/s.md",
        "Title: x\nDate: 2026-11-20\nWeek: 2026-W47\n\n## [a](https://a.example/)\n\n- Langeu : en\n",
        "selections/s.md:7: champ inconnu « Langeu »",
    ),
    "an accented header key": (
        "p.md",
        "Title: x\nDate: 2026-11-20\nCatégorie: y\n\ntexte\n",
        "p.md:3: l'en-tête s'arrête à la clef « Catégorie »",
    ),
    "no week": ("selections/s.md", "Title: x\nDate: 2026-11-20\n\ntexte\n", "selections/s.md:1: l'en-tête n'a pas de"),
    "no link": (
        "selections/s.md",
        "Title: x\nDate: 2026-11-20\nWeek: 2026-W47\n\n## sans lien\n\n- Mots : 12\n",
        "selections/s.md:5: lecture sans lien",
    ),
    "a brand twice": (
        "birthdays/b.md",
        "Title: x\nDate: 2026-11-20\nYear: 2026\n\n## Ondé\n\n- Canal : SMS\n\n## ONDE\n\n- Canal : SMS\n",
        "birthdays/b.md:9: ",
    ),
    "a date that is none": (
        "p.md",
        "Title: x\nDate: 5 mars 2024\n\ntexte\n",
        "p.md:2: « 5 mars 2024 » n'est pas une date",
    ),
    "bytes that are no text": (
        "p.md",
        b"Title: x\nDate: 2024-01-01\n\n\xe9t\xe9\n",
        "p.md:4: ce fichier n'est pas en UTF-8",
    ),
}


@pytest.mark.parametrize("name", BAD_CONTENT)
def test_wrong_content_stops_the_build_with_its_place_and_writes_nothing(tmp_path: Path, name: str) -> None:
    relative, text, message = BAD_CONTENT[name]
    path = tmp_path / "content" / relative
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    done = invoke("build", "--content", "content", "--output", "site", cwd=tmp_path)

    assert done.returncode == 1
    assert f"content/{message}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_list_that_is_no_xml_is_an_error_with_its_line(tmp_path: Path) -> None:
    feeds = tmp_path / "flux.opml"
    feeds.write_text("<opml>\n<body>\n<outline", encoding="utf-8")

    done = collect(feeds, tmp_path / "store")

    assert done.returncode == 1
    assert f"{feeds}:3:" in done.stderr
    assert not (tmp_path / "store").exists()


def test_when_no_feed_answers_the_exit_code_is_2(tmp_path: Path, server: str) -> None:
    feeds = tmp_path / "flux.opml"
    feeds.write_text(f'<opml><body><outline xmlUrl="http://{server}/absent"/></body></opml>', encoding="utf-8")

    done = collect(feeds, tmp_path / "store")

    assert done.returncode == 2
    assert "aucun flux n'a pu être lu" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["draft", "--week", "2026-W54"], "--week 2026-W54"),
        (["draft", "--minutes", "vingt"], "--minutes vingt"),
        (["draft", "--now", "demain"], "--now demain"),
        (["collect", "--allow-host", "http://x/"], "http://x/"),
        (["build", "--content", "nulle-part"], "nulle-part"),
        (["new", "poeme"], "poeme"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_says_what_is_expected_and_exits_with_1(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = invoke(*arguments, cwd=tmp_path)

    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_run_on_the_same_store_is_told_so(tmp_path: Path, feeds: Path) -> None:
    from filelock import FileLock  # noqa: PLC0415  # only here

    with FileLock(tmp_path / "store.lock"):
        done = collect(feeds, tmp_path / "store")

    assert done.returncode == 75
    assert "un autre passage est en cours" in done.stderr


def test_quiet_says_nothing_when_nothing_needs_a_person(tmp_path: Path, server: str) -> None:
    feeds = tmp_path / "flux.opml"
    feeds.write_text(f'<opml><body><outline xmlUrl="http://{server}/feed"/></body></opml>', encoding="utf-8")

    done = collect(feeds, tmp_path / "store", "--quiet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_disk_that_refuses_leaves_no_half_file(tmp_path: Path, feeds: Path) -> None:
    """A limit on file sizes stands for a full disk: the kernel refuses the write in both."""
    store, content = tmp_path / "store", tmp_path / "content"
    assert collect(feeds, store).returncode == 0

    def refuse() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    done = invoke("new", "post", "--title", "Été", "--content", content, preexec_fn=refuse)

    assert done.returncode == 1
    assert "écriture impossible (fichier trop grand)" in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file() and "content" in path.parts] == []


def test_new_begins_a_file_and_never_overwrites_one(tmp_path: Path) -> None:
    arguments = ["new", "post", "--title", "L'été des tickets", "--content", tmp_path, "--now", NOW]

    assert invoke(*arguments).returncode == 0
    path = tmp_path / "posts/2026-11-20-l-ete-des-tickets.md"
    assert path.read_text(encoding="utf-8").startswith("Title: L'été des tickets\nDate: 2026-11-20 07:00\n")
    path.write_text("à moi", encoding="utf-8")
    again = invoke(*arguments)
    assert again.returncode == 1
    assert path.read_text(encoding="utf-8") == "à moi"


@pytest.mark.parametrize(("kind", "folder"), [("selection", "selections/2026-W47"), ("birthday", "birthdays/2026")])
def test_new_records_files_pass_the_check(tmp_path: Path, kind: str, folder: str) -> None:
    assert invoke("new", kind, "--content", tmp_path, "--now", NOW).returncode == 0
    assert (tmp_path / f"{folder}.md").is_file()
    done = invoke("check", "--content", tmp_path)
    assert done.returncode == 0, done.stderr


MAIL = """From: Ondée <bonjour@ondee.example>
To: moi@example.org
Date: Mon, 15 Jun 2026 09:00:00 +0200
Subject: {subject}
Message-ID: <{number}@ondee.example>
Content-Type: text/plain; charset=utf-8

Pour votre anniversaire, un parapluie offert avec votre prochaine commande.
"""


def test_mails_named_one_after_the_other_become_records(tmp_path: Path) -> None:
    for number, subject in enumerate(["Bon anniversaire", "Encore bon anniversaire"]):
        mail = MAIL.format(subject=subject, number=number).replace("Ondée", f"Ondée {number}")
        (tmp_path / f"{number}.eml").write_text(mail, encoding="utf-8")

    done = invoke(
        "import-birthday",
        tmp_path / "0.eml",
        tmp_path / "1.eml",
        "--birthday",
        "06-21",
        "--content",
        tmp_path / "content",
    )

    assert done.returncode == 0, done.stderr
    text = (tmp_path / "content/birthdays/2026.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Ondée 0", "## Ondée 1"]
    assert "moi@example.org" not in text
    assert invoke("check", "--content", tmp_path / "content").returncode == 0


@pytest.mark.parametrize("arguments", [[], ["absent.eml"], ["--birthday", "hier", "x.eml"]], ids=str)
def test_mails_that_cannot_be_read_are_wrong_use(tmp_path: Path, arguments: list[str]) -> None:
    done = invoke("import-birthday", *arguments, "--content", tmp_path / "content", cwd=tmp_path)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
