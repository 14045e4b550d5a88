"""The picture beside a page's link."""

import io
import logging
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

import languages
from alaminute.errors import SettingsError
from alaminute.theming.file_cache import FileCache
from alaminute.theming.lettering import Lettering
from alaminute.theming.pictures import Pictures
from alaminute.theming.share_image import SIZE, Card, share_image
from alaminute.theming.share_images import THEME_SHOWS, ShareImages
from theming.small_site import noise

LETTERING = Lettering()
FRENCH = "éèêëàâäçùûüîïôöœæŒÆÉÈÊËÀÂÄÇÙÛÜÎÏÔÖ«»’‘“”–—…·€%°ᵉʳ\u00a0\u202f!?;:"
LONG_TITLE = "Un titre interminable, qui parle de tout et de bien d’autres choses " * 9


def drawn(text: str) -> bytes:
    image = Image.new("RGB", (150, 150), "white")
    LETTERING.draw(ImageDraw.Draw(image), (30, 110), text, 80, ("black", "white"))
    return image.tobytes()


@pytest.mark.parametrize("letter", "éèêëàâäçùûüîïôöÉÈÊÀÇÎÏÔñå")
def test_an_accent_is_seen(letter: str) -> None:
    plain = unicodedata.normalize("NFD", letter)[0]
    assert LETTERING.can_draw(letter)
    assert drawn(letter) not in {drawn(plain), drawn("\U0010fffd")}


def test_letters_that_differ_by_their_accent_look_different() -> None:
    assert len({drawn(letter) for letter in "eéèêëe"}) == 5
    assert len({drawn(letter) for letter in "CÇ€"}) == 3


def test_all_that_french_writes_can_be_drawn_and_what_cannot_is_known() -> None:
    assert [letter for letter in FRENCH if not LETTERING.can_draw(letter)] == []
    assert not LETTERING.can_draw("日本")


def test_the_same_card_gives_the_same_picture_of_the_right_size() -> None:
    card = Card("L’été, déjà\u202f!", "À la minute", 211, "3\u00a0min\u00a031\u00a0s")
    assert share_image(card, Lettering()) == share_image(card, Lettering())
    with Image.open(io.BytesIO(share_image(card, LETTERING))) as picture:
        assert picture.size == SIZE
    assert len(share_image(card, LETTERING)) < 30_000


@pytest.mark.parametrize(("seconds", "length"), [(600, 520), (1200, 1040), (9000, 1040)])
def test_the_bar_is_as_long_as_the_reading_of_twenty_minutes(seconds: int, length: int) -> None:
    with Image.open(io.BytesIO(share_image(Card("T", "S", seconds), LETTERING))) as picture:
        row = picture.convert("RGB").crop((0, 505, 1200, 506))
        red = sum(pixel[0] > 150 and pixel[1] < 100 for pixel in (row.getpixel((x, 0)) for x in range(1200)))
    assert abs(red - length) <= 1


@pytest.mark.parametrize(
    ("title", "site"),
    [(LONG_TITLE, "S"), ("M" * 200, "S"), ("T", LONG_TITLE)],
    ids=["many words", "one word", "a long subtitle"],
)
def test_what_is_too_long_stays_within_the_picture(title: str, site: str) -> None:
    with Image.open(io.BytesIO(share_image(Card(title, site), LETTERING))) as picture:
        margins = [picture.convert("RGB").crop(box).getcolors(9) for box in ((0, 0, 70, 630), (1130, 0, 1200, 630))]
    assert all(len(colours) == 1 for colours in margins)


def images_at(folder: Path, **more: Any) -> ShareImages:
    settings = {
        "SITENAME": "Mon site",
        "SITEURL": "https://x.example",
        "THEME_STATIC_DIR": "theme",
        "OUTPUT_PATH": str(folder / "output"),
        "PATH": str(folder / "content"),
        **more,
    }
    cache = FileCache(folder / "cache")
    return ShareImages(cache, Pictures(cache, folder / "output", {}), settings)


def test_a_page_has_a_picture_at_an_address_like_its_own(tmp_path: Path) -> None:
    picture = images_at(tmp_path).made("Titre", "2010/08/l-ete/index.html", 211, languages.FRENCH)
    assert picture.address == "https://x.example/partages/2010/08/l-ete.png"
    assert picture.alt == "Titre (3\u00a0min\u00a031\u00a0s de lecture) – Mon site"
    assert (tmp_path / "output/partages/2010/08/l-ete.png").read_bytes().startswith(b"\x89PNG")


def test_a_second_build_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    images_at(tmp_path).made("Titre", "a/index.html", 211, languages.FRENCH)
    monkeypatch.setattr("alaminute.theming.share_images.share_image", None)
    images_at(tmp_path).made("Titre", "b/index.html", 211, languages.FRENCH)
    assert (tmp_path / "output/partages/a.png").read_bytes() == (tmp_path / "output/partages/b.png").read_bytes()


def test_home_and_titles_that_cannot_be_drawn_have_the_sites_picture(tmp_path: Path) -> None:
    own = images_at(tmp_path, SHARE_IMAGE="images/moi.png").made("日本", "a/index.html", None, languages.FRENCH)
    assert (own.address, own.width) == ("https://x.example/images/moi.png", None)


def test_the_themes_picture_stands_for_a_site_of_its_name_and_another_is_drawn_for_others(tmp_path: Path) -> None:
    ours = {"SITENAME": THEME_SHOWS[0], "SITESUBTITLE": THEME_SHOWS[1]}
    assert (
        images_at(tmp_path, **ours).made("T", "index.html", None, languages.FRENCH).address
        == "https://x.example/theme/partage.png"
    )
    other = images_at(tmp_path, SITESUBTITLE="A few minutes well spent").made("T", "index.html", None, languages.FRENCH)
    assert (other.address, other.width) == ("https://x.example/partages/index.png", SIZE[0])
    assert other.alt == "Mon site – A few minutes well spent"
    assert (tmp_path / "output/partages/index.png").is_file()
    assert images_at(tmp_path, SITENAME="日本").of_site().address == "https://x.example/theme/partage.png"


def test_the_author_chooses_a_picture_of_the_site_or_of_another(tmp_path: Path) -> None:
    photo = tmp_path / "p.png"
    photo.write_bytes(noise(30, 20, "PNG"))
    images, files = images_at(tmp_path), lambda: {"images/p.png": photo}
    for value in ("images/p.png", "/images/p.png", "{static}/images/p.png"):
        picture = images.chosen(value, "T", "p.md", files)
        assert (picture.address, picture.width, picture.height) == ("https://x.example/images/p.png", 30, 20)
    assert images.chosen("https://y.example/p.png", "T", "p.md", files).address == "https://y.example/p.png"


@pytest.mark.parametrize("value", ["images/absent.png", "images/dessin.svg", "images/casse.png"])
def test_a_picture_that_cannot_be_used_is_a_warning_that_names_the_page(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, value: str
) -> None:
    files = {f"images/{name}": tmp_path / name for name in ("dessin.svg", "casse.png")}
    for path in files.values():
        path.write_text("<svg/>", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        images_at(tmp_path).chosen(value, "T", "posts/un.md", lambda: files)
    assert f"posts/un.md : « Image: {value} »" in caplog.text


def test_a_font_that_cannot_be_used_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "casse.ttf").write_text("no font", encoding="utf-8")
    for name in ("absente.ttf", "casse.ttf"):
        with pytest.raises(SettingsError, match=f"SHARE_FONT = '{name}'"):
            images_at(tmp_path, SHARE_FONT=name).made("T", "a/index.html", None, languages.FRENCH)
