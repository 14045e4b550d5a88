"""Built pages in a real browser, at their published addresses: requests are answered from the folder, nothing is sent.

A request to another host is refused, and noted as any other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

from playwright.sync_api import Browser, Page, Request, Route

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


@dataclass
class Visitor:
    """One tab, in which pages of sites are visited one after the other; `asked` is what the last one asked for."""

    page: Page
    site: BuiltSite | None = None
    asked: list[str] = field(default_factory=list)

    def visit(self, site: BuiltSite, url: str) -> Page:
        """The page at that address, with its pictures, those too that a reader comes to only by scrolling."""
        self.site = site
        self.asked.clear()
        self.page.set_viewport_size({"width": 1350, "height": 940})
        self.page.goto(url)
        self.page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(e => { e.loading = 'eager' })")
        self.page.wait_for_function("[...document.images].every(image => image.complete)")
        return self.page

    def note(self, request: Request) -> None:
        """Remember what is asked for."""
        if not request.url.startswith("data:"):
            self.asked.append(request.url)

    def answer(self, route: Route) -> None:
        """Answer as the site's host would, for any other as if there were no network."""
        url = route.request.url
        if self.site is None or not self.site.holds(url):
            route.abort()
            return
        name = self.site.file_of(url)
        route.fulfill(path=self.site.folder / (name or "404.html"), status=200 if name else 404)


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Visitor]:
    """Somebody with a new profile."""
    context = browser.new_context(reduced_motion="reduce", **options)
    somebody = Visitor(context.new_page())
    context.on("request", somebody.note)
    context.route("**/*", somebody.answer)
    try:
        yield somebody
    finally:
        context.close()


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


def overflow_pixels(page: Page) -> int:
    """How much wider the page is than a window of 320 pixels, the narrowest of WCAG 2.2 (1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    width = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth"
    return max(0, int(page.evaluate(width)))


def seen_words(page: Page) -> list[str]:
    """The words that a reader sees, in order."""
    return str(page.evaluate("document.body.innerText")).split()
