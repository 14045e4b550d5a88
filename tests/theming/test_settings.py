"""Settings are looked at before a build."""

from typing import Any

import pytest

from alaminute.errors import SettingsError
from alaminute.theming.settings import check_settings


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SELECTION_MINUTES": 0}, "SELECTION_MINUTES = 0"),
        ({"SELECTION_ITEMS": "10"}, "SELECTION_ITEMS = '10'"),
        ({"SELECTION_PER_FEED": True}, "SELECTION_PER_FEED = True"),
        ({"FEEDS_FILE": ""}, "FEEDS_FILE = ''"),
        ({"LANGUAGES_READ": "fr"}, "il faut une liste"),
        ({"LANGUAGES_READ": ["fr", "xyzzy"]}, "'xyzzy'"),
        ({"LANGUAGES_READ": [None]}, "None"),
        ({"DEFAULT_LANG": "xyzzy"}, "DEFAULT_LANG : 'xyzzy'"),
        ({"PICTURE_CACHE": None}, "PICTURE_CACHE = None"),
        ({"SHARE_LINKS": ["https://x.example/"]}, "SHARE_LINKS : 'https://x.example/'"),
        ({"SITEURL": "www.exemple.fr"}, "adresse complète"),
        ({"SITEURL": "https://x.example/?a=1"}, "adresse complète"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=r".") as caught:
        check_settings(settings)
    assert words in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        check_settings({"SELECTION_MINUTES": -1, "SITEURL": "x"})
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    "settings",
    [{}, {"SITEURL": ""}, {"SITEURL": "https://x.example/blog"}, {"LANGUAGES_READ": ["fr", "pt-BR"]}],
    ids=["another site", "local", "under a path", "languages with regions"],
)
def test_usable_or_absent_settings_pass(settings: dict[str, Any]) -> None:
    check_settings(settings)
