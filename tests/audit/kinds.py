"""The kinds of pages that the site has: one for each template and each role that it plays."""

import re

from audit.built import BuiltPage, BuiltSite

KINDS = {
    "home": "/",
    "home, further": r"/page/\d+/",
    "post": r"/\d{4}/\d\d/[a-z0-9-]+/",
    "post in English": r"/\d{4}/\d\d/[a-z0-9-]+-en/",
    "post of another age": "/2009/03/un-billet-d-il-y-a-longtemps/",
    "page": "/(?:a-propos|abonnement)/",
    "selections": "/lectures/",
    "selection": r"/lectures/\d{4}-w\d\d/",
    "birthdays": "/anniversaires/",
    "birthday year": r"/anniversaires/\d{4}/",
    "brand": r"/anniversaires/marques/[^/]+/",
    "archives": "/archives/",
    "archives of a year": r"/archives/\d{4}/",
    "archives of a month": r"/archives/\d{4}/\d\d/",
    "categories": "/categories/",
    "category": "/categories/[a-z0-9-]+/",
    "category, further": r"/categories/[a-z0-9-]+/page/\d+/",
    "tags": "/tags/",
    "tag": "/tags/[a-z0-9-]+/",
    "tag, further": r"/tags/[a-z0-9-]+/page/\d+/",
    "authors": "/auteurs/",
    "author": "/auteurs/[a-z0-9-]+/",
    "author, further": r"/auteurs/[a-z0-9-]+/page/\d+/",
    "series": "/series/[a-z0-9-]+/",
    "search": "/recherche/",
    "not found": r"/404\.html",
}


def kind_of(address: str) -> str | None:
    """The kind of the page there, the narrowest that fits; None for one that nobody thought of."""
    fitting = [kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, address)]
    return fitting[-1] if fitting else None


def richest_page(site: BuiltSite, kind: str) -> BuiltPage:
    """The page of a kind with the most elements: where a fault of its template is likeliest to show."""
    pages = [page for page in site.pages.values() if kind_of(page.address) == kind]
    return max(pages, key=lambda page: (len(page.select("//*")), page.address))
