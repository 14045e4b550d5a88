"""The message, parsed back as a mail reader does: both parts say the same, and every byte is legal."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from alaminute.digest.model import Digest, Envelope, Site
from alaminute.digest.reading import read_issue
from alaminute.digest.rendering import message_bytes, render_digest, site_host
from alaminute.errors import SettingsError
from alaminute.selections.model import Selection
from alaminute.theming.typography import french
from digest.samples import ENVELOPE, HEADER, ITEMS, NOW, PARIS, VALUES, WEEK, parsed, parts, rendered_bytes
from digest.samples import write_selection as write

SPACES = re.compile(r"\s+")


class Page(HTMLParser):
    """The tags and the visible text of an HTML part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

    @property
    def text(self) -> str:
        return flat("".join(self.shown))

    @property
    def links(self) -> list[str | None]:
        return [attributes.get("href") for tag, attributes in self.tags if tag == "a"]


def flat(text: str) -> str:
    return SPACES.sub(" ", text)


def test_both_parts_say_every_item_its_minutes_and_the_total(tmp_path):
    text, html = parts(rendered_bytes(tmp_path))
    for said in (flat(text), Page(html).text):
        for words in (
            "4 lectures, 21 min 31 s pour les 3 dont la durée est connue",
            "Semaine du 16 au 22 novembre 2026",
            "Formulaires : neuf clefs",
            "1 min 3 s",
            "GetElastic, en anglais, 17 novembre 2026",
            "Catalogue perdu",
            "10 min 14 s",
            "Une vidéo et ses diapositives",
            "10 min 14 s, à voir ou à écouter",
            "Sans durée",
            "durée inconnue",
            "Et vous ?",
            "Quelles lectures m’avez-vous vu manquer ?",
            "Lire sur le site",
            "Et par ses frais",
            "Se désabonner",
        ):
            assert words in said
        assert "secret" not in said


def test_items_keep_the_authors_order_in_both_parts(tmp_path):
    titles = ["Formulaires", "Catalogue perdu", "Une vidéo", "Sans durée", "Et vous"]
    text, html = parts(rendered_bytes(tmp_path))
    html = html[html.index("<h1") :]  # after the preheader
    for said in (text, html):
        places = [said.index(title) for title in titles]
        assert places == sorted(places)


def test_every_link_stands_in_full_on_one_line_of_the_text(tmp_path):
    address = "https://longue.test/" + "tres-longue/" * 20 + "?a=1&b=2"
    text, html = parts(rendered_bytes(tmp_path, ITEMS_WITH.format(link=address)))
    assert f"   {address}" in text.splitlines()
    assert address in Page(html).links


ITEMS_WITH = HEADER + "\n## [Titre]({link})\n\n- Mots : 240\n"


def test_an_item_whose_link_is_lost_has_none(tmp_path):
    text, html = parts(rendered_bytes(tmp_path, HEADER + "\n## Perdu\n\n- Mots : 240\n- Lien : inconnu\n"))
    assert Page(html).links == [
        "https://blog.test/lectures/2026-w47/",
        "https://blog.test/",
        "mailto:lecteurs-leave@listes.test",
    ]
    assert re.findall(r"https?://\S+", text) == ["https://blog.test/lectures/2026-w47/", "https://blog.test/"]
    assert "1\u00a0lecture, 1\u00a0min.\n" in text


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("", None),
        ("\n## [A](https://a.test/)\n\n- Mots : 240\n", "1 lecture, 1 min si vous suivez chaque lien"),
        ("\n## [A](https://a.test/)\n", "1 lecture, durée inconnue"),
        (
            "\n## [A](https://a.test/)\n\n## [B](https://b.test/)\n\n- Mots : 254\n",
            "2 lectures, 1 min 4 s pour celle dont la durée est connue",
        ),
    ],
    ids=["none", "one", "unknown", "one of two"],
)
def test_the_total_says_what_it_counts(tmp_path, items, said):
    text, html = parts(rendered_bytes(tmp_path, f"{HEADER}\nBonjour.\n{items}"))
    for shown in (flat(text), Page(html).text):
        assert "Bonjour." in shown
        assert (said in shown) if said else ("lecture," not in shown)


def test_the_headers_say_what_lists_and_absence_notices_need(tmp_path):
    message = parsed(rendered_bytes(tmp_path))
    assert {name: str(value) for name, value in message.items() if not name.startswith("Content-Type")} == {
        "From": "À la minute <lettre@blog.test>",
        "To": "lecteurs@listes.test",
        "Subject": "Lectures à la minute\u00a0: la sélection de la semaine\u00a047".replace(
            "semaine\u00a0", "semaine "
        ),
        "Date": "Fri, 20 Nov 2026 08:00:00 +0100",
        "Message-ID": "<lectures-2026-w47@blog.test>",
        "List-Id": "<lectures.blog.test>",
        "List-Unsubscribe": "<mailto:lecteurs-leave@listes.test>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Language": "fr",
    }
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_without_list_or_unsubscription_no_header_speaks_of_them(tmp_path):
    message = parsed(rendered_bytes(tmp_path, envelope=Envelope("a@b.test", "A")))
    assert "To" not in message
    assert "List-Unsubscribe" not in message


