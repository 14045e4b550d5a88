"""What every command works on: settings as its options changed them, a moment, a terminal, a way to the network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from alaminute.console import Console
from alaminute.feeds.fetching import Fetcher, Limits
from alaminute.settings import SiteSettings


@dataclass(frozen=True)
class Run:
    """What one command works on: the settings, as options changed them, and the moment it runs at."""

    settings: SiteSettings
    console: Console
    now: datetime  # aware
    allowed_hosts: Sequence[str] = ()
    # Makes the one fetcher of a command; None: an ordinary one, for `allowed_hosts`.
    make_fetcher: Callable[[], Fetcher] | None = None

    def fetcher(self) -> Fetcher:
        """A fetcher that is not open yet."""
        if self.make_fetcher:
            return self.make_fetcher()
        settings = self.settings
        limits = Limits(total_seconds=settings.fetch_seconds)
        return Fetcher(allowed_hosts=self.allowed_hosts, contact_url=settings.contact_url, limits=limits)

    def on(
        self,
        *,
        feeds: str | None = None,
        store: str | None = None,
        content: str | None = None,
        output: str | None = None,
    ) -> "Run":
        """The same run on other files, where an option names them; relative ones as the shell means them."""
        settings = self.settings
        changed = replace(
            settings,
            feeds_file=_path(feeds, settings.feeds_file),
            store_file=_path(store, settings.store_file),
            content=_path(content, settings.content),
            output=_path(output, settings.output),
        )
        return replace(self, settings=changed)

    def within(self, *, minutes: int | None = None, items: int | None = None) -> "Run":
        """The same run with other limits of a selection, where an option gives them."""
        limits = self.settings.limits
        changed = replace(limits, minutes=minutes or limits.minutes, items=items or limits.items)
        return replace(self, settings=replace(self.settings, limits=changed))

    def autopublishing(self) -> "Run":
        """The same run, whose new selection is no draft."""
        settings = self.settings
        return replace(self, settings=replace(settings, style=replace(settings.style, status="published")))


def _path(option: str | None, default: Path) -> Path:
    return Path(option).absolute() if option else default
