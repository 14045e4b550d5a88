"""Links by the addresses of Pelican's default settings."""

from types import SimpleNamespace

import pytest

from alaminute.theming.former_addresses import former_addresses, from_former_addresses

SITE = "https://blog.test"


def content(slug: str, lang: str, url: str) -> SimpleNamespace:
    return SimpleNamespace(slug=slug, lang=lang, url=url)


TODAY = former_addresses(
    [content("un", "fr", "2010/01/un/"), content("un", "en", "2010/01/un-en/")],
    [content("a-propos", "fr", "a-propos/")],
    {"tag": [SimpleNamespace(slug="été", url="tags/ete/")]},
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("un.html", f"{SITE}/2010/01/un/"),
        ("/un.html#la-suite", f"{SITE}/2010/01/un/#la-suite"),
        (f"{SITE}/un-en.html", f"{SITE}/2010/01/un-en/"),
        ("./pages/a-propos.html", f"{SITE}/a-propos/"),
        ("../tag/%C3%A9t%C3%A9.html", f"{SITE}/tags/ete/"),
        ("deux.html", "deux.html"),
        ("https://other.test/un.html", "https://other.test/un.html"),
        ("//other.test/un.html", "//other.test/un.html"),
        ("mailto:un.html", "mailto:un.html"),
        ("https://[bad/un.html", "https://[bad/un.html"),
        ("{filename}un.html", "{filename}un.html"),
    ],
)
def test_a_former_address_leads_to_todays(typed: str, shown: str) -> None:
    assert from_former_addresses(f'<a href="{typed}">x</a>', TODAY, SITE) == f'<a href="{shown}">x</a>'


def test_a_site_without_an_address_links_from_its_root() -> None:
    assert from_former_addresses('<a href="un.html">x</a>', TODAY, "") == '<a href="/2010/01/un/">x</a>'


def test_what_has_no_such_link_is_not_touched() -> None:
    assert from_former_addresses("<p>un.html<br/>", TODAY, SITE) == "<p>un.html<br/>"
