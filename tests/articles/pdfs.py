"""Small PDFs made for tests."""

import io
from collections.abc import Sequence

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject


def pdf(pages: Sequence[Sequence[str]], *, password: str | None = None, language: str = "") -> bytes:
    """A PDF whose pages have those lines; `password` locks it."""
    writer = PdfWriter()
    for lines in pages:
        _add_page(writer, lines)
    writer.add_metadata({"/Title": "Un  document"})
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    if password is not None:
        writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _add_page(writer: PdfWriter, lines: Sequence[str]) -> None:
    page = writer.add_blank_page(595, 842)
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = StreamObject()
    content.set_data(f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET".encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(content)
