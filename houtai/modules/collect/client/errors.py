"""What can be wrong with feeds and pages; what can go wrong on the way to them is in core."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.fetching.errors import UnableToFetch


class Forbidden(UnableToFetch):
    reason = "robots"
    message = _("The server asks programs not to fetch %(address)s (by its robots.txt).")


class NotYet(UnableToFetch):
    """The server is to be left alone for a while: `retry_after` seconds."""

    reason = "not_yet"
    message = _("The server of %(address)s wants to be left alone for a while.")

    def __init__(self, address: str = "", *, retry_after: float) -> None:
        super().__init__(address)
        self.retry_after = retry_after


class NotAFeed(UnableToFetch):
    """`feeds` holds the addresses of feeds that the page at this address names."""

    reason = "not_a_feed"
    message = _("%(address)s is not a feed.")

    def __init__(self, address: str = "", *, feeds: tuple[str, ...] = ()) -> None:
        super().__init__(address)
        self.feeds = feeds


class IsAPage(NotAFeed):
    reason = "is_a_page"
    message = _("%(address)s is a web page, not a feed.")


class NoLinks(UnableToFetch):
    reason = "no_links"
    message = _("The selector finds no links on the page at %(address)s.")


class Malformed(UnableToFetch):
    reason = "malformed"
    message = _("The feed at %(address)s is damaged and holds no entry that can be read.")


class Endless(UnableToFetch):
    reason = "endless"
    message = _("Reading the feed at %(address)s would take too much time or memory. Is there a shorter one?")


class Hostile(UnableToFetch):
    reason = "hostile"
    message = _(
        "The feed at %(address)s defines XML entities. Feeds that do are refused, because they can exhaust memory."
    )


class Broken(UnableToFetch):
    """Nobody foresaw what came."""

    reason = "broken"
    message = _("Houtai broke on what %(address)s answered. What went wrong is in its log.")


class NoText(UnableToFetch):
    reason = "no_text"
    message = _("No article text was found at %(address)s.")
