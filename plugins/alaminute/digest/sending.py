"""One message to one SMTP server, encrypted, within a total time.

The conversation has a point of no return: once the text is on its way, a broken connection leaves open whether it was
accepted. So the caller is told just before, and errors say on which side of that point they lie: NotSentError or
UncertainError.
"""

import contextlib
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from alaminute.digest.settings import STARTTLS, TLS, MailServer
from alaminute.errors import SettingsError, SiteError, os_reason

USER_VARIABLE, PASSWORD_VARIABLE = "ALAMINUTE_SMTP_USER", "ALAMINUTE_SMTP_PASSWORD"
_DONE, _WILL_FORWARD = 250, 251  # RFC 5321, 4.2.3
_ANSWER_CHARACTERS = 200


class NotSentError(SiteError):
    """The server did not take the message, for sure."""


class UncertainError(SiteError):
    """The message was on its way when the conversation broke off: it may or may not have been taken."""


@dataclass(frozen=True)
class Credentials:
    """Who we are to the server."""

    user: str
    password: str

    def __repr__(self) -> str:
        """Nothing that a traceback might print."""
        return "Credentials(…)"


def credentials(server: MailServer, environment: Mapping[str, str], root: Path) -> Credentials | None:
    """From the environment, else from the file that the settings name (two lines: user, password); None without both.

    A relative file is below `root`. Raises SettingsError.
    """
    user, password = environment.get(USER_VARIABLE, ""), environment.get(PASSWORD_VARIABLE, "")
    where = f"{USER_VARIABLE}, {PASSWORD_VARIABLE}"
    if not user and not password:
        if not server.credentials_file:
            return None
        where = server.credentials_file
        user, password = _from_file(root / where, where)
    if not user or not password:
        raise SettingsError(f"{where} : il faut l'identifiant et le mot de passe")
    if not (user + password).isascii():
        # smtplib sends them as ASCII; RFC 4616 would have UTF-8.
        raise SettingsError(f"{where} : l'identifiant et le mot de passe ne peuvent être qu'en ASCII")
    return Credentials(user, password)


def _from_file(path: Path, name: str) -> tuple[str, str]:
    try:
        lines = path.read_bytes().decode().splitlines()
    except OSError as error:
        raise SettingsError(f"{name} : lecture impossible ({os_reason(error)})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{name} : ce fichier n'est pas en UTF-8") from error
    user, password = (*lines, "", "")[:2]
    return user.strip(), password.strip()


def deliver(
    message: bytes,
    *,
    sender: str,
    recipient: str,
    server: MailServer,
    login: Credentials | None = None,
    about_to_send: Callable[[], None] = lambda: None,
) -> None:
    """Hand the message to the server; `about_to_send` is called when it has agreed to take it, and may still refuse.

    Raises NotSentError or UncertainError.
    """
    with _Clock(server.timeout_seconds) as clock:
        with _failing_as(NotSentError, server, clock):
            client = _introduce(server, sender.rpartition("@")[2], login, clock)
            _expect(client.mail(sender), sender)
            _expect(client.rcpt(recipient), recipient)
            clock.check()
        about_to_send()
        with _failing_as(UncertainError, server, clock):
            code, answer = client.data(message)
            if code != _DONE:
                raise smtplib.SMTPDataError(code, answer)
        # It is sent: whether we part politely changes nothing.
        with contextlib.suppress(OSError):
            client.quit()


def _introduce(server: MailServer, hello: str, login: Credentials | None, clock: "_Clock") -> smtplib.SMTP:
    """A client that is connected, encrypted, and has said who we are.

    `hello` is the sender's domain: the machine's own name, smtplib's default, may be nobody's business.
    """
    client: smtplib.SMTP
    # A little more, so that it is the clock that ends a long wait, and the reason is told as what it is.
    timeout = server.timeout_seconds + 1
    if server.security == TLS:
        context = ssl.create_default_context()
        client = _TlsClient(clock, server.host, server.port, hello, timeout=timeout, context=context)
    else:
        client = _Client(clock, server.host, server.port, hello, timeout=timeout)
    client.ehlo_or_helo_if_needed()
    if server.security == STARTTLS:
        if not client.has_extn("starttls"):
            raise _NoStartTls
        client.starttls(context=ssl.create_default_context())
        client.ehlo_or_helo_if_needed()
    if login:
        client.login(login.user, login.password)
    return client


