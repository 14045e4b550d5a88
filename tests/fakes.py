"""Stand-ins at our own boundaries; nothing inside a library is ever replaced."""

from collections.abc import Mapping

from alaminute.errors import FetchError
from alaminute.feeds.fetching import Response


class FakeFetcher:
    """`articles.reading.PageFetcher` without a network: address → answer or error, and what was asked for.

    An address that is not there answers 404, as a site does.
    """

    def __init__(self, pages: Mapping[str, Response | FetchError | bytes | str]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []

    async def get_article(self, url: str) -> Response:
        """The page at that address; raises FetchError."""
        self.asked.append(url)
        page = self.pages.get(url, FetchError(url, "page introuvable (404)", status=404))
        if isinstance(page, FetchError):
            raise page
        return page if isinstance(page, Response) else html_response(url, page)


def html_response(url: str, page: bytes | str, content_type: str = "text/html; charset=utf-8") -> Response:
    """The answer of a server that has that page."""
    body = page.encode() if isinstance(page, str) else page
    return Response(200, url, body, {"content-type": content_type})
