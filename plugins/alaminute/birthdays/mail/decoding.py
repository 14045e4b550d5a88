"""Bytes and headers of mail → text, whatever their charset claims to be. Pure."""

import html
import re
from email.errors import HeaderParseError
from email.header import decode_header

import nh3

_META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# As browsers do (WHATWG Encoding, "names and labels"): mail says Latin 1 and means Windows.
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_LINE_TAG = re.compile(
    r"</?(?:address|article|blockquote|br|center|dd|div|dl|dt|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section"
    r"|table|tbody|td|tfoot|th|thead|title|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)
_UNSEEN = {"script", "style", "head", "title", "noscript", "template"}


def decode_text(data: bytes, charset: str | None, *, is_html: bool = False) -> str:
    """The text of a part: by its charset, else by its HTML's, else UTF-8, else Windows-1252. Lines end in LF."""
    declared = [charset]
    if is_html and (match := _META_CHARSET.search(data[:2048])):
        declared.append(match[1].decode("ascii"))
    text = next((text for name in (*declared, "utf-8") if (text := _decoded(data, name)) is not None), None)
    if text is None:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def decode_header_text(raw: str) -> str:
    """A header's value with its encoded words (RFC 2047) read, and raw 8-bit bytes too, on one line."""
    if any("\udc80" <= character <= "\udcff" for character in raw):
        data = raw.encode("utf-8", errors="surrogateescape")
        raw = decode_text(data, None)
    try:
        chunks = decode_header(raw)
    except (HeaderParseError, ValueError):
        return _one_line(raw)
    text = "".join(chunk if isinstance(chunk, str) else decode_text(chunk, charset) for chunk, charset in chunks)
    return _one_line(text)


def html_lines(source: str) -> str:
    """The visible text of HTML, a line for each block; no scripts, styles, or hidden pixels."""
    spaced = _LINE_TAG.sub(lambda match: f"\n{match[0]}\n", re.sub(r"\s+", " ", source))
    text = html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags=_UNSEEN))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _decoded(data: bytes, charset: str | None) -> str | None:
    """The text, or None if the charset is unknown or wrong."""
    if not charset:
        return None
    name = charset.strip("\"' ").lower()
    try:
        # A label of Latin 1 on UTF-8 bytes is more common than accented Latin 1 that happens to be valid UTF-8.
        if name in _MEANT:
            return _decoded(data, "utf-8") or data.decode(_MEANT[name])
        # bytes.decode, not codecs.decode: it refuses codecs that make no text, such as zlib.
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
