"""What can go wrong outside, each as a class with a short `reason` for the books and a sentence for people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class UnableToFetch(Exception):
    """Raised by `fetch`, `parse` and `extract`. `reason` is stable; `str(error)` is in the reader's language."""

    reason: ClassVar[str] = "unreachable"
    message: ClassVar[Any] = _("The server at %(address)s could not be reached.")

    def __init__(self, address: str = "", **details: Any) -> None:
        super().__init__(address)
        self.details = {"address": address, **details}

    def __str__(self) -> str:
        return str(self.message) % self.details


class WrongScheme(UnableToFetch):
    reason = "wrong_scheme"
    message = _("%(address)s is not a web address. It must start with http:// or https:// and hold no password.")


class WrongPort(UnableToFetch):
    reason = "wrong_port"
    message = _("%(address)s uses a port that web sites do not use.")


class NameUnknown(UnableToFetch):
    reason = "name_unknown"
    message = _("There is no server with the name in %(address)s.")


class PrivateAddress(UnableToFetch):
    reason = "private_address"
    message = _("%(address)s leads into a private network. Houtai only fetches from the public internet.")


class NotAdmitted(UnableToFetch):
    reason = "not_admitted"
    message = _("%(address)s is not among the addresses that may be fetched now.")


class TooManyRedirects(UnableToFetch):
    reason = "too_many_redirects"
    message = _("%(address)s redirects again and again.")


class TooLarge(UnableToFetch):
    reason = "too_large"
    message = _("%(address)s is larger than %(megabytes)s MB.")


class TooSlow(UnableToFetch):
    reason = "too_slow"
    message = _("%(address)s did not answer in full within %(seconds)s seconds.")


class WrongKind(UnableToFetch):
    reason = "wrong_kind"
    message = _("%(address)s is a file of type %(kind)s, not a page or feed.")


class Unreadable(UnableToFetch):
    reason = "unreadable"
    message = _("The answer of %(address)s breaks the rules of HTTP and cannot be read.")


class HttpError(UnableToFetch):
    """`status` is the HTTP status; `retry_after` the seconds that the server asks to wait, or None."""

    reason = "http_error"
    message = _("%(address)s answered with error %(status)s.")

    def __init__(self, address: str = "", *, status: int, retry_after: int | None = None) -> None:
        super().__init__(address, status=status)
        self.status = status
        self.retry_after = retry_after


class NotFound(HttpError):
    reason = "not_found"
    message = _("There is nothing at %(address)s (error %(status)s).")


class Busy(HttpError):
    reason = "busy"
    message = _("%(address)s asks to come back later (error %(status)s).")


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


class Hostile(UnableToFetch):
    reason = "hostile"
    message = _(
        "The feed at %(address)s defines XML entities. Feeds that do are refused, because they can exhaust memory."
    )


class NoText(UnableToFetch):
    reason = "no_text"
    message = _("No article text was found at %(address)s.")
