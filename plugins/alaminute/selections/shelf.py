"""The selections on disk: every week's file below one folder, and the ledger of what was offered beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alaminute.errors import ContentError, RecordError, SiteError, os_reason
from alaminute.files import shown_path, write_atomically
from alaminute.records import Document, parse_document
from alaminute.selections.from_records import SCHEMA, selection_from
from alaminute.selections.ledger import LEDGER_NAME, Offer, fingerprint, format_ledger, parse_ledger, standing
from alaminute.selections.model import Selection
from alaminute.weeks import Week


@dataclass(frozen=True)
class Shelved:
    """One week's file as it is on disk."""

    path: Path
    text: str
    document: Document
    selection: Selection


class Shelf:
    """The folder that holds the selections, `content/selections`; it need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self) -> list[Shelved]:
        """Every selection, oldest week first. Raises ContentError with every fault in every file."""
        found: list[Shelved] = []
        problems: list[RecordError] = []
        for path in sorted(self.folder.rglob("*.md")):
            try:
                found.append(load_selection(path))
            except ContentError as error:
                problems += error.errors
        if problems:
            raise ContentError(problems)
        return sorted(found, key=lambda shelved: shelved.selection.week)

    def load_offers(self, shelved: Iterable[Shelved]) -> tuple[Offer, ...]:
        """What was really offered, by the ledger and by the files as they are now."""
        path = self.folder / LEDGER_NAME
        try:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            reason = os_reason(error) if isinstance(error, OSError) else "ce n'est pas de l'UTF-8"
            raise SiteError(f"{shown_path(path)} : illisible ({reason})") from error
        files = {str(week.selection.week): fingerprint(week.text) for week in shelved}
        return standing(parse_ledger(text), files)

    def path_of(self, week: Week) -> Path:
        """Where a new file of that week goes. Raises ContentError if there is one, of another week inside."""
        path = self.folder / f"{week}.md"
        if path.exists():
            reason = f"ce fichier porte le nom de la semaine {week}, mais son en-tête en dit une autre"
            hint = "corrigez sa ligne « Week », ou renommez-le d'après elle"
            raise ContentError([RecordError(shown_path(path), 1, reason, hint=hint)])
        return path

    def save(
        self, path: Path, text: str, *, former: str | None, offers: Sequence[Offer], new: Sequence[Offer] = ()
    ) -> None:
        """Write a week's file and what it newly offers, so that a crash at any moment loses and doubles nothing.

        The ledger first says what is about to be offered, and in what file; then comes the file; then the ledger again.
        `former` is the file's text before, None for no file; `offers` are those that stand.
        """
        if new:
            self._save_ledger([*offers, *(replace(offer, state=fingerprint(former)) for offer in new)])
        write_atomically(path, text)
        if new:
            self._save_ledger([*offers, *new])

    def _save_ledger(self, offers: Iterable[Offer]) -> None:
        write_atomically(self.folder / LEDGER_NAME, format_ledger(offers))


def load_selection(path: Path) -> Shelved:
    """The selection of one file. Raises ContentError."""
    name = shown_path(path)
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError([RecordError(name, line, "ce fichier n'est pas en UTF-8")]) from error
    document = parse_document(text, name, SCHEMA)
    return Shelved(path, text, document, selection_from(document))
