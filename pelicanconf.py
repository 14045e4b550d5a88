"""Settings of the site, as it is built on one's own machine; publishconf.py adds what a published site needs."""

import logging

# --- The site -------------------------------------------------------------------------------------------------------

SITENAME = "À la minute"
SITESUBTITLE = "Le marketing et la relation client, pour qui a quelques minutes"
AUTHOR = "Camille Aubry"
# Answers to a post go here (a link at its end); empty for none.
REPLY_EMAIL = "bonjour@alaminute.example"
# The picture of the home page's link (empty: the theme's), and a font file for those that are made of other pages'
# titles (empty: Pillow's own); an `Image:` header line gives a post a picture of its own.
SHARE_IMAGE = ""
SHARE_FONT = ""
# Empty: links begin at the root, so that any local server and port will do.
SITEURL = ""
# What readers are told is in this language: docs/theme.md, "Words and languages".
DEFAULT_LANG = "fr"
TIMEZONE = "Europe/Paris"
# Dates are written by Babel, so that no system locale is ever needed.
LOCALE = ["C.UTF-8", "C.utf8", "C"]
DEFAULT_DATE_FORMAT = "%Y-%m-%d"

# --- Selections -----------------------------------------------------------------------------------------------------

# What a weekly selection may hold at most: minutes of reading, items, and items from one feed.
SELECTION_MINUTES = 20
SELECTION_ITEMS = 10
SELECTION_PER_FEED = 2
# The author's subscriptions (OPML); published without the private attributes as /lectures.opml.
FEEDS_FILE = "content/feeds.opml"
# What was fetched: a cache that can be deleted.
STORE_FILE = "var/store.sqlite3"
# The address that the collector gives to the sites it reads, for their administrators.
USER_AGENT_URL = "https://alaminute.example/a-propos/"
# How many seconds a feed or a page may take to answer, before the run goes on without it.
FETCH_SECONDS = 20
# Languages that the author reads: articles in another one are not proposed.
LANGUAGES_READ = ["fr", "en"]

# --- Content --------------------------------------------------------------------------------------------------------

PATH = "content"
OUTPUT_PATH = "output"
# The whole folder, not a list of ours: a flat folder of posts from another blog builds as well.
ARTICLE_PATHS = [""]
ARTICLE_EXCLUDES = ["pages", "images"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
STATIC_CHECK_IF_MODIFIED = True
# Folders sort our files (posts, selections, birthdays), not our subjects.
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Divers"
# Leaner forms of images and pictures for messages, beside the content folder: a cache that can be deleted.
PICTURE_CACHE = "var/images"
# Images that a post takes from other sites, which would then learn who reads it: shown (True), or links to them.
REMOTE_IMAGES = False
# What the server has beside this site (`["/photos/"]`): pictures there are not missing.
SERVED_ELSEWHERE: list[str] = []
# A future or unfinished post can be looked at under /brouillons/ on one's own machine.
WITH_FUTURE_DATES = False
# Pelican's own cache goes stale when a Markdown extension changes.
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {
            "footnotes": {"BACKLINK_TEXT": "↩"},
        },
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
        "markdown.extensions.meta": {},
        "markdown.extensions.sane_lists": {},
        "markdown.extensions.toc": {"toc_depth": "2-3"},
        "pymdownx.blocks.caption": {"types": ["caption"]},
        "alaminute.theming.markdown_extras": {},
    },
    "output_format": "html5",
}

# --- Plugins --------------------------------------------------------------------------------------------------------

# Always explicit: without it Pelican loads whatever is installed. Order matters: the theme's plugin comes last, since
# it measures and summarises what the others made.
PLUGINS = [
    "pelican.plugins.series",
    "pelican.plugins.neighbors",
    "pelican.plugins.sitemap",
    "alaminute.selections.pelican_plugin",
    "alaminute.birthdays.pelican_plugin",
    "alaminute.theming.pelican_plugin",
]
SITEMAP = {
    "format": "xml",
    # Pages after the first of a list, and pages that are of no use in a search engine.
    "exclude": [r"(^|/)page/\d+/", r"^404\.html$", r"^recherche/", r"^brouillons/"],
}