def test_the_same_input_gives_the_same_bytes(tmp_path):
    assert rendered_bytes(tmp_path) == rendered_bytes(tmp_path)


def test_another_moment_changes_the_date_and_nothing_else(tmp_path):
    issue = read_issue(write(tmp_path), VALUES, PARIS)
    one, other = (message_bytes(render_digest(issue.digest, ENVELOPE, now=NOW + timedelta(days=d))) for d in (0, 1))
    assert [a for a, b in zip(one.split(b"\r\n"), other.split(b"\r\n"), strict=True) if a != b] == [
        b"Date: Fri, 20 Nov 2026 07:00:00 +0000"
    ]


def test_every_line_is_short_ascii_that_ends_in_crlf(tmp_path):
    long = "mot" * 500
    data = rendered_bytes(tmp_path, HEADER.replace("47\n", f"47 {long} {'é ' * 200}\n", 1) + ITEMS + f"\n{long} é\n")
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    head = lines.index(b"")
    # RFC 2045: 76 for quoted-printable; a word of a header cannot be cut, so only ours may be longer.
    assert max(map(len, lines[head:])) <= 76
    assert b"\r\n.\r\n" not in data


def test_a_digest_of_ten_items_stays_below_what_gmail_clips(tmp_path):
    item = (
        "\n## [Un titre d'une longueur ordinaire, {n}](https://exemple.test/{n})\n\n- Mots : 450\n\n" + "Texte é. " * 60
    )
    data = rendered_bytes(tmp_path, HEADER + "".join(item.format(n=n) + "\n" for n in range(10)))
    _, html = parts(data)
    assert len(html.encode()) < 102 * 1024


# --- Hostile words --------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></table><h1>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% for %}",
    "&lt;b&gt; &amp;",
    "<!--[if mso]>",
    "--=_frontière\r",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_source_stays_text(tmp_path, words):
    text, html = parts(rendered_bytes(tmp_path, HEADER + f"\n## [A](https://a.test/)\n\n- Source : {words}\n"))
    page = Page(html)
    assert flat(words.strip()) in flat(text)
    assert flat(words.strip()) in page.text
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert not any("onmouseover" in attributes for _, attributes in page.tags)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_title_of_the_page_stays_text_in_subject_and_body(tmp_path, words):
    header = HEADER.replace("Lectures à la minute : la sélection de la semaine 47", f"Titre {words.strip()}")
    data = rendered_bytes(tmp_path, header + ITEMS)
    _, html = parts(data)
    page = Page(html)
    # The typographer sets straight quotes as French ones.
    bare = re.sub(r"[«»\"\s]", "", words)
    assert bare in re.sub(r"[«»\"\s]", "", str(parsed(data)["Subject"]))
    assert bare in re.sub(r"[«»\"\s]", "", page.text)
    assert not {"script", "img"} & {tag for tag, _ in page.tags}


def test_nothing_in_the_message_runs_or_is_fetched(tmp_path):
    body = """
<script>alert(1)</script><style>@import "https://pisteur.test/";</style>

<iframe src="https://pisteur.test/"></iframe>

<form action="https://pisteur.test/"><input name="a"></form>

<p onclick="x()" style="background:url(https://pisteur.test/)">Texte <a href="javascript:x()">piégé</a></p>

![Une capture](https://pisteur.test/pixel.gif) <img src="https://pisteur.test/autre.gif">

<video src="https://pisteur.test/v.mp4"></video> <svg><image href="https://pisteur.test/"/></svg>
"""
    _, html = parts(rendered_bytes(tmp_path, f"{HEADER}{body}\n## [A](https://a.test/)\n{body}"))
    page = Page(html)
    assert not {tag for tag, _ in page.tags} & {
        "script", "iframe", "form", "input", "img", "video", "svg", "image", "link", "object",
    }  # fmt: skip
    assert not any(name.startswith("on") or name == "src" for _, attributes in page.tags for name in attributes)
    assert "url(" not in html
    assert "@import" not in html
    assert not any((link or "").startswith("javascript") for link in page.links)
    # A link waits for a click.
    assert page.links.count("https://pisteur.test/pixel.gif") == 2


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=120))
def test_any_title_is_read_back_from_the_subject(words: str):
    title = " ".join(words.split()) or "Titre"
    message = render_digest(digest_titled(title), ENVELOPE, now=NOW)
    assert str(parsed(message_bytes(message))["Subject"]) == french(title)


