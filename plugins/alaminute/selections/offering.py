"""Which entries may be offered this week, and why the others may not. Pure.

Nothing twice: not what an earlier selection holds, not the same article under two addresses or from two feeds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alaminute.articles.evidence import believed_words, carries_excerpts
from alaminute.articles.language import primary, text_language
from alaminute.articles.model import Article
from alaminute.feeds.addresses import canonical, same_page_key, site_of
from alaminute.feeds.model import Feed
from alaminute.reading_time import ReadingTime
from alaminute.selections.model import Selection
from alaminute.selections.scoring import Candidate
from alaminute.selections.stories import Stories

# Reading a page costs its site a request: only so many of a feed's best entries, and of all, are read.
SHORTLIST_PER_FEED = 4
SHORTLIST = 40
# Feeds there are of other sites, and nearly always of one.
_FEED_PROXIES = frozenset({"feedburner.com", "feedpress.me", "feedblitz.com"})


@dataclass(frozen=True)
class Skipped:
    """An entry that was not taken, and why, in French."""

    url: str
    reason: str


def offered_urls(selections: Iterable[Selection]) -> dict[str, str]:
    """Every page that selections link to, by its key → the week that offered it."""
    return {
        page_key(link.url): str(selection.week)
        for selection in selections
        for item in selection.items
        for link in item.links
    }


def page_key(url: str) -> str:
    """What two addresses of one page share."""
    return same_page_key(canonical(url) or url)


@dataclass(frozen=True)
class Sifted:
    """What may be offered, in its order; what may not, with the reason; and who else tells a kept story, by its URL."""

    kept: tuple[Candidate, ...]
    skipped: tuple[Skipped, ...]
    twins: Mapping[str, tuple[Candidate, ...]]


def sift(candidates: Sequence[Candidate], offered: Mapping[str, str], *, languages: Sequence[str]) -> Sifted:
    """The candidates that may be offered, one for each story: the first, with the others as its twins.

    `languages` are those that the author reads; an empty list means any.
    """
    kept: list[Candidate] = []
    skipped: list[Skipped] = []
    twins: dict[str, list[Candidate]] = {}
    stories = Stories(candidate.entry.title for candidate in candidates)
    for candidate in candidates:
        entry = candidate.entry
        page = page_key(entry.url)
        if reason := _refusal(candidate, offered.get(page), languages):
            skipped.append(Skipped(entry.url, reason))
            continue
        first = stories.first_told(page, entry.title, len(kept))
        if first is None:
            kept.append(candidate)
        else:
            twins.setdefault(kept[first].entry.url, []).append(candidate)
            skipped.append(Skipped(entry.url, f"même article que {kept[first].entry.url}"))
    return Sifted(tuple(kept), tuple(skipped), {url: tuple(others) for url, others in twins.items()})


def shortlist(ranked: Sequence[Candidate]) -> tuple[list[Candidate], list[Skipped]]:
    """The first of each feed, as many in all as are worth reading; `ranked` is best first."""
    kept: list[Candidate] = []
    skipped: list[Skipped] = []
    of_feed: Counter[str] = Counter()
    for candidate in ranked:
        if of_feed[candidate.feed.url] >= max(SHORTLIST_PER_FEED, candidate.feed.max_items or 0):
            skipped.append(Skipped(candidate.entry.url, "cette source a déjà assez de meilleurs articles"))
        elif len(kept) >= SHORTLIST:
            skipped.append(Skipped(candidate.entry.url, "assez d'articles mieux notés"))
        else:
            of_feed[candidate.feed.url] += 1
            kept.append(candidate)
    return kept, skipped


def readable(
    candidates: Sequence[Candidate],
    articles: Mapping[str, Article],
    offered: Mapping[str, str],
    *,
    languages: Sequence[str],
) -> tuple[list[Candidate], list[Skipped]]:
    """The candidates whose pages exist, in a language read, not yet offered under the page's canonical address."""
    kept: list[Candidate] = []
    skipped: list[Skipped] = []
    owners: dict[str, str] = {}
    for candidate in candidates:
        url = candidate.entry.url
        article = articles[url]
        keys = {page_key(url), page_key(article.canonical_url or url)}
        if article.outcome == "missing":
            skipped.append(Skipped(url, f"lien mort : {article.reason}"))
        elif unread := _unread(language_of(candidate, article), languages):
            skipped.append(Skipped(url, unread))
        elif week := next((offered[key] for key in keys if key in offered), None):
            skipped.append(Skipped(url, f"déjà proposé en {week}"))
        elif owner := next((owners[key] for key in keys if key in owners), None):
            skipped.append(Skipped(url, f"même article que {owner}"))
        else:
            owners |= dict.fromkeys(keys, url)
            kept.append(candidate)
    return kept, skipped


def time_of(candidate: Candidate, article: Article) -> ReadingTime | None:
    """How long it takes: a medium's own duration, else the words that page and feed speak for; None if unknown.

    Of a medium the page's word counts before the feed's, which programs fill in with a round or a former figure.
    """
    if duration_seconds := article.duration_seconds or candidate.entry.duration_seconds:
        return ReadingTime(extra_seconds=duration_seconds)
    words = believed_words(article, full_text_words(candidate, article))
    return None if words is None else ReadingTime(words)


def full_text_words(candidate: Candidate, article: Article | None = None) -> int | None:
    """The words of the feed's own full text; None where there is none, or where the author does not trust it.

    Nor does it count for another site's page: what a feed says of others' articles is not their text.
    """
    feed = candidate.feed
    own = {site_of(url) for url in (feed.url, feed.site_url) if url}
    page = site_of((article and article.canonical_url) or candidate.entry.url)
    is_own = page in own or bool(own & _FEED_PROXIES)
    return candidate.entry.content_words if is_own and feed.full != "never" else None


def excerpt_feeds(candidates: Iterable[Candidate], articles: Mapping[str, Article]) -> set[str]:
    """The addresses of feeds whose texts are not full, whatever they look like; `articles` by linked address."""
    pairs: dict[str, list[tuple[int, int]]] = {}
    for candidate in candidates:
        article = articles.get(candidate.entry.url)
        words = full_text_words(candidate, article) if article and article.words else None
        if words and article and article.words:
            pairs.setdefault(candidate.feed.url, []).append((words, article.words))
    return {feed_url for feed_url, known in pairs.items() if carries_excerpts(known)}


def language_of(candidate: Candidate, article: Article) -> str | None:
    """As page, entry or the author's list of feeds declare it; where they differ, the one that the text is in.

    Themes ship with `lang="en"` and feeds with `en-us`, whatever is written under them.
    """
    declared = [article.language, candidate.entry.language, candidate.feed.language]
    codes = [code for code in declared if code]
    if len({primary(code) for code in codes}) < 2:
        return next(iter(codes), None)
    spoken = text_language(f"{candidate.entry.title} {candidate.entry.summary}", among=codes)
    return next((code for code in codes if spoken and primary(code) == spoken), codes[0])


def source_name(feed: Feed) -> str:
    """What the reading list calls the feed; else its host."""
    return feed.title or feed.url.split("/")[2]


def _refusal(candidate: Candidate, week: str | None, languages: Sequence[str]) -> str | None:
    if week:
        return f"déjà proposé en {week}"
    return _unread(candidate.entry.language or candidate.feed.language, languages)


def _unread(language: str | None, languages: Sequence[str]) -> str | None:
    if not languages or not language or primary(language) in {primary(code) for code in languages}:
        return None
    return f"langue non lue : {language}"
