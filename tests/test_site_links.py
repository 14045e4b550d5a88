"""Links that lead nowhere are found, and no other."""

from pathlib import Path

import pytest

from alaminute.site_links import Site


def site(folder: Path, url: str = "", **pages: str) -> list[str]:
    """The broken links of a site with these pages; `_` in a name stands for a folder."""
    for name, body in pages.items():
        path = folder / name.replace("_", "/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
    return [f"{link.address} : {link.target}" for link in Site(folder, url).broken_links()]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/autre/">x</a>',
        '<a href="../autre/">x</a>',
        '<a href="/autre">x</a>',
        '<a href="/autre/#ici">x</a>',
        '<a href="#moi" id="moi">x</a>',
        '<a href="#top">x</a>',
        '<a href="/autre/#:~:text=mot">x</a>',
        '<a href="https://ailleurs.example/nulle-part">x</a>',
        '<a href="//ailleurs.example/">x</a>',
        '<a href="mailto:moi@ailleurs.example">x</a>',
        '<img src="data:image/gif;base64,R0lGOD" alt="">',
        '<a href="/%C3%A9t%C3%A9/">x</a>',
        '<a href="https://www.blog.example/autre/">x</a>',
        '<a href="https://www.blog.example">x</a>',
        '<a href="https://[x/">x</a>',
    ],
)
def test_links_that_lead_somewhere_are_let_be(tmp_path: Path, body: str):
    pages = {"page": body, "autre": '<p id="ici">x</p>', "été": "x"}
    (tmp_path / "index.html").write_text("<p>accueil</p>", encoding="utf-8")
    assert site(tmp_path, "https://www.blog.example", **pages) == []


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('<a href="/nulle-part/">x</a>', "/nulle-part/"),
        ('<a href="nulle-part.html">x</a>', "/page/nulle-part.html"),
        ('<img src="/images/absente.png" alt="">', "/images/absente.png"),
        ('<a href="/autre/#absent">x</a>', "/autre/#absent"),
        ('<a href="#absent">x</a>', "/page/index.html#absent"),
        ('<a href="https://www.blog.example/nulle-part">x</a>', "/nulle-part"),
    ],
)
def test_links_that_lead_nowhere_are_named_with_their_page(tmp_path: Path, body: str, target: str):
    assert site(tmp_path, "https://www.blog.example", page=body, autre="x") == [f"/page/ : {target}"]


def test_another_site_whose_address_begins_alike_is_another_site(tmp_path: Path):
    body = '<a href="https://www.blog.example.org/nulle-part">x</a>'
    assert site(tmp_path, "https://www.blog.example", page=body) == []


@pytest.mark.parametrize(
    ("target", "anchor"),
    [
        ("/page/#l-été--à-la-mer", "l-ete-a-la-mer"),
        ("/page/#LETE_A_LA_MER", "l-ete-a-la-mer"),
        ("/page/#deux", None),
        ("/page/#---", None),
        ("/autre/#un", None),
    ],
)
def test_an_anchor_is_known_by_its_letters_if_just_one_has_them(tmp_path: Path, target: str, anchor: str | None):
    site(tmp_path, page='<p id="l-ete-a-la-mer">x</p><p id="de-ux">x</p><p id="d-eux">x</p>')
    assert Site(tmp_path).anchor_like(target) == anchor
