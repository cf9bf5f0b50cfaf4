"""Short codes of the books, as people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# Why an entry is a duplicate or was refused, why a page was not read, and why a feed was not.
REASONS = {
    "broken": _("Houtai broke on the answer"),
    "busy": _("The server asked to come back later"),
    "endless": _("The feed takes too long to read"),
    "home_page": _("The address leads to the home page"),
    "hostile": _("The feed is dangerous"),
    "http_error": _("The server answered with an error"),
    "is_a_page": _("A web page, not a feed"),
    "known": _("The page was read before"),
    "malformed": _("The feed is damaged"),
    "name_unknown": _("There is no server with this name"),
    "no_links": _("The selector finds no links"),
    "no_page": _("The entry names no page"),
    "no_text": _("No text was found"),
    "not_a_feed": _("Not a feed"),
    "not_yet": _("The server wants to be left alone for a while"),
    "robots": _("The server asks programs to stay away"),
    "not_admitted": _("The address may not be fetched now"),
    "not_found": _("The page does not exist"),
    "private_address": _("The address leads into a private network"),
    "same_address": _("The same address"),
    "same_text": _("Nearly the same text"),
    "shared": _("Several articles have this address"),
    "too_large": _("Too large"),
    "too_many_redirects": _("Too many redirects"),
    "too_slow": _("Too slow"),
    "unreachable": _("The server could not be reached"),
    "unreadable": _("The answer could not be read"),
    "wrong_kind": _("Neither a page nor a feed"),
    "wrong_port": _("A port that web sites do not use"),
    "wrong_scheme": _("Not a web address"),
}


def reason(code: str) -> object:
    """The label of a code; a code that nobody knows any more stays as it is."""
    return REASONS.get(code, code)
