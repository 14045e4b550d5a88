"""Why a page's text is not what its readers came for: a subscription, a wall of cookies, a script, a dead end. Pure."""

import re
from collections.abc import Sequence

from alaminute.articles.media import is_medium, is_read
from alaminute.articles.structured_data import Entity, texts

SUBSCRIBERS_ONLY = "réservé aux abonnés"
# A text of more words is an article about cookies or scripts, not a wall (our choice).
WALL_WORDS = 100
_PAGES = frozenset({"WebPage", "WebPageElement", "CreativeWork", "WebContent"})
_NO = frozenset({"false", "no", "0"})
_WALLS = (
    (
        re.compile(
            r"(?:activ|autoris)(?:ez|er|é)\b[^.!?]{0,40}\bjavascript|javascript\b[^.!?]{0,40}\b(?:désactivé|requis|nécessaire)"
            r"|(?:enable|turn on|allow|requires?|needs?)\b[^.!?]{0,40}\bjavascript"
            r"|javascript\b[^.!?]{0,40}\b(?:disabled|required|enabled|not (?:available|supported))"
            r"|javascript\b[^.!?]{0,40}\b(?:aktivieren|deaktiviert)",
            re.IGNORECASE,
        ),
        "la page ne s'affiche qu'avec JavaScript",
    ),
    (
        re.compile(
            r"verif(?:y|ying) (?:that )?you are (?:a )?human|checking your browser|are you a robot|not a robot"
            r"|vérifi\w+ que vous (?:êtes humain|n'êtes pas un robot)|captcha",
            re.IGNORECASE,
        ),
        "le site veut d'abord s'assurer que l'on n'est pas un robot",
    ),
    (
        re.compile(
            r"page (?:introuvable|non trouvée|inexistante)|(?:erreur|error) 404|404 (?:not found|error|erreur)"
            r"|page (?:not found|can't be found|does not exist|doesn't exist|no longer exists)"
            r"|cette page n'existe (?:pas|plus)|seite nicht gefunden",
            re.IGNORECASE,
        ),
        "la page dit elle-même qu'elle n'existe pas",
    ),
    (
        re.compile(
            r"(?:accept|refus|utilis|gér|consent|use|using|manage|allow|reject)\w*\b[^.!?]{0,60}\bcookies?\b"
            r"|\bcookies?\b[^.!?]{0,60}\b(?:accept|refus|consent|préféren|preferen)",
            re.IGNORECASE,
        ),
        "la page ne montre que sa demande de consentement aux cookies",
    ),
    (
        re.compile(
            r"(?:réservée?s? (?:à nos |aux )abonnés|abonnez-vous pour (?:lire|continuer|accéder)|il vous reste \d+ ?% "
            r"|subscribe to (?:read|continue|keep)|subscribers[ -]only|only available to subscribers"
            r"|for (?:paying )?subscribers only)",
            re.IGNORECASE,
        ),
        SUBSCRIBERS_ONLY,
    ),
)


def is_for_subscribers(described: Sequence[Entity]) -> bool:
    """Whether the page, its article or a part of it is declared as not free to read.

    schema.org/isAccessibleForFree, as sites with paid articles declare it to search engines ("Paywalled content" in
    Google's structured-data documentation). What else is sold on a page does not matter.
    """
    return any(
        text.rsplit("/", 1)[-1].strip().lower() in _NO
        for entity in described
        if is_read(entity) or is_medium(entity) or entity.types & _PAGES
        for text in texts(entity.properties.get("isAccessibleForFree"))
    )


def wall(text: str, words: int) -> str | None:
    """What a page shows instead of its article, as a reason for the author; None for an article."""
    if words > WALL_WORDS:
        return None
    line = " ".join(text.replace("’", "'").split())
    return next((reason for sign, reason in _WALLS if sign.search(line)), None)
