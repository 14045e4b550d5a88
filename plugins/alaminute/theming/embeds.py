"""Videos, slides and sounds of other sites become links to them: a reader is reported to nobody before a click. Pure.

Blogs' hosts give out `<iframe>`, formerly `<object>` with `<embed>`; each asks their site for something at once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from html import escape, unescape
from urllib.parse import SplitResult, parse_qs, urlsplit

from alaminute.wording.words import Words

_ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_FRAME = re.compile(
    rf"<(?P<name>iframe|object)\b{_ATTRIBUTES}>.*?</(?P=name)\s*>|<embed\b{_ATTRIBUTES}>(?:\s*</embed\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT = re.compile(
    rf"""<script\b(?=[^>]*\ssrc=["']?(?:https?:)?//(?P<host>[^/"'\s>]+)){_ATTRIBUTES}>\s*</script\s*>""", re.IGNORECASE
)
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_MOVIE = re.compile(
    rf"""<param\b(?=[^>]*\sname=["']?(?:movie|src)\b){_ATTRIBUTE.format("[^>]*?value")}""", re.IGNORECASE
)
_IDENTIFIER = r"([\w-]{5,})"
# What players call themselves says nothing of what they play.
_EMPTY_TITLE = re.compile(r"(?:youtube|vimeo|dailymotion)?[\s-]*(?:video )?(?:player|lecteur vidéo)", re.IGNORECASE)


class Medium(Enum):
    """What a site shows in others."""

    VIDEO = "video"
    SLIDES = "slides"
    SOUND = "sound"


@dataclass(frozen=True)
class Host:
    """A site that others show in theirs: its name, what it holds, and the public address of what it shows."""

    name: str
    medium: Medium
    public: Callable[[SplitResult], str | None]


def without_embeds(fragment: str, site_url: str, words: Words) -> str:
    """The fragment, what it would load from other sites as frames or scripts replaced by links, or dropped.

    `words` are those of the fragment's language.
    """
    own = urlsplit(site_url).netloc
    fragment = _FRAME.sub(lambda match: _replaced(match[0], own, words), fragment)
    return _SCRIPT.sub(lambda match: match[0] if match["host"] == own else "", fragment)


def _replaced(element: str, own: str, words: Words) -> str:
    source = _source(element)
    address = f"https:{source}" if source.startswith("//") else source
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "") or not source:
        # Nothing that a link could lead to.
        return ""
    if not parts.netloc or parts.netloc == own:
        return element
    return _link(element, parts, words)


def _link(element: str, parts: SplitResult, words: Words) -> str:
    name = (parts.hostname or "").removeprefix("www.")
    host = _host(name)
    title = _attribute(element, "title") or _attribute(element, "aria-label")
    if _EMPTY_TITLE.fullmatch(title):
        title = ""
    what = _invitation(host.medium if host else None, escape(host.name if host else name), words)
    address = (host.public(parts) if host else None) or parts.geturl()
    picture = _attribute(element, "data-image")
    # Phrasing content only: a frame may stand within a paragraph.
    inside = f'<img src="{escape(picture)}" alt="">' if picture else ""
    inside += f"<strong>{escape(title)}</strong> <span>{what}</span>" if title else f"<strong>{what}</strong>"
    kind = "ailleurs scene" if host else "ailleurs"
    return f'<a class="{kind}" rel="external" href="{escape(address)}">{inside}</a>'


def _invitation(medium: Medium | None, site: str, words: Words) -> str:
    match medium:
        case Medium.VIDEO:
            return words.gettext("Voir la vidéo sur %(site)s", site=site)
        case Medium.SLIDES:
            return words.gettext("Voir la présentation sur %(site)s", site=site)
        case Medium.SOUND:
            return words.gettext("Écouter sur %(site)s", site=site)
        case None:
            return words.gettext("Voir sur %(site)s", site=site)


