"""The reading list: OPML 1.0 and 2.0 as feed readers write it → feeds, and back for the public. Pure."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree

from alaminute.errors import SiteError
from alaminute.feeds import plain_text
from alaminute.feeds.json_feed import language_code
from alaminute.feeds.model import Feed

NAMESPACE = "https://alaminute.example/opml"
_ALM = f"{{{NAMESPACE}}}"
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_DECLARED_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class OpmlProblem:
    """Something in the list that was mended or left out; `line` counts from 1."""

    line: int
    reason: str


@dataclass(frozen=True)
class ReadingList:
    """What an OPML file says."""

    title: str
    # In the file's order, each address once.
    feeds: tuple[Feed, ...]
    problems: tuple[OpmlProblem, ...] = ()
    # The line of each feed's outline, counted from 1, by its address.
    lines: Mapping[str, int] = field(default_factory=dict)


def parse_opml(data: bytes, path: str) -> ReadingList:
    """The feeds of an OPML file. `path` names it in messages.

    Raises SiteError with `path:line` if it is not XML, has a document type, or is no OPML. An outline that cannot be
    used costs only itself.
    """
    text, problems = _mended(data, path)
    root = _parse(text, path)
    body = root.find("body") if root.tag == "opml" else None
    if body is None:
        line = root.sourceline or 1
        raise SiteError(f"{path}:{line}: ce n'est pas une liste OPML (<opml> avec un <body>)")
    found: dict[str, Feed] = {}
    lines: dict[str, int] = {}
    for element, folders in _outlines(body):
        line = int(element.sourceline or 1)
        feed = _feed(element, folders, line, problems)
        if feed is None:
            continue
        if feed.url in found:
            problems.append(OpmlProblem(line, f"flux en double : {feed.url}"))
            feed = _merged(found[feed.url], feed)
        found[feed.url] = feed
        lines.setdefault(feed.url, line)
    title = plain_text.title(root.findtext("head/title") or "")
    return ReadingList(title, tuple(found.values()), tuple(sorted(problems, key=lambda problem: problem.line)), lines)


def public_opml(feeds: tuple[Feed, ...] | list[Feed], title: str) -> str:
    """The reading list as it is published with the site: OPML 2.0 without the author's private attributes.

    Addresses with a user name, a password or a token-like long secret are private too and are left out.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{html.escape(title, quote=False)}</title></head>", "  <body>"]
    lines += [f"    {_public_outline(feed)}" for feed in feeds if "@" not in urlsplit(feed.url).netloc]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _public_outline(feed: Feed) -> str:
    attributes = {
        "type": "rss",
        "text": feed.title or feed.url,
        "xmlUrl": feed.url,
        "htmlUrl": feed.site_url,
        "language": feed.language or "",
        "category": ",".join(feed.categories),
    }
    return f"<outline {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items() if value)}/>"


def _mended(data: bytes, path: str) -> tuple[str, list[OpmlProblem]]:
    """The text with what people's files get wrong put right, line for line, and what that was."""
    text = _decoded(data)
    problems: list[OpmlProblem] = []
    if doctype := re.search(r"<!DOCTYPE", text, re.IGNORECASE):
        raise SiteError(
            f"{path}:{_line(text, doctype.start())}: un <!DOCTYPE> n'a pas sa place ici ; supprimer cette ligne"
        )

    def entity(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            problems.append(OpmlProblem(_line(text, match.start()), "« & » seul, lu comme « &amp; »"))
            return "&amp;"
        if name.startswith("#") or name in _XML_ENTITIES:
            return match[0]
        character = html.unescape(match[0])
        if character == match[0]:  # no such entity
            problems.append(OpmlProblem(_line(text, match.start()), f"« {match[0]} » inconnu, lu tel quel"))
            return f"&amp;{name};"
        return html.escape(character)

    mended = re.sub(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});)?", entity, _CONTROLS.sub("", text))
    mended = _XML_DECLARATION.sub(lambda declaration: "\n" * declaration[0].count("\n"), mended)
    if "alm:" in mended and "xmlns:alm" not in mended:
        mended = re.sub(r"<opml\b", f'<opml xmlns:alm="{NAMESPACE}"', mended, count=1)
    return mended, problems


def _decoded(data: bytes) -> str:
    """By byte-order mark, else as declared, else UTF-8, else cp1252, which never fails."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", _declared_encoding(data) or "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _parse(text: str, path: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise SiteError(
            f"{path}:{line}: ce n'est pas du XML ({error.msg}) ; réexporter la liste, ou corriger cette ligne"
        ) from error


def _outlines(body: Any) -> list[tuple[Any, tuple[str, ...]]]:
    """Every outline that names a feed, in the file's order, with the folders it lies in."""
    found: list[tuple[Any, tuple[str, ...]]] = []
    # Not by recursion: nesting is the file's choice.
    waiting: list[tuple[Any, tuple[str, ...]]] = [(body, ())]
    while waiting:
        element, folders = waiting.pop()
        attributes = _lower(element)
        if "xmlurl" in attributes:
            found.append((element, folders))
        elif element is not body and (
            name := plain_text.title(attributes.get("text") or attributes.get("title") or "")
        ):
            folders = (*folders, name)
        children = [child for child in element if child.tag == "outline"]
        waiting.extend((child, folders) for child in reversed(children))
    return found


