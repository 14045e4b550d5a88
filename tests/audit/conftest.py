"""One audited site for the whole test run, however many processes share it."""

from pathlib import Path

import pytest

from audit.building import build_audited_site, once
from audit.built import BuiltSite
from theming.built_site import SITE


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that every process of this test run sees."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def site(shared: Path) -> BuiltSite:
    """The audited site, built before any browser runs: the collector cannot start a loop beside Playwright's."""
    return BuiltSite(once(shared, "audited-site", build_audited_site) / "output", SITE)
