"""A text on its way from whoever found or wrote it to whoever publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from houtai.core.work.columns import NONE


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """html: clean in the sense of sanitise.clean; url and site: credit the source; licence: its terms of use as
    it states them, an address or words; image: an absolute address or ""; column: its key (core.work.columns);
    tags: those it is to have; suggested: those that its source gave it; others: name and address of each further
    source that tells the same.
    """

    title: str
    html: str
    summary: str = ""
    author: str = ""
    language: str = ""
    url: str = ""
    site: str = ""
    licence: str = ""
    image: str = ""
    published: datetime | None = None
    column: int = NONE
    tags: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
