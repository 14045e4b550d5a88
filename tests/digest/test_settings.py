"""Settings that can be used, and what is said of those that cannot."""

import re
from pathlib import Path
from typing import Any

import pytest

from alaminute.digest import settings
from alaminute.digest.sending import PASSWORD_VARIABLE, USER_VARIABLE
from alaminute.digest.settings import MailServer, digest_settings, is_loopback
from alaminute.errors import SettingsError

FULL: dict[str, Any] = {
    "SITENAME": "À la minute",
    "DIGEST_FROM": "lettre@blog.test",
    "DIGEST_TO": "liste@listes.test",
    "DIGEST_SMTP": "smtp.blog.test",
}


def test_a_sender_alone_gives_messages_that_are_only_written():
    found = digest_settings({"SITENAME": "À la minute", "DIGEST_FROM": "lettre@blog.test"})
    assert found.server is None
    assert (found.envelope.sender, found.envelope.sender_name) == ("lettre@blog.test", "À la minute")


def test_the_sender_may_have_a_name_of_its_own():
    assert digest_settings({**FULL, "DIGEST_FROM": "Camille <c@blog.test>"}).envelope.sender_name == "Camille"


def test_answers_and_digests_share_an_address_where_nothing_else_is_said():
    assert digest_settings({"SITENAME": "A", "REPLY_EMAIL": "c@blog.test"}).envelope.sender == "c@blog.test"


def test_every_setting_is_documented():
    named = set(re.findall(r"DIGEST_[A-Z_]+[A-Z]", Path(settings.__file__).read_text(encoding="utf-8")))
    names = {*named, *(f"DIGEST_{name}" for name in settings.TEXTS), USER_VARIABLE, PASSWORD_VARIABLE}
    documented = (Path(__file__).parents[2] / "docs" / "digest.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in documented} == set()


@pytest.mark.parametrize(
    ("given", "host", "port"),
    [
        ({}, "smtp.blog.test", 587),
        ({"DIGEST_SECURITY": "tls"}, "smtp.blog.test", 465),
        ({"DIGEST_SMTP": "smtp.blog.test:2525"}, "smtp.blog.test", 2525),
        ({"DIGEST_SMTP": "localhost", "DIGEST_SECURITY": "none"}, "localhost", 25),
        ({"DIGEST_SMTP": "[::1]:2525", "DIGEST_SECURITY": "none"}, "::1", 2525),
    ],
)
def test_each_way_of_encrypting_has_its_port(given: dict[str, Any], host: str, port: int):
    server = digest_settings({**FULL, **given}).server
    assert server is not None
    assert (server.host, server.port) == (host, port)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"DIGEST_FROM": ""}, "DIGEST_FROM"),
        ({"DIGEST_FROM": "camille"}, "DIGEST_FROM"),
        ({"DIGEST_FROM": "é@blog.test"}, "DIGEST_FROM"),
        ({"DIGEST_FROM": ["a@b.test"]}, "DIGEST_FROM = .*guillemets"),
        ({"DIGEST_TO": "a@b.test, c@d.test"}, "une seule adresse"),
        ({"DIGEST_TO": "a@b.test\r\nBcc: c@d.test"}, "une seule adresse"),
        ({"DIGEST_TO": ""}, "DIGEST_SMTP sans DIGEST_TO"),
        ({"DIGEST_SMTP": ""}, "DIGEST_TO sans DIGEST_SMTP"),
        ({"DIGEST_SMTP": "smtp://blog.test"}, "DIGEST_SMTP = "),
        ({"DIGEST_SMTP": "smtp.blog.test:99999"}, "DIGEST_SMTP = "),
        ({"DIGEST_SECURITY": "ssl"}, "choisissez 'starttls'"),
        ({"DIGEST_SECURITY": "none"}, "seulement vers cette machine"),
        ({"DIGEST_TIMEOUT_SECONDS": 0}, "DIGEST_TIMEOUT_SECONDS"),
        ({"DIGEST_TIMEOUT_SECONDS": True}, "DIGEST_TIMEOUT_SECONDS"),
        ({"DIGEST_UNSUBSCRIBE": "javascript:x"}, "DIGEST_UNSUBSCRIBE"),
        ({"DIGEST_UNSUBSCRIBE": "http://blog.test/"}, "DIGEST_UNSUBSCRIBE"),
        ({"DIGEST_UNSUBSCRIBE": "https://blog.test/> x"}, "DIGEST_UNSUBSCRIBE"),
        ({"DIGEST_UNSUBSCRIBE": "mailto:"}, "DIGEST_UNSUBSCRIBE"),
    ],
)
def test_what_cannot_be_used_is_named(given: dict[str, Any], told: str):
    with pytest.raises(SettingsError, match=told):
        digest_settings({**FULL, **given})


@pytest.mark.parametrize("address", ["mailto:l@b.test?subject=unsubscribe", "https://listes.test/quitter?l=a"])
def test_a_way_to_leave_may_be_an_address_or_a_page(address: str):
    assert digest_settings({**FULL, "DIGEST_UNSUBSCRIBE": address}).envelope.unsubscribe == address


@pytest.mark.parametrize("name", ["DIGEST_PASSWORD", "DIGEST_SMTP_PASSWORD", "DIGEST_USER", "DIGEST_SMTP_TOKEN"])
def test_a_secret_among_the_settings_is_refused_and_not_repeated(name: str):
    with pytest.raises(SettingsError, match=rf"{name} : .*ALAMINUTE_SMTP_PASSWORD") as caught:
        digest_settings({**FULL, name: "hunter2"})
    assert "hunter2" not in str(caught.value)


def test_all_faults_are_told_at_once():
    with pytest.raises(SettingsError) as caught:
        digest_settings({"DIGEST_FROM": "x", "DIGEST_TO": "y", "DIGEST_SMTP": "z:0"})
    assert str(caught.value).count("\n") == 3


def test_only_this_machine_counts_as_loopback():
    assert [is_loopback(host) for host in ("localhost", "127.0.0.9", "::1")] == [True] * 3
    assert [is_loopback(host) for host in ("localhost.evil.test", "10.0.0.1", "")] == [False] * 3


def test_a_server_shows_as_its_address():
    assert str(MailServer("smtp.blog.test", 587)) == "smtp.blog.test:587"
