"""A real conversation with a server on loopback: what is encrypted, what is refused, and what is never in doubt."""

import time
from pathlib import Path

import pytest

from alaminute.digest.sending import Credentials, NotSentError, UncertainError, credentials, deliver
from alaminute.digest.settings import MailServer
from alaminute.errors import SettingsError
from digest.smtp_host import DRIP, DROP, HANG, SmtpHost

MESSAGE = b"Subject: essai\r\n\r\nbonjour\r\n.\r\n..fin\r\n"


def send(host: SmtpHost, *, security: str = "starttls", timeout_seconds: float = 10, **options) -> list[str]:
    """Send MESSAGE there; what is returned holds one word when the point of no return was announced."""
    announced: list[str] = []
    server = MailServer("127.0.0.1", host.port, security, timeout_seconds)
    try:
        deliver(
            MESSAGE,
            sender="lettre@blog.test",
            recipient="liste@listes.test",
            server=server,
            about_to_send=lambda: announced.append("annoncé"),
            **options,
        )
    except (NotSentError, UncertainError) as error:
        error.add_note(" ".join(announced))
        raise
    return announced


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_message_arrives_encrypted_and_unchanged(smtp, security):
    host = smtp(security)
    assert send(host, security=security) == ["annoncé"]
    (received,) = host.received
    assert received.data == MESSAGE
    assert received.encrypted
    assert (received.sender, received.recipient) == ("lettre@blog.test", "liste@listes.test")


def test_a_message_goes_in_clear_only_where_the_settings_allow_it(smtp):
    host = smtp("none")
    send(host, security="none")
    assert [received.encrypted for received in host.received] == [False]


def test_the_greeting_names_the_senders_domain_and_not_this_machine(smtp):
    host = smtp()
    send(host)
    assert {line for line in host.lines if line.startswith(b"ehlo")} == {b"ehlo blog.test\r\n"}


def test_credentials_are_given_only_once_the_conversation_is_encrypted(smtp):
    host = smtp(users={"moi": "secret"})
    send(host, login=Credentials("moi", "secret"))
    assert host.received[0].user == "moi"
    assert host.verbs.index("STARTTLS") < host.verbs.index("AUTH")


def test_a_server_without_starttls_gets_neither_message_nor_password(smtp):
    host = smtp("none", users={"moi": "secret"})
    with pytest.raises(NotSentError, match="ne propose pas STARTTLS"):
        send(host, login=Credentials("moi", "secret"))
    assert host.verbs == ["EHLO"]


def test_an_unknown_certificate_is_refused(smtp, monkeypatch):
    host = smtp()
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    with pytest.raises(NotSentError, match=r"127\.0\.0\.1:\d+ : .*certificat refusé"):
        send(host)
    assert host.received == []


def test_wrong_credentials_are_told_without_repeating_them(smtp):
    host = smtp(users={"moi": "secret"})
    with pytest.raises(NotSentError, match="identifiants refusés : 535") as caught:
        send(host, login=Credentials("moi", "hunter2"))
    assert "hunter2" not in str(caught.value) + repr(Credentials("moi", "hunter2"))


@pytest.mark.parametrize(
    ("verb", "reply", "told"),
    [
        ("CONNECT", "554 pas vous", "554 pas vous"),
        ("EHLO", DROP, "a coupé"),
        ("STARTTLS", "454 plus tard", "454 plus tard"),
        ("MAIL", "550 qui ?", "adresse lettre@blog.test refusée : 550 qui ?"),
        ("RCPT", "550-inconnu\r\n550 vraiment", "adresse liste@listes.test refusée : 550 inconnu vraiment"),
        ("RCPT", DROP, "a coupé"),
    ],
)
def test_what_fails_before_the_text_is_not_sent_and_never_announced(smtp, verb, reply, told):
    host = smtp()
    host.replies[verb] = reply
    with pytest.raises(NotSentError, match="n'est pas parti") as caught:
        send(host)
    assert told in str(caught.value)
    assert caught.value.__notes__ == [""]
    assert host.received == []