def digest_titled(title: str, **site: Any) -> Digest:
    where = Site(**{"name": "À la minute", "url": "https://blog.test", **site})
    return Digest(Selection(WEEK, title, ()), where, "https://blog.test/l/", Markup(), (), Markup())


def test_a_name_with_signs_and_line_ends_stays_a_name():
    envelope = Envelope("a@b.test", 'À la "minute", <oui>\r\nBcc: x@y.test', "c@d.test")
    message = parsed(message_bytes(render_digest(digest_titled("T"), envelope, now=NOW)))
    assert "Bcc" not in message
    (address,) = message["From"].addresses
    assert address.display_name == 'À la "minute", <oui> Bcc: x@y.test'
    assert address.addr_spec == "a@b.test"


# --- The HTML part --------------------------------------------------------------------------------------------------


def test_the_language_of_page_and_of_foreign_titles_is_declared(tmp_path):
    """One of the two is the author's own, as its typography tells."""
    foreign = "\n## [Nine keys: don't wait](https://a.test/)\n\n- Langue : en\n- Mots : 240\n"
    _, html = parts(rendered_bytes(tmp_path, HEADER + ITEMS + foreign))
    languages = [(tag, attributes["lang"]) for tag, attributes in Page(html).tags if "lang" in attributes]
    assert languages == [("html", "fr"), ("h2", "en")]
    assert "Formulaires\u00a0: neuf clefs" in html
    assert "Nine keys: don't wait" in html


def test_every_layout_table_says_so_to_those_who_listen(tmp_path):
    _, html = parts(rendered_bytes(tmp_path))
    tables = [attributes for tag, attributes in Page(html).tags if tag == "table"]
    assert tables
    assert all(attributes.get("role") == "presentation" for attributes in tables)


def test_a_preheader_gives_the_total_and_the_first_titles(tmp_path):
    _, html = parts(rendered_bytes(tmp_path))
    hidden = re.search(r'<div style="display:none[^>]*>([^<&]*)', html)
    assert hidden is not None
    assert hidden[1].startswith(
        "4\u00a0lectures, 21\u00a0min\u00a031\u00a0s pour les 3 dont la durée est connue\u00a0: Formulaires"
    )


ENGLISH_ITEMS = """\

A week of "queues"[^1].

[^1]: Somewhere.

## [Nine keys: an order form](https://a.test/keys)

- Source: Shop Weekly
- Words: 250
- Published: 2026-11-17

![A drawing](https://a.test/drawing.png) and <q>a word</q>.

## [L'attente : mode d'emploi](https://a.test/attente)

- Language: fr
- Words: 2456

## [A film](https://a.test/film) and [its slides](https://a.test/slides)

- Duration: 10 min 14 s

## [Without a time](https://a.test/unknown)
"""


def test_an_english_site_sends_an_english_message(tmp_path):
    header = HEADER.replace("Lectures à la minute : la sélection de la semaine 47", "Reading: the selection, week 47")
    text, html = parts(
        rendered_bytes(tmp_path, header + ENGLISH_ITEMS, DEFAULT_LANG="en", SELECTION_URL="reading/{slug}/")
    )
    for said in (flat(text), Page(html).text):
        for words in (
            "Reading: the selection, week 47",
            "Week of 16–22 November 2026",
            "4 reads, 21 min 31 s for the 3 whose length is known",
            "Read on the site",
            "Shop Weekly, 17 November 2026",
            "in French",
            "L’attente : mode d’emploi",
            "10 min 14 s, to watch or listen to",
            "length unknown",
            "[Picture: A drawing]",
            "Reading times at 240 words a minute, not counting this e-mail.",
            "Unsubscribe",
        ):
            assert words in said
        for word in ("lecture", "Semaine", "Lire", "durée", "désabonner", "«"):
            assert word not in said
    assert "its slides: https://a.test/slides" in text
    assert "Read on the site: https://blog.test/" in text
    assert "“a word”" in text
    languages = [(tag, attributes["lang"]) for tag, attributes in Page(html).tags if "lang" in attributes]
    assert languages == [("html", "en"), ("h2", "fr")]
    assert parsed(rendered_bytes(tmp_path, header, DEFAULT_LANG="en"))["Content-Language"] == "en"


def test_twenty_minutes_fill_the_column_and_no_bar_outgrows_it(tmp_path):
    items = "".join(f"\n## [{w}](https://a.test/{w})\n\n- Mots : {w}\n" for w in (4, 2400, 4800, 48000))
    _, html = parts(rendered_bytes(tmp_path, HEADER + items))
    assert re.findall(r'class="trait" width="(\d+)%"', html) == ["1", "50", "100", "100"]


def test_a_site_without_address_cannot_send():
    for url in ("", "blog.test", "/lectures"):
        with pytest.raises(SettingsError, match="SITEURL"):
            site_host(url)


def test_a_host_name_in_letters_beyond_ascii_becomes_one_that_mail_knows():
    assert site_host("https://été.test/blog") == "xn--t-9fab.test"
