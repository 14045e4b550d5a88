"""The selections on disk: every week's file below one folder, read and written whole."""

from pathlib import Path

from alaminute.errors import ContentError, RecordError
from alaminute.files import shown_path, write_atomically
from alaminute.records import parse_document
from alaminute.selections.from_records import SCHEMA, selection_from
from alaminute.selections.model import Selection
from alaminute.weeks import Week


class Shelf:
    """The folder that holds the selections, `content/selections`; it need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self) -> list[Selection]:
        """Every selection, oldest week first. Raises ContentError with every fault in every file."""
        selections: list[Selection] = []
        problems: list[RecordError] = []
        for path in sorted(self.folder.rglob("*.md")):
            try:
                selections.append(load_selection(path))
            except ContentError as error:
                problems += error.errors
        if problems:
            raise ContentError(problems)
        return sorted(selections, key=lambda selection: selection.week)

    def path_of(self, week: Week) -> Path:
        """Where a new file of that week goes."""
        return self.folder / f"{week}.md"

    def save_new(self, week: Week, text: str) -> Path:
        """Write the week's file, whole or not at all. Raises ContentError if there is one, of another week inside."""
        path = self.path_of(week)
        if path.exists():
            reason = f"ce fichier porte le nom de la semaine {week}, mais son en-tête en dit une autre"
            hint = "corrigez sa ligne « Week », ou renommez-le d'après elle"
            raise ContentError([RecordError(shown_path(path), 1, reason, hint=hint)])
        write_atomically(path, text)
        return path


def load_selection(path: Path) -> Selection:
    """The selection of one file. Raises ContentError."""
    name = shown_path(path)
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ContentError([RecordError(name, line, "ce fichier n'est pas en UTF-8")]) from error
    return selection_from(parse_document(text, name, SCHEMA))
