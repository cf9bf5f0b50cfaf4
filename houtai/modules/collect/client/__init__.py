"""Everything the collect module says to the outside, and how it reads the answers."""

from houtai.modules.collect.client.errors import NotAFeed, NoText, UnableToFetch
from houtai.modules.collect.client.feed import Entry, Feed, parse
from houtai.modules.collect.client.network import Fetched, fetch
from houtai.modules.collect.client.page import Page, extract

__all__ = ["Entry", "Feed", "Fetched", "NoText", "NotAFeed", "Page", "UnableToFetch", "extract", "fetch", "parse"]
