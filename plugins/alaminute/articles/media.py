"""The duration of a page that is a video, a recording or slides. Pure.

Most pages with a video are articles that show one. A page *is* the medium, and takes its duration instead of its words,
only where it says so and its text does not speak against it:

1. it says so: its OpenGraph type is `video…` or `music…`; or it names a medium its main entity (schema.org/mainEntity);
   or a medium is the only thing that its structured data describe (one medium, no article, product, recipe…) and its
   OpenGraph type is not `article`;
2. its text is short: reading it takes at most a third of the duration. Show notes do; a talk's transcript, or an
   article that a plug-in marked up as a video, does not.

Where it says so without a duration and has next to no text, there is no honest time: `Medium.seconds` is None. Nor is
there one where a page says nothing of the kind but shows a player with a caption under it, and that is all.

Sources: schema.org/duration (ISO 8601), ogp.me (`video:duration`, `music:duration`: whole seconds). A player for
Twitter says only that something can be played.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lxml.html import HtmlElement

from alaminute.articles.pruning import stands_aside
from alaminute.articles.structured_data import Entity, texts
from alaminute.reading_time import ReadingTime, parse_duration, round_half_up

LONGEST_SECONDS = 172_800  # Two days, as for feeds: more is a mistake.
# Without a duration to compare it with, a text of more words is an article.
SHORT_WORDS = 150
# What stands under a player on a page of which nothing else is known: more words are an article (our choice).
CAPTION_WORDS = 50
_SHORT_SHARE = 3

_MEDIA = frozenset(
    """
    VideoObject VideoObjectSnapshot MusicVideoObject AudioObject AudioObjectSnapshot Audiobook PodcastEpisode Episode
    RadioEpisode TVEpisode MusicRecording Movie Clip MovieClip RadioClip TVClip VideoGameClip
    PresentationDigitalDocument
    """.split()
)
# schema.org's types whose pages are read, beside everything that ends in Article, Posting or Review.
_READ = frozenset("Report Recipe HowTo Question Answer QAPage FAQPage Product Course Event Book Thesis Guide".split())
_READ_ENDINGS = ("Article", "Posting", "Review")
# Where the common sites' players are, as others embed them; addresses that say « embed » may be maps or code, too.
_PLAYERS = re.compile(
    r"""^(?:https?:)?//(?:[\w-]+\.)*(?:
    youtube(?:-nocookie)?\.com/(?:embed|v)/ | player\.vimeo\.com/ | dailymotion\.com/(?:embed|player) | twitch\.tv/
    | embed\.ted\.com/ | arte\.tv/(?:\w+/)?embeds?/ | player\.ina\.fr/ | radiofrance\.fr/embed
    | soundcloud\.com/player | open\.spotify\.com/embed | embed\.podcasts\.apple\.com/ | widget\.deezer\.com/
    | player\.ausha\.co/ | embed\.acast\.com/ | podcasters\.spotify\.com/ | bandcamp\.com/embeddedplayer
    | slideshare\.net/slideshow/embed | speakerdeck\.com/player | docs\.google\.com/presentation/ | prezi\.com/embed
    | [\w.-]+/videos/embed/ )""",
    re.IGNORECASE | re.VERBOSE,
)
# More of an address need not be looked at.
_ADDRESS_LENGTH = 200
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data")
_PLAYER_ELEMENTS = frozenset(
    "audio video amp-audio amp-video amp-youtube amp-vimeo amp-dailymotion lite-youtube".split()
)
_SECONDS = ("video:duration", "og:video:duration", "music:duration", "og:music:duration", "og:audio:duration")
# ISO 8601, as far as a duration of known length goes: no years, no months.
_ISO = re.compile(
    r"P(?:(?P<d>\d{1,4})D)?"
    r"(?:T(?:(?P<h>\d{1,6}(?:[.,]\d{1,6})?)H)?(?:(?P<m>\d{1,6}(?:[.,]\d{1,6})?)M)?(?:(?P<s>\d{1,7}(?:[.,]\d{1,9})?)S)?)?",
    re.IGNORECASE | re.ASCII,
)
_UNIT_SECONDS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}


@dataclass(frozen=True)
class Medium:
    """A video, a recording or slides; `seconds` is None if the page does not say how long it is."""

    seconds: int | None

    def is_the_page(self, words: int | None) -> bool:
        """Whether a page with that many words of text is mainly this medium; None: it has no text."""
        if self.seconds is None:
            return (words or 0) <= SHORT_WORDS
        return _SHORT_SHARE * ReadingTime(words or 0).exact_seconds <= self.seconds


def stated_medium(tree: HtmlElement, described: Sequence[Entity]) -> Medium | None:
    """The medium that a page says it is; None if it does not. Whether its text agrees is for `Medium.is_the_page`."""
    kind = _open_graph_type(tree)
    media = [entity for entity in described if entity.types & _MEDIA and not entity.is_part]
    main = [entity for entity in media if entity.is_main]
    alone = media if len(media) == 1 and not any(map(is_read, described)) and kind != "article" else []
    if not (kind.startswith(("video", "music")) or main or alone):
        return None
    stated = [seconds_of(text) for entity in main or media for text in _durations(entity)]
    return Medium(next(filter(None, [*stated, *_open_graph_seconds(tree)]), None))


def shows_player(tree: HtmlElement) -> bool:
    """Whether a page holds something to play that is no decoration, its menus and margins left out."""
    for element in tree.iter("iframe", "embed", "object", *_PLAYER_ELEMENTS):
        addresses = [element.get(name, "").strip()[:_ADDRESS_LENGTH] for name in _ADDRESSES]
        # What plays by itself without a sound is a moving picture.
        plays = element.tag in _PLAYER_ELEMENTS and element.get("muted") is None
        if (plays or any(map(_PLAYERS.match, addresses))) and not stands_aside(element):
            return True
    return False


def is_read(entity: Entity) -> bool:
    """Whether an entity is something that one reads."""
    return any(name in _READ or name.endswith(_READ_ENDINGS) for name in entity.types)


def is_medium(entity: Entity) -> bool:
    """Whether an entity is something that one watches or listens to."""
    return bool(entity.types & _MEDIA)


def seconds_of(text: str) -> int | None:
    """Seconds of `PT10M14S`, `P0DT1H2M` or `10:14`; None for nothing, for what is none, for over two days."""
    text = text.strip()[:60]
    match = _ISO.fullmatch(text)
    if match is None:
        seconds = parse_duration(text)
    else:
        parts = {unit: Fraction((value or "0").replace(",", ".")) for unit, value in match.groupdict().items()}
        seconds = round_half_up(sum((parts[unit] * size for unit, size in _UNIT_SECONDS.items()), Fraction(0)))
    return seconds if seconds and seconds <= LONGEST_SECONDS else None


def _durations(entity: Entity) -> list[str]:
    # Slides last as long as one takes to look at them (schema.org/timeRequired).
    return [text for name in ("duration", "timeRequired") for text in texts(entity.properties.get(name))]


def _open_graph_type(tree: HtmlElement) -> str:
    return next((str(value).strip().lower() for value in tree.xpath('//meta[@property="og:type"]/@content')), "")


def _open_graph_seconds(tree: HtmlElement) -> list[int | None]:
    found = [
        str(value).strip() for name in _SECONDS for value in tree.xpath("//meta[@property=$name]/@content", name=name)
    ]
    whole = [int(text) for text in found if re.fullmatch(r"\d{1,7}", text, re.ASCII)]
    return [seconds if seconds <= LONGEST_SECONDS else None for seconds in whole]
