"""Images in pages: their size, when they load, their leaner forms."""

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from alaminute.theming.file_cache import FileCache
from alaminute.theming.picture_encoding import FORMATS, Raster, UnreadableImageError, svg_size, widths_for
from alaminute.theming.picture_markup import Picture, Source, mark_up_pictures
from alaminute.theming.pictures import Pictures
from theming.small_site import noise

KNOWN = Picture(400, 200, (Source("image/webp", (("v/a.webp", 300),)),))


def marked_up(fragment: str) -> str:
    return mark_up_pictures(fragment, {"/a.png": KNOWN, "/b.svg": Picture(4, 2)}.get, "https://x.example")


def test_an_image_gets_its_size_and_its_sources() -> None:
    assert marked_up('<p><img alt="a > b &amp; c" src="/a.png"></p>') == (
        '<p><picture><source type="image/webp" srcset="https://x.example/v/a.webp 300w" '
        'sizes="(min-width: 40rem) 35rem, 92vw"><img alt="a &gt; b &amp; c" src="/a.png" width="400" height="200">'
        "</picture></p>"
    )


def test_all_images_but_the_first_load_late_unless_the_author_says_otherwise() -> None:
    html = marked_up('<img src="/b.svg" loading="lazy"><img src="/b.svg"><img src="/b.svg" loading="eager">')
    assert [tag.partition('loading="')[2][:5] for tag in html.split("<img")[1:]] == ["", 'lazy"', "eager"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("width=100", 'width="100" height="50"'),
        ("height='100'", 'height="100" width="200"'),
        ("width=1 height=1", 'width="1" height="1"'),
        ('width="50%"', 'width="50%"'),
    ],
)
def test_a_size_that_the_author_gave_is_kept_and_completed(given: str, expected: str) -> None:
    assert f'src="/b.svg" {expected}>' in marked_up(f'<img src="/b.svg" {given}/>')


def test_sources_that_the_author_chose_are_kept() -> None:
    assert "<source" not in marked_up('<img src="/a.png" srcset="/b.png 2x">')
    assert marked_up('<picture><source srcset="/c.webp"><img src="/a.png"></picture>').count("<source") == 1


def test_an_image_of_another_site_is_left_alone() -> None:
    assert marked_up('<img src="https://y.example/a.png">') == '<img src="https://y.example/a.png">'


def test_no_form_is_wider_than_the_image() -> None:
    assert widths_for(300) == (300,)
    assert widths_for(1000) == (480, 800, 1000)
    assert widths_for(4000) == (480, 800, 1120)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("source", ["JPEG", "PNG"])
def test_the_same_image_gives_the_same_bytes(form: str, source: str) -> None:
    data = noise(200, 100, source)
    assert Raster(data).encoded(120, form) == Raster(data).encoded(120, form)
    with Image.open(io.BytesIO(Raster(data).encoded(120, form))) as small:
        assert small.size == (120, 60)


def test_an_image_that_was_taken_upright_is_measured_and_stored_upright_without_the_cameras_notes() -> None:
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Un fabricant"
    Image.new("RGB", (40, 20)).save(stream, "JPEG", exif=exif)
    raster = Raster(stream.getvalue())
    assert raster.size == (20, 40)
    with Image.open(io.BytesIO(raster.encoded(10, "webp"))) as small:
        assert small.size == (10, 20)
        assert not small.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_can_be_encoded(mode: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (20, 10)).save(stream, "TIFF" if mode == "CMYK" else "PNG")
    for form in FORMATS:
        assert Raster(stream.getvalue()).encoded(20, form)


@pytest.mark.parametrize(
    ("source", "size"),
    [
        ('<?xml version="1.0"?><svg xmlns="x" viewBox="0 0 720 300.4" width="1">', (720, 300)),
        ("<svg width='30' height='20px'>", (30, 20)),
        ('<svg viewBox="0,0,0.2,0.2">', (1, 1)),
        ('<svg width="100%" height="100%">', None),
        ("no drawing", None),
    ],
)
def test_a_drawing_has_the_size_of_its_view_box(source: str, size: tuple[int, int] | None) -> None:
    assert svg_size(source) == size


def test_what_is_no_image_is_refused() -> None:
    with pytest.raises(UnreadableImageError):
        Raster(b"not an image")


def pictures_at(folder: Path) -> Pictures:
    return Pictures(FileCache(folder / "cache"), folder / "output", {"theme": folder / "static"})


def published(path: Path) -> Callable[[], dict[str, Path]]:
    return lambda: {f"images/{path.name}": path}


def test_leaner_forms_are_written_once_and_kept_for_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "une photo.jpg"
    photo.write_bytes(noise(600, 300, "JPEG"))
    html = pictures_at(tmp_path).mark_up('<img src="/images/une%20photo.jpg">', published(photo), "", "p")
    made = {path.name: path.read_bytes() for path in (tmp_path / "output/variantes").iterdir()}
    assert all(f"/variantes/{name} {name.split('-')[1].split('.')[0]}w" in html for name in made)
    monkeypatch.setattr(Raster, "encoded", None)
    again = Pictures(FileCache(tmp_path / "cache"), tmp_path / "again", {})
    assert again.mark_up('<img src="/images/une%20photo.jpg">', published(photo), "", "p") == html
    assert {path.name: path.read_bytes() for path in (tmp_path / "again/variantes").iterdir()} == made


def test_an_image_that_no_form_makes_lighter_stays_alone(tmp_path: Path) -> None:
    stream, path = io.BytesIO(), tmp_path / "leger.webp"
    with Image.open(io.BytesIO(noise(300, 150, "PNG"))) as image:
        image.save(stream, "WEBP", quality=0)
    path.write_bytes(stream.getvalue())
    html = pictures_at(tmp_path).mark_up('<img src="/images/leger.webp">', published(path), "", "p")
    assert html == '<img src="/images/leger.webp" width="300" height="150">'
    assert not (tmp_path / "output").exists()


def test_an_animation_keeps_moving(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    frames = [Image.new("L", (40, 20), colour) for colour in (0, 255)]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    html = pictures_at(tmp_path).mark_up('<img src="/images/a.gif">', published(path), "", "p")
    assert html == '<img src="/images/a.gif" width="40" height="20">'


def test_a_broken_image_is_a_warning_that_names_the_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "b.png"
    path.write_bytes(b"not an image")
    with caplog.at_level(logging.WARNING):
        pictures_at(tmp_path).mark_up('<img src="/images/b.png">', published(path), "", "posts/un.md")
    assert "posts/un.md" in caplog.text
    assert "illisible" in caplog.text


def test_the_themes_own_images_are_known(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "i.svg").write_text('<svg viewBox="0 0 3 2">', encoding="utf-8")
    html = pictures_at(tmp_path).mark_up('<img src="/theme/i.svg">', dict, "", "p")
    assert 'width="3"' in html
    assert caplog.text == ""
