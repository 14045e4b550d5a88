"""The pictures that messages name, on disk beside their year's file."""

from pathlib import Path

from alaminute.birthdays.model import Archive
from alaminute.birthdays.visual_hash import fingerprint
from alaminute.errors import ContentError, RecordError


def check_visuals(archive: Archive) -> None:
    """Raise ContentError if a picture is not where its message says.

    Here rather than at reading: of what a reader raises Pelican logs no more than the file's name.
    """
    missing = [
        RecordError(
            message.path,
            message.line,
            f"image introuvable : {message.visual}",
            quote=f"## {message.heading}",
            hint=f"le chemin se lit depuis le dossier {Path(message.path).parent.name}/",
        )
        for year in archive
        for message in year.messages
        if message.visual and not (Path(message.path).parent / message.visual).is_file()
    ]
    if missing:
        raise ContentError(missing)


def visual_fingerprints(archive: Archive) -> dict[tuple[int, str], int]:
    """The fingerprint of each message's picture, by year and brand key; what is no picture has none."""
    found = {}
    for year in archive:
        for message in year.messages:
            if message.visual:
                value = fingerprint((Path(message.path).parent / message.visual).read_bytes())
                if value is not None:
                    found[year.number, message.brand.key] = value
    return found
