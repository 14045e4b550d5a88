"""A loopback SMTP server that behaves as a test tells it to, and remembers what it was told."""

import base64
import contextlib
import socket
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

CERTIFICATE = Path(__file__).with_name("localhost.pem")
# Instead of a reply: say nothing more; close the connection; go on talking without ever ending.
HANG, DROP, DRIP = "hang", "drop", "drip"


class _Hangup(Exception):  # noqa: N818
    """The conversation is over."""


@dataclass
class Received:
    """One message that was accepted."""

    sender: str
    recipient: str
    data: bytes
    encrypted: bool
    user: str | None


class SmtpHost:
    """`replies` maps verbs (and `CONNECT`, and `END` after the text) to replies that replace the ordinary ones."""

    def __init__(self, security: str = "starttls", users: dict[str, str] | None = None) -> None:
        self.security = security
        self.users = users or {}
        self.replies: dict[str, str] = {}
        self.received: list[Received] = []
        self.verbs: list[str] = []
        self.lines: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.02)
        self.port: int = self._listener.getsockname()[1]
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._closing.set()
        self._thread.join(timeout=10)
        self._listener.close()

    def _serve(self) -> None:
        while not self._closing.is_set():
            with contextlib.suppress(TimeoutError, OSError, _Hangup):
                connection, _ = self._listener.accept()
                connection.settimeout(10)
                conversation = _Conversation(self, connection)
                try:
                    conversation.run()
                finally:
                    conversation.close()

    def wait(self) -> None:
        """Until the test is over."""
        self._closing.wait(20)


class _Conversation:
    def __init__(self, host: SmtpHost, connection: socket.socket) -> None:
        self.host = host
        self.connection: Any = connection
        self.encrypted = False
        self.user: str | None = None
        self.sender = self.recipient = ""
        if host.security == "tls":
            self._encrypt()
        self.stream = self.connection.makefile("rwb")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.stream.close()
        with contextlib.suppress(OSError):
            self.connection.close()

    def run(self) -> None:
        self._reply("CONNECT", "220 loopback.test prêt")
        while line := self.stream.readline():
            self.host.lines.append(line)
            verb, _, argument = line.decode().strip().partition(" ")
            self.host.verbs.append(verb.upper())
            getattr(self, f"_{verb.lower()}")(argument)

    def _reply(self, verb: str, ordinary: str) -> bool:
        """Say the reply; whether it was a yes."""
        said = self.host.replies.get(verb, ordinary)
        if said == HANG:
            self.host.wait()
        if said in (HANG, DROP):
            raise _Hangup
        while said == DRIP and not self.host._closing.wait(0.05):
            self._say("250-encore")
        self._say(said)
        return said[0] in "23"

    def _say(self, text: str) -> None:
        self.stream.write(f"{text}\r\n".encode())
        self.stream.flush()

    def _ehlo(self, _: str) -> None:
        offers = ["loopback.test", "8BITMIME"]
        if self.host.security == "starttls" and not self.encrypted:
            offers.append("STARTTLS")
        if self.host.users:
            offers.append("AUTH PLAIN")
        lines = [f"250{'-' if number < len(offers) else ' '}{offer}" for number, offer in enumerate(offers, start=1)]
        self._reply("EHLO", "\r\n".join(lines))

    def _starttls(self, _: str) -> None:
        if self._reply("STARTTLS", "220 allez-y"):
            self.stream.close()
            self._encrypt()
            self.stream = self.connection.makefile("rwb")

    def _encrypt(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except OSError as error:
            self.connection.close()
            raise _Hangup from error
        self.encrypted = True

    def _auth(self, argument: str) -> None:
        _, user, password = base64.b64decode(argument.removeprefix("PLAIN ")).decode().split("\0")
        right = self.host.users.get(user) == password
        self.user = user if right else None
        self._reply("AUTH", "235 bienvenue" if right else "535 5.7.8 mauvais identifiants")

    def _mail(self, argument: str) -> None:
        self.sender = argument.partition("<")[2].partition(">")[0]
        allowed = self.user or not self.host.users
        self._reply("MAIL", "250 oui" if allowed else "530 identifiez-vous")

    def _rcpt(self, argument: str) -> None:
        self.recipient = argument.partition("<")[2].partition(">")[0]
        self._reply("RCPT", "250 oui")

    def _data(self, _: str) -> None:
        if not self._reply("DATA", "354 allez-y"):
            return
        lines = []
        while (line := self.stream.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = Received(self.sender, self.recipient, b"".join(lines), self.encrypted, self.user)
        if self.host.replies.get("END", "250")[0] == "2" or self.host.replies["END"] in (HANG, DROP, DRIP):
            # A server that falls silent may well have kept the message.
            self.host.received.append(message)
        self._reply("END", "250 accepté")

    def _quit(self, _: str) -> None:
        self._reply("QUIT", "221 au revoir")
        raise _Hangup
