"""What a server that answers with an error means by it."""

from __future__ import annotations

from urllib.parse import urlsplit

from houtai.modules.collect import client

# The server may well answer next time.
PASSING = frozenset({"busy", "too_slow", "unreachable"})


def host_of(url: str) -> str:
    return urlsplit(url).netloc.lower()[:253]


def says_nothing(error: client.UnableToFetch) -> bool:
    """There are no rules: not the same as a server that is out of order, of which nobody knows what it allows."""
    if isinstance(error, client.HttpError):
        return 400 <= error.status < 500 and error.reason != "busy"
    return error.reason in ("wrong_kind", "too_many_redirects")


def passes(error: client.UnableToFetch) -> bool:
    """Whether the same may work a little later: it says nothing about what was asked for."""
    return error.reason in PASSING or (isinstance(error, client.HttpError) and error.status >= 500)
