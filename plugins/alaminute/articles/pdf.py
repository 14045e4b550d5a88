"""A PDF's bytes → its text. Pure; slow and hungry on made-up files, so that `reading` gives it a process of its own."""

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 200
# So many pages tell a running head from a line that comes twice.
_SMALLEST_DOCUMENT = 3
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad]\n(?=[a-zà-öø-ÿœ])")


@dataclass(frozen=True)
class PdfText:
    """What a PDF says; `reason`, in French, why it says nothing."""

    text: str = ""
    reason: str = ""
    title: str = ""
    language: str = ""  # as declared


def pdf_text(document: bytes) -> PdfText:
    """The text of a PDF without its running heads. Never raises for what the document contains."""
    # Here, since few weeks bring a PDF, and importing it takes time.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415

    # It would tell the author's terminal about every fault that it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(PdfReader(io.BytesIO(document)))
    except (DependencyError, FileNotDecryptedError):
        return PdfText(reason="c'est un document PDF protégé")
    # A parser of a format this large has faults of its own on made-up files; they are the document's failure.
    except Exception as error:  # noqa: BLE001
        return PdfText(reason=f"c'est un document PDF illisible ({type(error).__name__})")


def without_running_heads(pages: list[str]) -> str:
    """The text of pages without lines that most of them share, page numbers included; words cut in two are mended."""
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    counts = Counter(key for page in lines for key in {_key(line) for line in page})
    often = {key for key, count in counts.items() if len(pages) >= _SMALLEST_DOCUMENT and 2 * count > len(pages)}
    return _HYPHEN.sub("", "\n".join(line for page in lines for line in page if _key(line) not in often))


def _read(reader: "PdfReader") -> PdfText:
    if reader.is_encrypted and not reader.decrypt(""):
        return PdfText(reason="c'est un document PDF protégé")
    if len(reader.pages) > MAX_PAGES:
        return PdfText(reason=f"c'est un document PDF de plus de {MAX_PAGES} pages")
    text = without_running_heads([page.extract_text() for page in reader.pages])
    if not any(character.isalnum() for character in text):
        return PdfText(reason="c'est un document PDF sans texte : des images, sans doute")
    title = (reader.metadata.title if reader.metadata else None) or ""
    language = reader.root_object.get("/Lang") or ""
    return PdfText(text, "", " ".join(str(title).split()), str(language))


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line)
