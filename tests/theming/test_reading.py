"""What readers get beyond the text: images, pictures of links, tables of contents, ways to pass a post on."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from lxml import etree
from PIL import Image

from theming.built_site import ROOT, SITE, Page, build, run_pelican, write
from theming.small_site import CONTENT, IMAGES


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder."""
    folder = tmp_path_factory.mktemp("site")
    write(folder / "content", {**CONTENT, **IMAGES})
    build(folder / "content", folder / "output")
    return folder / "output"


def test_a_long_post_begins_with_links_to_its_headings(site: Path) -> None:
    page = Page(site, "/2010/11/long/")
    links = page.select("//nav[@aria-labelledby='_sommaire']//a")
    assert [link.text_content() for link in links] == [f"L’étape {number}\u00a0: agir" for number in range(1, 5)]
    assert [link.get("href") for link in links] == [f"#{name}" for name in page.select("//article//h2/@id")[1:]]
    assert Page(site, "/2010/08/l-ete/").select("//nav[@class='sommaire']") == []


def test_images_have_their_size_and_leaner_forms_and_all_but_the_first_load_late(site: Path) -> None:
    page = Page(site, "/2010/11/long/")
    photo, small = page.select("//div[contains(@class, 'e-content')]//img")
    assert (photo.get("width"), photo.get("height"), photo.get("loading")) == ("1300", "650", None)
    assert (small.get("width"), small.get("height"), small.get("loading")) == ("30", "20", "lazy")
    assert photo.get("src") == f"{SITE}/images/photo.jpg"
    sources = photo.xpath("ancestor::picture//source")
    assert "image/webp" in [source.get("type") for source in sources]
    for source in sources:
        for candidate in source.get("srcset").split(", "):
            address, width = candidate.split(" ")
            with Image.open(site / address.removeprefix(f"{SITE}/")) as variant:
                assert f"{variant.width}w" == width
                assert variant.width <= 1300
    assert Page(site, "/2010/08/l-ete/").select("//article//img/@width") == ["1"]


def test_a_picture_of_another_site_is_a_link_on_pages_and_a_picture_in_feeds(site: Path) -> None:
    (link,) = Page(site, "/2010/11/long/").select("//a[@class='ailleurs']")
    assert link.get("href") == "https://ailleurs.example/x.png"
    assert link.text_content() == "Ailleurs Voir l’image sur ailleurs.example"
    feed = (site / "feeds" / "tous.atom.xml").read_text(encoding="utf-8")
    assert re.search(r"&lt;img [^&]*src=\"https://ailleurs.example/x.png\"", feed)


def test_a_message_is_shown_with_its_size_on_its_years_page_and_on_its_brands(site: Path) -> None:
    for address in ("/anniversaires/2014/", "/anniversaires/marques/maison-tilleul/"):
        (visual,) = Page(site, address).select("//p[@class='visuel']//img")
        assert (visual.get("width"), visual.get("height")) == ("1300", "650")
        assert visual.xpath("ancestor::picture//source")


def test_each_page_has_a_picture_for_its_link_with_its_size_and_words(site: Path) -> None:
    paths = sorted(site.rglob("*.html"))
    pages = [Page(site, f"/{path.relative_to(site)}") for path in paths]
    for page in pages:
        for address in page.select("//meta[@property='og:image']/@content"):
            assert address.startswith(f"{SITE}/"), page.address
            with Image.open(site / address.removeprefix(f"{SITE}/")) as picture:
                sides = [page.select(f"//meta[@property='og:image:{side}']/@content") for side in ("width", "height")]
                assert [str(side) for side in picture.size] == [side for (side,) in sides], page.address
    post = Page(site, "/2010/09/second/")
    assert post.select("//meta[@property='og:image']/@content") == [f"{SITE}/partages/2010/09/second.png"]
    assert post.select("//meta[@property='og:image:alt']/@content") == ["Second (1\u00a0s de lecture) – À la minute"]
    home = Page(site, "/").select("//meta[@property='og:image']/@content")
    assert home == [f"{SITE}/theme/partage.png"]


def test_a_post_may_choose_its_picture(site: Path) -> None:
    page = Page(site, "/2010/11/long/")
    assert page.select("//meta[@property='og:image']/@content") == [f"{SITE}/images/photo.jpg"]
    assert page.select("//meta[@property='og:image:width']/@content") == ["1300"]


def test_posts_and_only_posts_can_be_passed_on_by_plain_links(site: Path) -> None:
    links = Page(site, "/2010/08/l-ete/").select("//p[@class='partage']/a")
    assert [link.text for link in links] == ["par courriel", "sur LinkedIn", "sur Facebook", "sur Bluesky"]
    asked = [parse_qs(urlsplit(link.get("href")).query) for link in links]
    title, address = "L’été des «\u202fbonnes\u202f» affaires\u00a0: <b> & cie", f"{SITE}/2010/08/l-ete/"
    assert asked == [
        {"subject": [title], "body": [address]},
        {"url": [address]},
        {"u": [address]},
        {"text": [f"{title} {address}"]},
    ]
    for other in ("/lectures/2010-w08/", "/anniversaires/2014/", "/abonnement/"):
        assert Page(site, other).select("//p[@class='partage']") == []


