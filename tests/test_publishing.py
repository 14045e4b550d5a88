"""A publication is whole or it is not, and the one before stays until then."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alaminute import publishing
from alaminute.building import Built
from alaminute.errors import SettingsError
from alaminute.publishing import PublishError, publish_site

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
URL = "https://www.blog.fr"


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., publishing.Published]:
    """Publish a site of one page, without waiting for Pelican: how it builds is tested elsewhere."""

    def build(_content: Path, output: Path, _settings: Path, **_: object) -> Built:
        output.mkdir(parents=True)
        for name, text in pages.items():
            (output / name).write_text(text, encoding="utf-8")
        return Built(len(pages), ())

    pages: dict[str, str] = {}
    monkeypatch.setattr(publishing, "build_site", build)

    def run(hours: int = 0, page: str = "<p>accueil</p>", name: str = "index.html", **settings: object):
        pages.clear()
        pages[name] = page
        values = {"SITEURL": URL, **settings}
        moment = NOW + timedelta(hours=hours)
        return publish_site(tmp_path, tmp_path / "public", Path("x"), values, now=moment, say=lambda _: None)

    return run


def current(tmp_path: Path) -> str:
    return (tmp_path / "public/current/index.html").read_text(encoding="utf-8")


def test_the_link_moves_from_one_publication_to_the_next(tmp_path: Path, publish):
    publish(0, "<p>un</p>")
    assert current(tmp_path) == "<p>un</p>"
    publish(1, "<p>deux</p>")
    assert current(tmp_path) == "<p>deux</p>"


def test_the_one_before_is_kept_and_older_ones_go(tmp_path: Path, publish):
    for hour in range(4):
        publish(hour)
    folders = sorted(path.name for path in (tmp_path / "public").iterdir() if not path.is_symlink())
    assert folders == ["20261120T090000", "20261120T100000"]


def test_a_publication_as_of_an_earlier_moment_stays_and_so_does_the_one_before(tmp_path: Path, publish):
    for hour, page in ((5, "<p>un</p>"), (6, "<p>deux</p>"), (0, "<p>rattrapage</p>")):
        publish(hour, page)
    assert current(tmp_path) == "<p>rattrapage</p>"
    folders = sorted(path.name for path in (tmp_path / "public").iterdir() if not path.is_symlink())
    assert folders == ["20261120T070000", "20261120T130000"]


def test_a_publication_of_the_same_moment_is_not_built_where_readers_are(tmp_path: Path, publish):
    first = publish(0, "<p>un</p>").folder
    second = publish(0, "<p>deux</p>").folder
    assert first != second
    assert (first / "index.html").read_text(encoding="utf-8") == "<p>un</p>"
    assert current(tmp_path) == "<p>deux</p>"


def test_what_killed_attempts_left_goes_and_does_not_push_out_the_way_back(tmp_path: Path, publish):
    publish(0, "<p>un</p>")
    for name in ("20261120T080000", "20261120T080001"):
        (tmp_path / "public" / name / ".en-construction-x").mkdir(parents=True)
    publish(2, "<p>deux</p>")
    folders = sorted(path.name for path in (tmp_path / "public").iterdir() if not path.is_symlink())
    assert folders == ["20261120T070000", "20261120T090000"]


@pytest.mark.parametrize("address", ["", "https://www.alaminute.example", "http://localhost:8000", "http://127.0.0.1"])
def test_an_address_that_is_nobodys_is_refused_before_anything_is_built(tmp_path: Path, publish, address: str):
    with pytest.raises(SettingsError, match="SITEURL"):
        publish(SITEURL=address)
    assert not (tmp_path / "public").exists()


def test_a_site_without_home_page_is_not_published(tmp_path: Path, publish):
    publish(0, "<p>un</p>")
    with pytest.raises(PublishError, match="page d'accueil"):
        publish(1, name="autre.html")
    assert current(tmp_path) == "<p>un</p>"


def test_the_command_gets_the_folder(tmp_path: Path, publish):
    target = tmp_path / "host"
    script = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"
    publish(0, "<p>un</p>", PUBLISH_COMMAND=[sys.executable, "-c", script, "{output}", str(target)])
    assert (target / "index.html").read_text(encoding="utf-8") == "<p>un</p>"


def test_a_command_that_fails_is_an_error_with_what_it_said(publish):
    script = "import sys; sys.exit('hôte injoignable')"
    with pytest.raises(PublishError, match="hôte injoignable"):
        publish(0, PUBLISH_COMMAND=[sys.executable, "-c", script])


def test_a_command_that_is_not_there_is_an_error(publish):
    with pytest.raises(PublishError, match="ne se lance pas"):
        publish(0, PUBLISH_COMMAND=["/nulle/part"])
