"""What can go wrong outside, each as a class with a short `reason` for the books and a sentence for people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class UnableToFetch(Exception):
    """Raised by `fetch` and by what reads its answers. `reason` is stable; `str(error)` is in the reader's language."""

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