def _lower(element: Any) -> dict[str, str]:
    """Attributes without regard to case: xmlurl and xmlURL are common."""
    return {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}


def _feed(element: Any, folders: tuple[str, ...], line: int, problems: list[OpmlProblem]) -> Feed | None:
    attributes = _lower(element)
    url = _feed_url(attributes["xmlurl"])
    if url is None:
        shown = attributes["xmlurl"][:120] or "(vide)"
        problems.append(OpmlProblem(line, f"l'adresse du flux n'est pas une adresse http(s) complète : {shown}"))
        return None
    site_url = attributes.get("htmlurl", "")
    private = {name: attributes.get(f"{_ALM}{name}".lower(), "") for name in ("weight", "maxItems", "full")}
    return Feed(
        url=url,
        title=plain_text.title(attributes.get("text") or attributes.get("title") or ""),
        site_url=site_url if site_url.startswith(("http://", "https://")) else "",
        language=language_code(attributes.get("language", "")),
        categories=_categories(folders, attributes.get("category", "")),
        weight=_number(private["weight"], "alm:weight", 1.0, line, problems),
        max_items=_max_items(private["maxItems"], line, problems),
        full=private["full"] or None,
    )


def _feed_url(text: str) -> str | None:
    """The address as subscribed; `feed:` is a scheme of old readers for http."""
    text = re.sub(r"^feed:(?://)?(?=https?:)", "", text)
    text = re.sub(r"^feed://", "http://", text)
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)
    return text if usable else None


def _categories(folders: tuple[str, ...], attribute: str) -> tuple[str, ...]:
    """The folder path as one category, then the `category` attribute's own, slashes at the ends dropped (OPML 2.0)."""
    own = [plain_text.title(part.strip().strip("/")) for part in attribute.split(",")]
    return tuple(dict.fromkeys(name for name in (" / ".join(folders), *own) if name))


def _number(text: str, name: str, default: float, line: int, problems: list[OpmlProblem]) -> float:
    if not text:
        return default
    if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,6})?", text, re.ASCII):
        return float(text.replace(",", "."))
    problems.append(OpmlProblem(line, f'{name}="{text[:40]}" n\'est pas un nombre ; ignoré'))
    return default


def _max_items(text: str, line: int, problems: list[OpmlProblem]) -> int | None:
    if not text:
        return None
    value = _number(text, "alm:maxItems", -1, line, problems)
    return int(value) if value >= 0 else None


def _merged(first: Feed, again: Feed) -> Feed:
    """A feed listed twice, as when it lies in two folders: the first one's words, both one's categories."""
    return replace(first, categories=tuple(dict.fromkeys([*first.categories, *again.categories])))


def append_feed(data: bytes, feed: Feed, path: str) -> bytes:
    """The file with one outline more before `</body>`; every other byte stays as it is.

    Raises SiteError, beginning with `path:line`, if the feed is listed already or the file cannot be added to.
    """
    listed = parse_opml(data, path)
    if feed.url in listed.lines:
        raise SiteError(f"{path}:{listed.lines[feed.url]}: ce flux est déjà dans la liste : {feed.url}")
    end = max(data.rfind(b"</body"), 0)
    before = data[data.rfind(b"\n", 0, end) + 1 : end]
    indent = before if not before.strip() else b""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    text = _public_outline(feed)
    is_utf8 = (_declared_encoding(data) or "utf-8").lower() in {"utf-8", "utf8"}
    outline = text.encode() if is_utf8 else text.encode("ascii", "xmlcharrefreplace")
    start = newline if before.strip() else b""
    changed = data[:end] + start + b"  " + outline + newline + indent + data[end:]
    # Another encoding, or « </body » in a comment: what is written must say what was meant, and nothing else.
    if not _adds_only(changed, listed, feed, path):
        line = data.count(b"\n", 0, end) + 1
        raise SiteError(f"{path}:{line}: impossible d'ajouter ici : il faut du UTF-8 qui finisse par </body></opml>")
    return changed


def _adds_only(changed: bytes, listed: ReadingList, feed: Feed, path: str) -> bool:
    try:
        found = parse_opml(changed, path).feeds
    except SiteError:
        return False
    return found[:-1] == listed.feeds and [one.url for one in found[-1:]] == [feed.url]


def _declared_encoding(data: bytes) -> str | None:
    declared = _DECLARED_ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    return declared[1].decode() if declared else None
