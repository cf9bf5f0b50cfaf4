"""From where pictures of the library were fetched, so that none is fetched again and again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.timezone import now

# After that an address is asked again: there may be another picture.
KNOWN = timedelta(days=30)


def fold(url: str) -> str:
    """SHA-256 (64 hex digits) of the address without its fragment and scheme."""
    return hashlib.sha256(url.partition("#")[0].partition("://")[2].encode()).hexdigest()


class Origins(models.Manager["Origin"]):
    def images(self, urls: Iterable[str], *, at: datetime | None = None) -> dict[str, Any]:
        """The library's images that were fetched from these addresses lately, by address; in one query."""
        wanted = {fold(url): url for url in urls}
        rows = self.filter(address__in=wanted, at__gt=(at or now()) - KNOWN).select_related("image")
        return {wanted[row.address]: row.image for row in rows}

    def remember(self, url: str, image: Any) -> None:
        self.update_or_create(address=fold(url), defaults={"url": url[:2000], "image": image, "at": now()})


class Origin(models.Model):
    """address: the folded url."""

    address = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=2000)
    image = models.ForeignKey("wagtailimages.Image", models.CASCADE, related_name="origins")
    at = models.DateTimeField()

    objects = Origins()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.url
