"""Everything the collect module says to the outside, and how it reads the answers.

What reads feeds and pages loads slowly, so it is loaded when it is first wanted: most processes never want it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from houtai.core.workspaces.fetching.errors import HttpError, UnableToFetch
from houtai.modules.collect.client.errors import Broken, Forbidden, IsAPage, NotAFeed, NoText, NotYet
from houtai.modules.collect.client.robots import Robots

if TYPE_CHECKING:
    from houtai.core.workspaces.fetching.network import Fetched, fetch
    from houtai.modules.collect.client.feed import Entry, Feed, parse
    from houtai.modules.collect.client.listing import Listing, is_selector, listed
    from houtai.modules.collect.client.page import Page, extract

__all__ = [
    "Broken",
    "Entry",
    "Feed",
    "Fetched",
    "Forbidden",
    "HttpError",
    "IsAPage",
    "Listing",
    "NoText",
    "NotAFeed",
    "NotYet",
    "Page",
    "Robots",
    "UnableToFetch",
    "extract",
    "fetch",
    "is_selector",
    "listed",
    "parse",
]
NETWORK = "houtai.core.workspaces.fetching.network"
PLACES = {
    **dict.fromkeys(("Entry", "Feed", "parse"), "feed"),
    **dict.fromkeys(("Listing", "is_selector", "listed"), "listing"),
    **dict.fromkeys(("Page", "extract"), "page"),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    found = getattr(import_module(f"{__name__}.{PLACES[name]}" if name in PLACES else NETWORK), name)
    globals()[name] = found
    return found
