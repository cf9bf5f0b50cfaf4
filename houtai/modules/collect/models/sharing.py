"""Several articles at one address: parts of a page, or whatever a server sends to the same notice for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from houtai.modules.collect.models.draft import Draft, fold
from houtai.modules.collect.models.entry import Entry

if TYPE_CHECKING:
    from houtai.modules.collect import client

SHARED = "shared"


def is_another(entry: client.Entry, earlier: Draft) -> bool:
    """Whether it only shares its address with an earlier draft: another title, and either another part of the page or
    another address that led to the same one.
    """
    ours, theirs = (" ".join(title.casefold().split()) for title in (entry.title, earlier.title))
    if not ours or ours in theirs or theirs in ours:
        return False
    if fold(entry.url) != earlier.address:
        return True
    said = Entry.objects.filter(draft=earlier).values_list("url", flat=True).first() or earlier.url
    parts = {urlsplit(url).fragment for url in (entry.url, said)}
    return len(parts) == 2 and all(parts)
