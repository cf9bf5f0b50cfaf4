"""How often something comes, and from where: what public doors keep a measure of."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def counted(name: str, *, seconds: int) -> int:
    """How often this was called for that name within so many seconds from its first time."""
    cache.add(name, 0, seconds)
    try:
        return int(cache.incr(name))
    except ValueError:
        return 1  # Its time ran out just now.


def origin_address(request: HttpRequest) -> str:
    """Whom the machine in front of us saw; without one, whom we see."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
