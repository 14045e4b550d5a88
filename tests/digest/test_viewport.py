"""The HTML part in a real browser, at the widths of a telephone and of Gmail's and Outlook's panes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from digest.samples import HEADER, ITEMS, parts, rendered_bytes

WIDE = f"""

## [{"Anticonstitutionnellement" * 8}](https://exemple.test/)

- Source : {"UneSourceSansEspace" * 8}
- Durée : 25 min

<https://exemple.test/{"long" * 60}>

    {"code " * 60}

| a | b | c | d | e | f |
|---|---|---|---|---|---|
| {"mot" * 5} | {"mot" * 5} | {"mot" * 5} | {"mot" * 5} | {"mot" * 5} | {"mot" * 5} |
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(tmp_path: Path) -> Path:
    _, html = parts(rendered_bytes(tmp_path, HEADER + ITEMS + WIDE))
    path = tmp_path / "digest.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [320, 480, 600, 1200])
def test_nothing_is_wider_than_the_window_and_nothing_is_fetched(browser: Browser, page: Path, width: int):
    opened = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(page.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.locator("h1").bounding_box()["width"] <= 600
    assert asked == [page.as_uri()]
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_ground_are_never_both_light_or_both_dark(browser: Browser, page: Path, scheme: str):
    opened = browser.new_page(color_scheme=scheme)
    opened.goto(page.as_uri())
    ground = light(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert (ground < 0.5) == (scheme == "dark")
    colors = opened.evaluate(
        "[...document.querySelectorAll('h1,h2,p,li,a,td,th,code')].filter(e => e.innerText.trim())"
        ".map(e => getComputedStyle(e).color)"
    )
    ratios = [(max(ground, light(c)) + 0.05) / (min(ground, light(c)) + 0.05) for c in colors]
    assert min(ratios) >= 4.5  # WCAG 2.2, 1.4.3
    opened.close()


def light(color: str) -> float:
    """The relative luminance of `rgb(r, g, b)` (WCAG 2.2)."""
    shares = [int(part) / 255 for part in color.partition("(")[2].rstrip(")").split(",")[:3]]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