def test_a_video_of_another_site_is_a_link_in_pages_and_feeds(site: Path) -> None:
    link = '<a class="ailleurs scene" rel="external" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">'
    assert link in Page(site, "/2010/09/second/").path.read_text(encoding="utf-8")
    feed = (site / "feeds/tous.json").read_text(encoding="utf-8")
    assert json.dumps(link)[1:-1] in feed
    assert "<iframe" not in feed


def test_a_file_that_is_attached_to_a_post_moves_with_it(site: Path) -> None:
    assert (site / "2010/09/second/attache.svg").is_file()


def test_feeds_keep_a_plain_image(site: Path) -> None:
    feed = feedparser.parse((site / "feeds/tous.atom.xml").read_bytes(), sanitize_html=False)
    content = next(entry.content[0].value for entry in feed.entries if entry.title == "Un long billet")
    assert f'<img alt="Une photo" src="{SITE}/images/photo.jpg">' in content.replace(" />", ">")
    assert "<picture" not in content
    assert f'src="{SITE}/images/petite%20photo.png"' in content


@pytest.mark.parametrize("address", ["/images/absent.png", "{static}/images/absent.png"])
def test_a_missing_image_is_a_warning_that_names_the_page(tmp_path: Path, address: str) -> None:
    """No error: fifteen years of posts may have lost a picture, and stock Pelican would build them all the same."""
    post = "Title: Un\nDate: 2010-01-01\nCategory: C\n\n![Un absent](" + address + ")\n"
    write(tmp_path / "content", {"posts/un.md": post})
    done = run_pelican(tmp_path / "content", tmp_path / "output", "--fatal=errors")
    assert done.returncode == 0
    assert re.search(r"posts/un\.md : fichier introuvable : \S*/images/absent\.png", done.stdout + done.stderr)
    (place,) = Page(tmp_path / "output", "/2010/01/un/").select("//span[@class='ailleurs']")
    assert place.text_content() == "Un absent Image absente"


def test_links_by_former_addresses_lead_to_todays_on_pages_and_in_feeds(tmp_path: Path) -> None:
    posts = {
        f"{name}.md": f"Title: {name}\nDate: 2010-01-01\nTags: vente\n\n## A\n\n"
        "[x](deux.html#a) [y](/pages/moi.html) [z](tag/vente.html)\n"
        for name in ("un", "deux")
    }
    write(tmp_path / "content", {**posts, "pages/moi.md": "Title: Moi\n\nVoir [un](/un.html).\n"})
    run_pelican(tmp_path / "content", tmp_path / "output")
    links = Page(tmp_path / "output", "/2010/01/un/").select("//div[contains(@class, 'e-content')]//a/@href")
    assert links == [f"{SITE}/2010/01/deux/#a", f"{SITE}/moi/", f"{SITE}/tags/vente/"]
    assert Page(tmp_path / "output", "/moi/").select("//main//a[text()='un']/@href") == [f"{SITE}/2010/01/un/"]
    assert f'href="{SITE}/2010/01/deux/#a"' in unescape(
        (tmp_path / "output/feeds/tous.atom.xml").read_text(encoding="utf-8")
    )


def test_what_is_written_last_can_be_linked_to(tmp_path: Path) -> None:
    post = "Title: Un\nDate: 2010-01-01\nCategory: C\n\n[a](/robots.txt) [b](/sitemap.xml) [c](/feeds/tous.json)\n"
    write(tmp_path / "content", {"posts/un.md": post})
    build(tmp_path / "content", tmp_path / "output")
    links = Page(tmp_path / "output", "/2010/01/un/").select("//div[contains(@class, 'e-content')]//a/@href")
    assert links == ["/robots.txt", "/sitemap.xml", "/feeds/tous.json"]


def test_the_names_of_a_draft_whose_pages_are_still_to_come_are_words(tmp_path: Path) -> None:
    post = "Title: Un\nDate: 2010-01-01\nCategory: À venir\nTags: secret\nSlug: un\nStatus: draft\n\nUn texte.\n"
    write(tmp_path / "content", {"posts/un.md": post})
    done = run_pelican(tmp_path / "content", tmp_path / "output", "-s", str(ROOT / "pelicanconf.py"))
    assert "nulle part" not in done.stdout + done.stderr
    names = Page(tmp_path / "output", "/brouillons/un/").select("//a[contains(@class, 'p-category')]")
    assert [(name.text_content(), name.get("href")) for name in names] == [("À venir", None), ("secret", None)]


