"""What can go wrong, with the address of the trouble: a URL, or path:line.

Messages are read by the author, so they are in French; they begin with the address and end with a way out.
"""

import errno

_OS_REASONS = {
    errno.ENOSPC: "disque plein",
    errno.EDQUOT: "espace disque épuisé",
    errno.EFBIG: "fichier trop grand",
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.EACCES: "accès refusé",
    errno.EPERM: "opération interdite",
    errno.EROFS: "disque en lecture seule",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "ce n'est pas un dossier",
    errno.EBUSY: "occupé par un autre programme",
}


def os_reason(error: OSError) -> str:
    """What the system refused, in French where it is something an author may meet."""
    return _OS_REASONS.get(error.errno or 0) or error.strerror or str(error)


class SiteError(Exception):
    """Something that the author can mend; shown without a traceback, exit code 1."""


class SettingsError(SiteError):
    """A setting, an option or an argument that cannot be used."""


class StoreError(SiteError):
    """The store cannot be opened or written; `path` is its file."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} : {reason}")
        self.path = path
        self.reason = reason


class RecordError(SiteError):
    """A content file that breaks its grammar, at a line (counted from 1).

    `quote` is the offending line as the author wrote it, `hint` what to write instead.
    """

    def __init__(self, path: str, line: int, reason: str, *, quote: str = "", hint: str = "") -> None:
        parts = [f"{path}:{line}: {reason}"]
        if quote:
            # One line, even of a header's value that goes on over several.
            first, _, _ = quote.strip().partition("\n")
            parts.append(f"  | {first}")
        if hint:
            parts.append(f"  → {hint}")
        super().__init__("\n".join(parts))
        self.path = path
        self.line = line
        self.reason = reason
        self.quote = quote
        self.hint = hint


class ContentError(SiteError):
    """Every RecordError found in one pass, so that an author mends them all at once."""

    def __init__(self, errors: list[RecordError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


class FetchError(SiteError):
    """An address that could not be read; `url` is where, `reason` why, in words for the author.

    `status` is the HTTP status where there was an answer.
    """

    def __init__(self, url: str, reason: str, *, status: int | None = None) -> None:
        super().__init__(f"{url} : {reason}")
        self.url = url
        self.reason = reason
        self.status = status


class UnreachableError(SiteError):
    """Not one address could be fetched: there is no network, most likely. Exit code 2."""


class FeedParseError(SiteError):
    """Bytes that are not a feed; `url` is where they came from."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} : {reason}")
        self.url = url
        self.reason = reason
