"""Why a request failed, in words for the author."""

import errno

import aiohttp

from alaminute.feeds.guarding import FORBIDDEN_ERRNO


def explain_status(status: int) -> str:
    """An HTTP status in words for the author."""
    known = {
        401: "le site demande un mot de passe",
        403: "le site refuse l'accès",
        404: "page introuvable",
        410: "retiré pour de bon par son site",
        429: "le site demande de ralentir",
        500: "panne du site",
        502: "panne du site",
        503: "site momentanément indisponible",
        504: "panne du site",
    }
    return f"{known.get(status, 'réponse inattendue')} (HTTP {status})"


def explain(error: Exception) -> str:
    """Why a request failed, in words for the author."""
    if isinstance(error, aiohttp.ClientConnectorError) and error.os_error.errno == FORBIDDEN_ERRNO:
        return "adresse d'un réseau privé, refusée (l'autoriser avec --allow-host si elle est voulue)"
    for kinds, reason in _REASONS:
        if isinstance(error, kinds):
            return reason
    if isinstance(error, aiohttp.ClientConnectorError):
        os_error = error.os_error
        known = _CONNECTIONS.get(os_error.errno or 0)
        return f"connexion impossible ({known or os_error.strerror or os_error})"
    return f"réponse incompréhensible ({type(error).__name__})"


_REASONS: list[tuple[tuple[type[Exception], ...], str]] = [
    ((aiohttp.ClientConnectorDNSError,), "site introuvable (nom inconnu, ou pas de connexion à l'internet)"),
    ((aiohttp.ClientSSLError,), "le certificat du site n'est pas valable"),
    ((aiohttp.ServerDisconnectedError, ConnectionError), "le site a coupé la connexion sans répondre"),
    ((aiohttp.ClientPayloadError,), "réponse tronquée"),
    ((aiohttp.InvalidURL, ValueError), "l'adresse, ou celle où elle redirige, n'est pas une adresse http(s)"),
]
_CONNECTIONS = {
    errno.ECONNREFUSED: "refusée par le serveur",
    errno.ECONNRESET: "coupée par le serveur",
    errno.EHOSTUNREACH: "serveur injoignable",
    errno.ENETUNREACH: "réseau injoignable",
    errno.ETIMEDOUT: "aucune réponse",
}