def test_a_link_that_leads_nowhere_is_words_and_a_warning_with_its_line(tmp_path: Path) -> None:
    post = "Title: Un\nDate: 2010-01-01\nCategory: C\n\nVoir [là](/nulle-part/) et [ici](/vieux/blog/un.html).\n"
    write(tmp_path / "content", {"posts/un.md": post})
    done = run_pelican(tmp_path / "content", tmp_path / "output", "--fatal=errors")
    said = done.stdout + done.stderr
    assert re.search(r"posts/un\.md:5 : lien qui ne mène nulle part : /nulle-part/", said)
    assert said.count("/nulle-part/") == 1
    dead, led = Page(tmp_path / "output", "/2010/01/un/").select("//div[contains(@class, 'e-content')]//a")
    assert (dead.text_content(), dead.get("href")) == ("là", None)
    assert led.get("href") == f"{SITE}/2010/01/un/"


def test_of_very_many_tags_the_page_lists_the_most_used_and_says_so(tmp_path: Path) -> None:
    tags = ", ".join(f"mot {number:03}" for number in range(101))
    posts = {
        "un.md": f"Title: Un\nDate: 2010-01-01\nTags: {tags}\n\nUn texte.\n",
        "deux.md": "Title: Deux\nDate: 2010-01-02\nTags: mot 100\n\nUn texte.\n",
    }
    write(tmp_path / "content", posts)
    # Without an address pages have no pictures of their own, which take their time.
    run_pelican(tmp_path / "content", tmp_path / "output", "-s", str(ROOT / "pelicanconf.py"))
    page = Page(tmp_path / "output", "/tags/")
    names = [link.text_content() for link in page.select("//main//li//a")]
    assert len(names) == 100
    assert names == sorted(names)
    assert "mot 100" in names
    assert "mot 099" not in names
    assert page.select("//p[@class='devise']/text()") == [
        "Les plus courantes\u202f; les autres sont au bas de leurs billets."
    ]


def test_files_are_found_from_where_a_post_used_to_be(tmp_path: Path) -> None:
    body = "![A](images/photo.jpg) [B](images/photo.jpg) [C](images/absent.pdf) [D](/photos/d.pdf) [E](autre.html)"
    write(tmp_path / "content", {**IMAGES, "un.md": f"Title: Un\nDate: 2010-01-01\n\n{body}\n"})
    done = run_pelican(tmp_path / "content", tmp_path / "output", "-e", 'SERVED_ELSEWHERE=["/photos/"]')
    assert re.search(r"un\.md:4 : lien qui ne mène nulle part : images/absent\.pdf", done.stdout + done.stderr)
    page = Page(tmp_path / "output", "/2010/01/un/")
    assert page.select("//article//img/@src") == [f"{SITE}/images/photo.jpg"]
    links = page.select("//div[contains(@class, 'e-content')]//a")
    assert {link.text_content(): link.get("href") for link in links} == {
        "B": f"{SITE}/images/photo.jpg",
        "C": None,
        "D": "/photos/d.pdf",
        "E": None,
    }


@pytest.mark.parametrize("file", ["posts/un.md", "pages/un.md"])
def test_a_place_in_a_series_that_is_no_number_is_an_error_that_names_the_file(tmp_path: Path, file: str) -> None:
    text = "Title: Un\nDate: 2010-01-01\nCategory: C\nSeries: S\nSeries_index: deux\n\nUn texte.\n"
    write(tmp_path / "content", {file: text})
    done = run_pelican(tmp_path / "content", tmp_path / "output", "--fatal=errors")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert re.search(rf"{file} : « Series_index: deux » n'est pas un nombre", said)
    assert "invalid literal" not in said


def test_an_address_typed_from_the_root_leads_into_a_site_below_a_path(tmp_path: Path) -> None:
    write(tmp_path / "content", {**CONTENT, **IMAGES})
    build(tmp_path / "content", tmp_path / "output", "-e", 'SITEURL="https://h.example/blog"')
    page = Page(tmp_path / "output", "/2010/11/long/")
    assert "https://h.example/blog/lectures/" in page.select("//div[contains(@class, 'e-content')]//a/@href")
    feed = (tmp_path / "output/feeds/tous.atom.xml").read_text(encoding="utf-8")
    assert "https://h.example/blog/lectures/" in feed
    assert '"/lectures/' not in feed


def test_atom_feeds_name_a_style_sheet_that_explains_them_in_a_browser(site: Path) -> None:
    for path in site.glob("feeds/*.atom.xml"):
        instruction = etree.parse(path).getroot().getprevious()
        assert instruction.text == f'type="text/css" href="{SITE}/theme/flux.css"'
    assert "Ceci est un flux" in (site / "theme" / "flux.css").read_text(encoding="utf-8")
