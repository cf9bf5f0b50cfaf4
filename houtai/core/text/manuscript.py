"""A text on its way from whoever found or wrote it to whoever publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """html: clean in the sense of sanitise.clean; url and site: credit the source; licence: its terms of use as
    it states them, an address or words; image: an absolute address or ""."""

    title: str
    html: str
    author: str = ""
    language: str = ""
    url: str = ""
    site: str = ""
    licence: str = ""
    image: str = ""
    published: datetime | None = None
