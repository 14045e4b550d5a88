"""What a published site adds to pelicanconf.py: its address, and no draft anywhere."""

import sys
from pathlib import Path

# Pelican loads this file by its path, so that its folder is not yet where Python looks.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *

# Change this to the address where the site is published: no slash at the end.
SITEURL = "https://www.alaminute.example"

# Drafts and future posts are not written at all: their address could be guessed, or linked by mistake.
DRAFT_SAVE_AS = ""
DRAFT_LANG_SAVE_AS = ""
DRAFT_PAGE_SAVE_AS = ""
DRAFT_PAGE_LANG_SAVE_AS = ""
WITH_FUTURE_DATES = False

RELATIVE_URLS = False
LOG_FILTER: list[tuple[int, str]] = []
