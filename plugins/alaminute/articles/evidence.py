"""How many words to believe an article has: by its page, counted in two ways, and by its feed's full text. Pure.

The page is what is read, so its count stands unless the feed knows better:

1. what the site repeats counts after all if the feed's text has it too: a series' table of contents, say;
2. of the two ways of counting on the page, the one that the feed agrees with;
3. a feed's text that is longer than all of these: something on the page was missed, or stands on its second page. One
   that is shorter is no better count: it may end before the article does, without a sign.

Where none of the page's counts is within 15 % of the feed's, there is doubt, whichever is believed.
"""

from collections.abc import Collection

from alaminute.articles.model import Article

# Two programs that count one text rarely differ by more (our choice: on the corpus, 2 % in nine cases of ten).
_PERCENT = 15
# A feed's text may be a summary without saying so: where nothing else is known, a longer one is none (our choice).
LONGEST_SUMMARY_WORDS = 150


def differ(words: int, feed_words: int) -> bool:
    """Whether a count is more than 15 % off the feed's."""
    return 100 * abs(words - feed_words) > _PERCENT * feed_words


def page_count(article: Article, feed_words: int | None) -> int | None:
    """The words counted on the page, by the count nearest to what the feed says; None if nothing was counted."""
    if article.words is None or feed_words is None:
        return article.words
    whole = article.page_words or article.words
    counted = min(article.words, whole, key=lambda words: abs(words - feed_words))
    other = article.other_words
    return other if other and differ(counted, feed_words) and not differ(other, feed_words) else counted


def believed_words(article: Article, feed_words: int | None) -> int | None:
    """The best evidence of how many words are read; `feed_words` of a full text, None where the feed has none.

    None where nobody knows, and for a medium: what a feed says about a video is its description.
    """
    if article.is_medium:
        return None
    counted = page_count(article, feed_words)
    if counted is None:
        return feed_words if feed_words and feed_words > LONGEST_SUMMARY_WORDS else None
    is_longer = feed_words is not None and differ(counted, feed_words) and feed_words > counted
    return feed_words if is_longer else counted


def carries_excerpts(pairs: Collection[tuple[int, int]]) -> bool:
    """Whether what looks like a feed's full texts are beginnings or summaries, by (feed's, page's) words of articles.

    Most are shorter than half of their pages; a single one must be short, too, since a page may hold more than its
    article.
    """
    short = [feed for feed, page in pairs if 2 * feed < page]
    if len(pairs) == 1:
        return any(feed <= LONGEST_SUMMARY_WORDS for feed in short)
    return 2 * len(short) > len(pairs)