def _source(element: str) -> str:
    """The address that an element loads, wherever that generation wrote it."""
    movie = _MOVIE.search(element)
    if movie:
        return unescape(movie[1] or movie[2] or movie[3]).strip()
    return (_attribute(element, "src") or _attribute(element, "data-src") or _attribute(element, "data")).strip()


def _attribute(element: str, name: str) -> str:
    match = re.search(_ATTRIBUTE.format(name), element, re.IGNORECASE)
    return unescape(match[1] or match[2] or match[3] or "").strip() if match else ""


def _host(name: str) -> Host | None:
    return next((host for known, host in HOSTS.items() if name == known or name.endswith(f".{known}")), None)


def _youtube(parts: SplitResult) -> str | None:
    query = parse_qs(parts.query)
    if "list" in query and parts.path.endswith("/videoseries"):
        return f"https://www.youtube.com/playlist?list={query['list'][0]}"
    found = re.fullmatch(rf"/(?:embed|v|shorts)/{_IDENTIFIER}(?:&.*)?", parts.path)
    start = query.get("start", [""])[0]
    return f"https://www.youtube.com/watch?v={found[1]}{f'&t={start}s' if start.isdecimal() else ''}" if found else None


def _vimeo(parts: SplitResult) -> str | None:
    query = parse_qs(parts.query)
    found = re.fullmatch(r"/video/(\d+)", parts.path)
    number = found[1] if found else query.get("clip_id", [""])[0]
    # A video that is not listed is found with its key only.
    key = f"/{query['h'][0]}" if "h" in query else ""
    return f"https://vimeo.com/{number}{key}" if number.isdecimal() else None


def _dailymotion(parts: SplitResult) -> str | None:
    found = re.fullmatch(r"/(?:embed/video|swf/video|swf)/(\w+)(?:&.*)?", parts.path)
    name = found[1] if found else parse_qs(parts.query).get("video", [""])[0]
    return f"https://www.dailymotion.com/video/{name}" if name.isalnum() else None


def _soundcloud(parts: SplitResult) -> str | None:
    address = parse_qs(parts.query).get("url", [""])[0]
    return address if address.startswith("https://soundcloud.com/") else None


def _deezer(parts: SplitResult) -> str | None:
    found = re.fullmatch(r"/widget/\w+/(\w+/\d+)", parts.path)
    return f"https://www.deezer.com/{found[1]}" if found else None


def _google(parts: SplitResult) -> str | None:
    return parts._replace(path=parts.path.removesuffix("embed") + "pub").geturl() if "/d/e/" in parts.path else None


def _without(word: str, subdomain: str = "") -> Callable[[SplitResult], str | None]:
    """The same address, without a part of its path, and of its host's name."""

    def public(parts: SplitResult) -> str:
        return parts._replace(
            netloc=parts.netloc.removeprefix(subdomain), path=parts.path.replace(word, "/", 1)
        ).geturl()

    return public


HOSTS = {
    "youtube.com": Host("YouTube", Medium.VIDEO, _youtube),
    "youtube-nocookie.com": Host("YouTube", Medium.VIDEO, _youtube),
    "vimeo.com": Host("Vimeo", Medium.VIDEO, _vimeo),
    "dailymotion.com": Host("Dailymotion", Medium.VIDEO, _dailymotion),
    "ted.com": Host("TED", Medium.VIDEO, _without("/", "embed.")),
    "slideshare.net": Host("SlideShare", Medium.SLIDES, _without("/")),
    "speakerdeck.com": Host("Speaker Deck", Medium.SLIDES, _without("/")),
    "docs.google.com": Host("Google Slides", Medium.SLIDES, _google),
    "prezi.com": Host("Prezi", Medium.SLIDES, _without("/embed/")),
    "soundcloud.com": Host("SoundCloud", Medium.SOUND, _soundcloud),
    "spotify.com": Host("Spotify", Medium.SOUND, _without("/embed/")),
    "deezer.com": Host("Deezer", Medium.SOUND, _deezer),
    "podcasts.apple.com": Host("Apple Podcasts", Medium.SOUND, _without("/", "embed.")),
}
