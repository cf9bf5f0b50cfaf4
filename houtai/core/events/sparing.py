"""Figures of just now, which cost more the more comes in: counted again only as often as there is room for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

Found = TypeVar("Found")

# What takes longer than FREE_SECONDS is kept for so many times its cost, so that one page's count takes at most a
# twentieth of a core, however many look at it.
FREE_SECONDS, TIMES, MOST_SECONDS = 0.05, 20, 60


def sparingly(name: str, count: Callable[[], Found]) -> Found:
    """What `count` gives, or gave at most a minute ago. name: within the workspace."""
    kept: tuple[Found] | None = cache.get(name)
    if kept is not None:
        return kept[0]
    begun = time.monotonic()
    found = count()
    took = time.monotonic() - begun
    if took > FREE_SECONDS:
        cache.set(name, (found,), min(took * TIMES, MOST_SECONDS))
    return found
