"""The digest's settings, checked: every fault is named at once, in French. Pure.

A password is none of them: it comes from the environment or from a file of its own (`sending.credentials`).
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from alaminute.digest.model import Envelope
from alaminute.errors import SettingsError

STARTTLS, TLS, NONE = "starttls", "tls", "none"
# RFC 6409: submission; RFC 8314: submission over TLS; RFC 5321: a server on the same machine.
_PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}
_LONGEST_TIMEOUT_SECONDS = 600

# All of them that are texts, without their common beginning.
TEXTS = ("FROM", "TO", "UNSUBSCRIBE", "SMTP", "SECURITY", "CREDENTIALS_FILE")

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_SERVER = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::(?P<port>\d{1,5}))?")
_SECRET = re.compile(r"DIGEST_.*(?:PASS|SECRET|TOKEN|USER|LOGIN)")


@dataclass(frozen=True)
class MailServer:
    """The SMTP server that takes the message; `timeout_seconds` is for the whole conversation."""

    host: str
    port: int
    security: str = STARTTLS
    timeout_seconds: float = 60
    credentials_file: str = ""

    def __str__(self) -> str:
        """`smtp.example.org:587`."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True)
class DigestSettings:
    """Whom digests come from and go to; `server` None: they are only written as files."""

    envelope: Envelope
    server: MailServer | None


def digest_settings(values: Mapping[str, Any]) -> DigestSettings:
    """The settings that begin with DIGEST_. Raises SettingsError, one line a fault."""
    faults = [*_secrets(values), *_not_texts(values)]
    if faults:
        raise SettingsError("\n".join(faults))
    # Where readers' answers go anyway, for a site that says no more.
    name, sender = parseaddr(values.get("DIGEST_FROM") or str(values.get("REPLY_EMAIL") or ""))
    envelope = Envelope(
        sender=sender,
        sender_name=name or str(values.get("SITENAME", "")),
        recipient=values.get("DIGEST_TO", ""),
        unsubscribe=values.get("DIGEST_UNSUBSCRIBE", ""),
    )
    server = _server(values, faults)
    faults += [*_addresses(values, envelope), *_halves(envelope, server)]
    if faults:
        raise SettingsError("\n".join(faults))
    return DigestSettings(envelope, server)


def is_loopback(host: str) -> bool:
    """Whether the name or number is this very machine's."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _secrets(values: Mapping[str, Any]) -> list[str]:
    return [
        f"{name} : un identifiant n'a pas sa place dans les réglages, qui se publient avec le site ; donnez-le par "
        "ALAMINUTE_SMTP_USER et ALAMINUTE_SMTP_PASSWORD, ou par un fichier que nomme DIGEST_CREDENTIALS_FILE."
        for name in sorted(values)
        if _SECRET.match(name)
    ]


def _not_texts(values: Mapping[str, Any]) -> list[str]:
    return [
        f"DIGEST_{name} = {values[f'DIGEST_{name}']!r} : il faut un texte entre guillemets."
        for name in TEXTS
        if not isinstance(values.get(f"DIGEST_{name}", ""), str)
    ]


def _server(values: Mapping[str, Any], faults: list[str]) -> MailServer | None:
    """The server, if one is named; what is wrong with it goes to `faults`."""
    given = values.get("DIGEST_SMTP", "")
    security = values.get("DIGEST_SECURITY", STARTTLS)
    timeout = values.get("DIGEST_TIMEOUT_SECONDS", MailServer.timeout_seconds)
    if not given:
        return None
    match = _SERVER.fullmatch(given)
    if security not in _PORTS:
        faults.append(f"DIGEST_SECURITY = {security!r} : choisissez 'starttls', 'tls' ou 'none'.")
        return None
    host = match["host"].strip("[]") if match else ""
    port = int(match["port"] or _PORTS[security]) if match else 0
    if not 0 < port < 1 << 16:
        faults.append(f"DIGEST_SMTP = {given!r} : écrivez un serveur comme 'smtp.exemple.fr:587'.")
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout <= _LONGEST_TIMEOUT_SECONDS:
        faults.append(f"DIGEST_TIMEOUT_SECONDS = {timeout!r} : il faut un nombre de secondes, jusqu'à 600.")
        return None
    if security == NONE and not is_loopback(host):
        faults.append(f"DIGEST_SECURITY = 'none' : sans chiffrement, seulement vers cette machine, pas vers {host}.")
    return MailServer(host, port, security, timeout, values.get("DIGEST_CREDENTIALS_FILE", ""))


def _addresses(values: Mapping[str, Any], envelope: Envelope) -> list[str]:
    faults = []
    if not _ADDRESS.fullmatch(envelope.sender):
        shown = values.get("DIGEST_FROM", "")
        faults.append(f"DIGEST_FROM = {shown!r} : donnez l'adresse qui envoie, comme 'lettre@exemple.fr'.")
    if envelope.recipient and not _ADDRESS.fullmatch(envelope.recipient):
        faults.append(
            f"DIGEST_TO = {envelope.recipient!r} : il faut une seule adresse, celle de la liste ; pour plusieurs "
            "lecteurs, une liste de diffusion ou un service d'infolettres."
        )
    if envelope.unsubscribe and not _is_unsubscribe(envelope.unsubscribe):
        hint = "écrivez 'mailto:…' ou une adresse https complète"
        faults.append(f"DIGEST_UNSUBSCRIBE = {envelope.unsubscribe!r} : {hint}.")
    return faults


def _is_unsubscribe(address: str) -> bool:
    """Whether it may stand in a List-Unsubscribe header and behind a link."""
    if not re.fullmatch(r"[!-;=?-~]+", address):  # printable ASCII but for < and >
        return False
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.netloc)
    return parts.scheme == "mailto" and _ADDRESS.fullmatch(parts.path) is not None


def _halves(envelope: Envelope, server: MailServer | None) -> list[str]:
    if server and not envelope.recipient:
        return ["DIGEST_SMTP sans DIGEST_TO : à quelle adresse envoyer ?"]
    if envelope.recipient and not server:
        return ["DIGEST_TO sans DIGEST_SMTP : par quel serveur envoyer ?"]
    return []
