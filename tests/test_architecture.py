"""The map of plugins/alaminute/__init__.py, read from the source: who may import whom, and what stays pure.

A new module must be put into PURE or SHELL here; a new arrow between units into ARROWS.
"""

import ast
import asyncio
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "plugins"
PACKAGE = "alaminute"

# Values in, values out: the same answer on every machine, at any time.
PURE = set(
    """
    errors header records markdown_text weeks reading_time
    wording.dates wording.durations wording.words
    feeds.model feeds.addresses feeds.dates feeds.discovery feeds.json_feed feeds.opml feeds.parsing feeds.plain_text
    feeds.health feeds.identity feeds.raw_entry feeds.report feeds.scheduling feeds.xml_feed
    articles.model articles.language articles.pruning articles.main_text articles.extraction articles.pdf
    articles.media articles.structured_data articles.decoding articles.identity articles.access articles.evidence
    articles.repetition
    selections.model selections.from_records selections.scoring selections.selecting selections.offering
    selections.drafting selections.report selections.ledger
    selections.editing selections.stories selections.topics selections.choosing
    birthdays.model birthdays.vocabulary birthdays.from_records birthdays.comparison birthdays.matrix birthdays.totals
    birthdays.sentences birthdays.wording birthdays.proposals birthdays.visual_hash birthdays.export birthdays.chart
    birthdays.mail.brands birthdays.mail.decoding birthdays.mail.drafting birthdays.mail.forwards
    birthdays.mail.pictures birthdays.mail.reading birthdays.mail.scrubbing
    theming.choices theming.excerpts theming.json_feed theming.links
    theming.contents_table theming.embeds theming.former_addresses theming.fragments theming.headings theming.lettering
    theming.local_files theming.markdown_extras theming.mending theming.picture_encoding theming.picture_markup
    theming.posts theming.remote_media theming.share_image theming.related theming.settings theming.style_sheets
    theming.typography
    digest.fragments digest.html_part digest.model digest.plain_text digest.rendering digest.settings digest.text_part
    digest.wording
    """.split()
)
# What touches the network, the disk, the clock, settings or Pelican; all that is in COMMANDS does, too.
SHELL = set(
    """
    files records_reader site_links building wording.catalogues wording.extraction wording.labels
    feeds.adding feeds.body feeds.collecting feeds.fetching feeds.guarding feeds.migrations feeds.pacing feeds.reasons
    feeds.robots feeds.robots_cache feeds.storage feeds.worker feeds.workers
    articles.cache articles.measuring articles.reading articles.worker
    selections.preparing selections.shelf selections.pelican_plugin
    birthdays.links birthdays.mail_import birthdays.pelican_plugin birthdays.visuals
    theming.dead_links theming.file_cache theming.outputs
    theming.page_bodies theming.pictures theming.share_images theming.pelican_plugin theming.search_index
    digest.command digest.reading digest.sending digest.sent_log
    """.split()
)

# What a unit (a module at the top, or a package) may import of the others, from the ground up.
ARROWS: dict[str, set[str]] = {
    "errors": set(),
    "weeks": set(),
    "reading_time": set(),
    "markdown_text": set(),
    "header": {"errors"},
    "records": {"errors", "header"},
    "files": {"errors"},
    "wording": {"errors", "files", "reading_time", "weeks"},
    "records_reader": {"errors", "header", "records"},
    "feeds": {"errors", "files", "header", "reading_time"},
    "articles": {"errors", "feeds", "header", "reading_time"},
    "selections": {
        "articles", "errors", "feeds", "files", "header", "markdown_text", "reading_time", "records", "records_reader",
        "weeks", "wording",
    },
    "birthdays": {"errors", "files", "header", "markdown_text", "records", "records_reader", "weeks", "wording"},
    "site_links": {"header"},
    "theming": {"errors", "feeds", "files", "reading_time", "site_links", "weeks", "wording"},
    "digest": {
        "articles", "errors", "files", "header", "reading_time", "records", "records_reader", "selections", "theming",
        "weeks", "wording",
    },
    "building": {"errors", "files", "theming"},
}  # fmt: skip
# The commands and what serves them: they may do and import everything, and nothing below may import them.
COMMANDS = {
    "checking",
    "commands",
    "console",
    "demo",
    "previewing",
    "publishing",
    "scaffolding",
    "settings",
}

# The only ones that know Pelican; settings and names of files come from there too.
PELICAN = {
    "records_reader", "settings", "checking", "scaffolding", "selections.pelican_plugin", "birthdays.pelican_plugin",
    "birthdays.links", "theming.pelican_plugin", "digest.reading",
}  # fmt: skip
# The only ones that speak HTTP as a client, and the only ones that know the store's format.
HTTP = {"feeds.fetching", "feeds.body", "feeds.guarding", "feeds.reasons", "demo.server"}
SQL = {"feeds.storage", "feeds.migrations"}

# Network, disk, processes, clock, randomness, settings, Pelican, the terminal.
IMPURE = {
    "aiohttp", "asyncio", "builtins", "contextvars", "ctypes", "email.mime", "filelock", "fileinput", "glob", "http",
    "importlib", "invoke", "locale", "mailbox", "multiprocessing", "os", "pathlib", "pelican", "pickle",
    "platform", "random", "requests", "rich", "secrets", "select", "shutil", "signal", "smtplib", "socket", "sqlite3",
    "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid", "zipfile",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}
DISK = {"open", "input", "print", "exec", "eval", "__import__"}