# --- Addresses ------------------------------------------------------------------------------------------------------

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "{date:%Y}/{date:%m}/{slug}-{lang}/"
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + "index.html"
DRAFT_URL = "brouillons/{slug}/"
DRAFT_SAVE_AS = DRAFT_URL + "index.html"
DRAFT_LANG_URL = "brouillons/{slug}-{lang}/"
DRAFT_LANG_SAVE_AS = DRAFT_LANG_URL + "index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
PAGE_LANG_URL = "{slug}-{lang}/"
PAGE_LANG_SAVE_AS = PAGE_LANG_URL + "index.html"
DRAFT_PAGE_URL = "brouillons/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_URL + "index.html"
DRAFT_PAGE_LANG_URL = "brouillons/pages/{slug}-{lang}/"
DRAFT_PAGE_LANG_SAVE_AS = DRAFT_PAGE_LANG_URL + "index.html"
CATEGORY_URL = "categories/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_URL = "auteurs/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
YEAR_ARCHIVE_URL = "archives/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
MONTH_ARCHIVE_URL = "archives/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
# One address for a whole series of posts.
SERIES_URL = "series/{slug}/"
SERIES_SAVE_AS = SERIES_URL + "index.html"

# « l'été » becomes l-ete, not lete.
SLUG_REGEX_SUBSTITUTIONS = [
    (r"['’]", "-"),
    (r"[^\w\s-]", ""),
    (r"(?u)\A\s*", ""),
    (r"(?u)\s*\Z", ""),
    (r"[-\s]+", "-"),
]

DIRECT_TEMPLATES = ["index", "lectures", "archives", "categories", "tags", "authors", "search", "404"]
INDEX_URL = ""
LECTURES_URL = "lectures/"
LECTURES_SAVE_AS = LECTURES_URL + "index.html"
ARCHIVES_URL = "archives/"
ARCHIVES_SAVE_AS = ARCHIVES_URL + "index.html"
CATEGORIES_URL = "categories/"
CATEGORIES_SAVE_AS = CATEGORIES_URL + "index.html"
TAGS_URL = "tags/"
TAGS_SAVE_AS = TAGS_URL + "index.html"
AUTHORS_URL = "auteurs/"
AUTHORS_SAVE_AS = AUTHORS_URL + "index.html"
SEARCH_URL = "recherche/"
SEARCH_SAVE_AS = SEARCH_URL + "index.html"

DEFAULT_PAGINATION = 20
# Two posts alone on a last page read as a mistake.
DEFAULT_ORPHANS = 2
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None, "author": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# Under each post: words, and the address that they lead to. Plain links: nobody is told that a page was read.
SHARE_LINKS = [
    ("par courriel", "mailto:?subject={title}&body={url}"),
    ("sur LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    ("sur Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("sur Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
]

# --- Feeds ----------------------------------------------------------------------------------------------------------

# Full text, newest first; a JSON Feed is written beside each (feeds/tous.json).
FEED_ALL_ATOM = "feeds/tous.atom.xml"
CATEGORY_FEED_ATOM = "feeds/categorie-{slug}.atom.xml"
SELECTIONS_FEED_ATOM = "feeds/lectures.atom.xml"
# An author and a category of one name would write the same file.
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 30
OPML_SAVE_AS = "lectures.opml"

# On one's own machine the links of feeds begin at the root, on purpose.
LOG_FILTER = [
    (logging.WARNING, "Feeds generated without SITEURL or FEED_DOMAIN set properly may not be valid"),
]

# --- Digest: docs/digest.md -----------------------------------------------------------------------------------------

# Who sends; the one address it goes to (a mailing list) and the server that takes it. Empty: only a file is written.
DIGEST_FROM = "bonjour@alaminute.example"
DIGEST_TO = ""
DIGEST_SMTP = ""
DIGEST_SECURITY = "starttls"
# How to leave the list: "mailto:…" or "https://…".
DIGEST_UNSUBSCRIBE = ""
# What takes a publication to its host, {output} being its folder; empty: it stays under var/public/current.
PUBLISH_COMMAND: list[str] = []

# --- Theme ----------------------------------------------------------------------------------------------------------

THEME = "theme"
THEME_STATIC_DIR = "theme"
# Titles and names are text, not HTML; templates say `|safe` where Pelican hands them HTML.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
# The menu, in order: label, address.
MENUITEMS = [
    ("Lectures", "lectures/"),
    ("Anniversaires", "anniversaires/"),
    ("Archives", "archives/"),
    ("Chercher", "recherche/"),
]
