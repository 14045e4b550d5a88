"""Built pages in a real browser, at their published addresses: requests are answered from the folder, nothing is sent.

A request to another host is refused, and noted as any other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from playwright.sync_api import Browser, Page, Route

from audit.built import BuiltSite

# WCAG 2.0 to 2.2, levels A and AA, and what axe recommends besides.
_EVERY_RULE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(frozen=True)
class Reader:
    """How somebody comes: the window, the colours that the system asks for, and the rules that these can break."""

    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    rules: tuple[str, ...] = _EVERY_RULE


READERS = {
    "telephone": Reader(412, 823),
    # Nothing but colours differs.
    "telephone in the dark": Reader(412, 823, "dark", ("color-contrast", "link-in-text-block")),
    "desk": Reader(1350, 940),
}
_RUN = "options => axe.run(document, options).then(results => results.violations)"
# The package's own reader of this file leaves the encoding to the machine.
_AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def visitor(browser: Browser, site: BuiltSite, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """An empty page in which the site can be visited, and the addresses that it will have asked for."""
    asked: list[str] = []
    context = browser.new_context(reduced_motion="reduce", **options)
    context.on("request", lambda request: request.url.startswith("data:") or asked.append(request.url))
    context.route("**/*", lambda route: _answer(site, route))
    try:
        yield context.new_page(), asked
    finally:
        context.close()


def _answer(site: BuiltSite, route: Route) -> None:
    url = route.request.url
    if not site.holds(url):
        route.abort()
        return
    name = site.file_of(url)
    route.fulfill(path=site.folder / (name or "404.html"), status=200 if name else 404)


def accessibility_faults(page: Page) -> list[str]:
    """Rules of axe-core that the page breaks for one of the readers, each with the place."""
    page.evaluate(_AXE)
    faults = []
    for name, reader in READERS.items():
        page.set_viewport_size({"width": reader.width, "height": reader.height})
        page.emulate_media(color_scheme=reader.scheme)
        for rule in page.evaluate(_RUN, {"resultTypes": ["violations"], "runOnly": list(reader.rules)}):
            faults += [f"{name} : {rule['id']} : {node['target']} : {node['html'][:120]}" for node in rule["nodes"]]
    return faults


def load_lazy_pictures(page: Page) -> None:
    """Ask for the pictures, too, that a reader comes to only by scrolling."""
    page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(e => { e.loading = 'eager' })")
    page.wait_for_function("[...document.images].every(image => image.complete)")


def overflow_pixels(page: Page) -> int:
    """How much wider the page is than a window of 320 pixels, the narrowest of WCAG 2.2 (1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    width = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth"
    return max(0, int(page.evaluate(width)))


def seen_words(page: Page) -> list[str]:
    """The words that a reader sees, in order."""
    return str(page.evaluate("document.body.innerText")).split()
