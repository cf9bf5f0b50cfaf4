"""Machines that may be reached although private or without https: by the settings, or for a while."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

_more: ContextVar[frozenset[str]] = ContextVar("more", default=frozenset())


def admitted() -> frozenset[str]:
    """Machines that may be reached although private or without https: the played day's and the tests' own."""
    return frozenset(settings.PUSH_ADMIT) | _more.get()


@contextmanager
def admitting(places: Iterable[str]) -> Iterator[None]:
    """Inside the block these machines ("host:port") may be reached too."""
    token = _more.set(frozenset(places))
    try:
        yield
    finally:
        _more.reset(token)