def _expect(answer: tuple[int, bytes], address: str) -> None:
    code, text = answer
    if code not in (_DONE, _WILL_FORWARD):
        raise smtplib.SMTPSenderRefused(code, text, address)


class _Clock:
    """Breaks the conversation off when its time is over; smtplib's own time-outs only bound each single wait."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self.client: smtplib.SMTP | None = None
        self._timer = threading.Timer(seconds, self._break_off)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        if self.client is not None:
            self.client.close()

    def check(self) -> None:
        """Raise TimeoutError if the time was over before there was a connection to break off."""
        if self.over:
            raise TimeoutError

    def _break_off(self) -> None:
        self.over = True
        connection: socket.socket | None = self.client.sock if self.client else None
        if connection is not None:
            # Not SSLSocket's own method, which pulls the encryption from under a thread that is reading.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


class _NoStartTls(smtplib.SMTPNotSupportedError):
    """A server that would have us talk in clear."""


class _Client(smtplib.SMTP):
    """A client that its clock knows before the constructor connects."""

    def __init__(self, clock: _Clock, *args: Any, **options: Any) -> None:
        clock.client = self
        super().__init__(*args, **options)


class _TlsClient(smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""

    def __init__(self, clock: _Clock, *args: Any, **options: Any) -> None:
        clock.client = self
        super().__init__(*args, **options)


@contextlib.contextmanager
def _failing_as(kind: type[SiteError], server: MailServer, clock: _Clock) -> Iterator[None]:
    """Errors of the conversation as SiteError of that kind; a clear refusal is NotSentError in any case."""
    try:
        yield
    except OSError as error:  # smtplib's are among them
        reason = f"délai de {server.timeout_seconds:g} s dépassé" if clock.over else _reason(error)
        clear = isinstance(error, smtplib.SMTPDataError)
        raise (NotSentError if clear else kind)(
            f"{server} : {_ENDINGS[clear or kind is NotSentError]} ({reason})"
        ) from error


_ENDINGS = {
    True: "le courriel n'est pas parti",
    False: "la conversation s'est rompue pendant l'envoi : on ne sait pas si le courriel est parti",
}


_REASONS: list[tuple[type[Exception], str]] = [
    (_NoStartTls, "le serveur ne propose pas STARTTLS ; pour un port chiffré d'emblée (465), DIGEST_SECURITY = 'tls'"),
    (smtplib.SMTPNotSupportedError, "le serveur ne prend pas d'identifiants"),
    (smtplib.SMTPServerDisconnected, "le serveur a coupé la conversation"),
    (ssl.SSLError, "le chiffrement a échoué ; DIGEST_SECURITY convient-il à ce port ?"),
    (socket.gaierror, "nom de serveur introuvable"),
    (TimeoutError, "pas de réponse"),
    (ConnectionRefusedError, "connexion refusée"),
]


def _reason(error: OSError) -> str:
    """Why, in French where an author may meet it; what the server said is quoted, in part and on one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        what = ""
        if isinstance(error, smtplib.SMTPSenderRefused):
            what = f"adresse {error.sender} refusée : "
        elif isinstance(error, smtplib.SMTPAuthenticationError):
            what = "identifiants refusés : "
        return what + _quoted(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificat refusé : {error.verify_message}"
    known = next((text for kind, text in _REASONS if isinstance(error, kind)), "")
    return known or os_reason(error)


def _quoted(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    shown = "".join(character if character.isprintable() else " " for character in said)
    return f"{code} {' '.join(shown.split())[:_ANSWER_CHARACTERS]}".strip()