@pytest.mark.parametrize(("verb", "reply"), [("DATA", "451 plus tard"), ("END", "554 5.7.1 pourriel")])
def test_a_refused_text_is_not_sent_though_announced(smtp, verb, reply):
    host = smtp()
    host.replies[verb] = reply
    with pytest.raises(NotSentError, match=reply) as caught:
        send(host)
    assert caught.value.__notes__ == ["annoncé"]


@pytest.mark.parametrize("reply", [DROP, HANG])
def test_a_conversation_broken_off_after_the_text_is_uncertain(smtp, reply):
    host = smtp()
    host.replies["END"] = reply
    with pytest.raises(UncertainError, match="on ne sait pas"):
        send(host, timeout_seconds=0.5)


@pytest.mark.parametrize("reply", [DROP, "500 non"])
def test_a_server_that_parts_rudely_has_still_taken_the_message(smtp, reply):
    host = smtp()
    host.replies["QUIT"] = reply
    send(host)
    assert len(host.received) == 1


@pytest.mark.parametrize("verb", ["CONNECT", "EHLO", "MAIL"])
@pytest.mark.parametrize("reply", [HANG, DRIP])
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_whole_conversation_ends_in_time_even_if_the_server_keeps_talking(smtp, verb, reply, security):
    host = smtp(security)
    host.replies[verb] = reply
    begun = time.monotonic()
    with pytest.raises(NotSentError, match=r"délai de 0\.4 s dépassé"):
        send(host, security=security, timeout_seconds=0.4)
    assert time.monotonic() - begun < 8


def test_a_refusal_of_the_caller_ends_the_conversation_before_the_text(smtp):
    host = smtp()

    def refuse() -> None:
        raise SettingsError("non")

    with pytest.raises(SettingsError, match="non"):
        deliver(
            MESSAGE,
            sender="a@b.test",
            recipient="c@d.test",
            server=MailServer("127.0.0.1", host.port),
            about_to_send=refuse,
        )
    assert "DATA" not in host.verbs


def test_nobody_listening_is_told_with_the_address(smtp):
    host = smtp()
    port = host.port
    host.__exit__()
    with pytest.raises(NotSentError, match=rf"127\.0\.0\.1:{port} : .*connexion refusée"):
        send(host)


def test_what_the_server_says_is_quoted_without_control_characters_and_not_at_length(smtp):
    host = smtp()
    host.replies["MAIL"] = "550 \x1b[31m" + "x" * 400
    with pytest.raises(NotSentError) as caught:
        send(host)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 350


# --- Credentials ----------------------------------------------------------------------------------------------------

SERVER = MailServer("smtp.blog.test", 587, credentials_file="secret.txt")


def test_credentials_come_from_the_environment_first(tmp_path: Path):
    environment = {"ALAMINUTE_SMTP_USER": "moi", "ALAMINUTE_SMTP_PASSWORD": "secret"}
    assert credentials(SERVER, environment, tmp_path) == Credentials("moi", "secret")


def test_credentials_come_from_the_named_file_else(tmp_path: Path):
    (tmp_path / "secret.txt").write_text("moi\nmot de passe\n", encoding="utf-8")
    assert credentials(SERVER, {}, tmp_path) == Credentials("moi", "mot de passe")


def test_a_server_may_want_no_credentials(tmp_path: Path):
    assert credentials(MailServer("localhost", 25, "none"), {}, tmp_path) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "introuvable"), ("moi\n", "il faut"), ("", "il faut"), ("moi\nété\n", "ASCII"), ("moi\n\udcff\n", "UTF-8")],
)
def test_a_credentials_file_that_does_not_do_is_named(tmp_path: Path, text: str | None, told: str):
    if text is not None:
        (tmp_path / "secret.txt").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(SettingsError, match=rf"secret\.txt.*{told}"):
        credentials(SERVER, {}, tmp_path)


def test_half_of_the_credentials_is_a_fault(tmp_path: Path):
    with pytest.raises(SettingsError, match="ALAMINUTE_SMTP_PASSWORD"):
        credentials(SERVER, {"ALAMINUTE_SMTP_USER": "moi"}, tmp_path)