def modules() -> dict[str, ast.Module]:
    """Every module of the package without its `__init__` files: dotted name below the package → its syntax tree."""
    paths = sorted((ROOT / PACKAGE).rglob("*.py"))
    return {
        ".".join(path.relative_to(ROOT / PACKAGE).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
        if path.name != "__init__.py"
    }


MODULES = modules()


def imports(tree: ast.Module) -> Iterator[str]:
    """Absolute names of all that a module imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports would give a module two names"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(tree: ast.Module) -> set[str]:
    """The package's own modules that a module imports, by their names below it."""
    found = set()
    for name in imports(tree):
        below = name.removeprefix(f"{PACKAGE}.")
        if below != name:
            # `from alaminute.feeds import dates` names a module, `from alaminute.feeds.dates import x` a thing in it.
            found.add(below if below in MODULES else below.rpartition(".")[0])
    return found - {""}


def impurities(tree: ast.Module) -> list[str]:
    """What in a module reaches out of it: forbidden imports and calls."""
    found = [name for name in imports(tree) if any(name == bad or name.startswith(f"{bad}.") for bad in IMPURE)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
                found.append(f"{called.attr}() in line {node.lineno}")
            if isinstance(called, ast.Name) and called.id in DISK:
                found.append(f"{called.id}() in line {node.lineno}")
    return found


def unit(module: str) -> str:
    return module.partition(".")[0]


def test_every_module_is_either_pure_or_shell():
    below = {name for name in MODULES if unit(name) not in COMMANDS}
    assert not PURE & SHELL
    assert below - PURE - SHELL == set(), "put new modules into PURE or SHELL"
    assert (PURE | SHELL) - below == set(), "these are gone, or stand among the commands"


def test_every_unit_has_its_place_on_the_map():
    assert {unit(name) for name in MODULES} == ARROWS.keys() | COMMANDS
    # From the ground up: nobody imports what stands below itself on the list, so there is no circle.
    order = list(ARROWS)
    assert all(order.index(other) < order.index(name) for name, others in ARROWS.items() for other in others)


@pytest.mark.parametrize("name", sorted(PURE & set(MODULES)))
def test_a_pure_module_reaches_out_for_nothing(name: str):
    assert impurities(MODULES[name]) == []
    assert own_imports(MODULES[name]) - PURE - packages() == set(), "a pure module stands on pure ones"


def packages() -> set[str]:
    return {name.rpartition(".")[0] for name in MODULES} - {""}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_point_one_way(name: str):
    others = {unit(other) for other in own_imports(MODULES[name])} - {unit(name)}
    if unit(name) not in COMMANDS:
        assert others - ARROWS[unit(name)] == set()


@pytest.mark.parametrize(
    ("libraries", "allowed"),
    [({"pelican"}, PELICAN), ({"aiohttp", "requests", "urllib.request", "http"}, HTTP), ({"sqlite3"}, SQL)],
    ids=["pelican", "http", "sql"],
)
def test_a_library_of_the_edge_is_known_to_few(libraries: set[str], allowed: set[str]):
    users = {
        name
        for name, tree in MODULES.items()
        if any(found == library or found.startswith(f"{library}.") for found in imports(tree) for library in libraries)
    }
    assert users - allowed == set()


def test_no_module_at_all_is_random():
    random = {"random", "secrets", "uuid"}
    users = {name for name, tree in MODULES.items() for found in imports(tree) if found.partition(".")[0] in random}
    assert users == set()


def test_packages_hold_only_a_docstring():
    for path in (ROOT / PACKAGE).rglob("__init__.py"):
        (docstring,) = ast.parse(path.read_text(encoding="utf-8")).body
        assert isinstance(docstring, ast.Expr), path


def test_every_module_says_what_it_is():
    assert [name for name, tree in MODULES.items() if not ast.get_docstring(tree)] == []


def test_a_module_that_calls_itself_pure_is_held_to_it():
    calls_itself = {name for name, tree in MODULES.items() if says_pure(ast.get_docstring(tree) or "")}
    # The one puts the HTTP library's errors into words, the other renders what its neighbour reads of this package.
    assert calls_itself - PURE <= {"feeds.reasons", "demo.rendering"}


def says_pure(docstring: str) -> bool:
    return re.search(r"\bPure[.:]", docstring) is not None


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import os.path",
        "from pathlib import Path",
        "from urllib.request import urlopen",
        "from urllib import request",
        "def f():\n    import random",
        "from pelican.utils import slugify",
        "when = datetime.now(UTC)",
        "when = date.today()",
        "text = open('x').read()",
        "from time import perf_counter",
    ],
)
def test_what_reaches_out_is_found_wherever_it_stands(source: str):
    assert impurities(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    ["from datetime import datetime, time", "import urllib.parse", "import io", "x.open()", "import httpx"],
)
def test_what_stays_inside_is_let_pass(source: str):
    assert impurities(ast.parse(source)) == []


# --- The tests themselves stay on this machine ----------------------------------------------------------------------


def test_no_test_can_leave_this_machine():
    with socket.socket() as sock, pytest.raises(RuntimeError, match="leave this machine"):
        sock.connect(("192.0.2.1", 80))
    with pytest.raises(RuntimeError, match="name server"):
        socket.getaddrinfo("example.org", 443)
    with pytest.raises(RuntimeError, match="name server"):
        socket.create_connection(("example.org", 443), timeout=1)


async def test_no_test_can_leave_this_machine_through_an_event_loop():
    with pytest.raises(RuntimeError, match="name server"):
        await asyncio.open_connection("example.org", 443)
    with pytest.raises(RuntimeError, match="leave this machine"):
        await asyncio.open_connection("192.0.2.1", 443)


async def test_a_test_may_talk_to_itself():
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"oui")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("localhost", port)
        assert await reader.read() == b"oui"
        writer.close()
        await writer.wait_closed()
