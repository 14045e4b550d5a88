"""Command on the catalogues of what readers are told: bring them up to what templates and code say."""

from collections.abc import Sequence
from pathlib import Path

from alaminute.commands.run import Run
from alaminute.console import DONE
from alaminute.files import shown_path
from alaminute.wording.catalogues import PACKAGE_FOLDER, languages_in
from alaminute.wording.extraction import messages_of, update_catalogue


def update_words(
    run: Run, sources: Sequence[Path], *, language: str | None = None, folder: Path = PACKAGE_FOLDER
) -> int:
    """Update every catalogue below `folder`, or only that of `language`, which may be a new one; say what they lack.

    `sources` are the folders of templates and modules.
    """
    messages = messages_of(sources)
    for name in [language] if language else languages_in(folder):
        updated = update_catalogue(folder, name, messages)
        missing = f"{updated.missing} à traduire" if updated.missing else "rien à traduire"
        count = f"{updated.messages} message{'s' * (updated.messages > 1)}"
        run.console.say(f"{shown_path(updated.path)} : {count}, {missing}.")
    return DONE
