"""Fetches pictures that a text shows from elsewhere into the workspace's library, each once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from houtai.core.text.pictures.library import keep
from houtai.core.text.pictures.origin import Origin
from houtai.core.text.pictures.picture import MOST_BYTES, read
from houtai.core.workspaces.fetching.errors import HttpError, UnableToFetch

SECONDS = 15.0
# Servers that show their pictures to whoever comes from their own pages, each with such a page.
GUARDED = {"qpic.cn": "https://mp.weixin.qq.com/", "qlogo.cn": "https://mp.weixin.qq.com/"}
REFUSED = frozenset({401, 403})

Fetch = Callable[..., Any]


def fetched(url: str, *, page: str = "", about: str = "", by: Any = None, fetch: Fetch | None = None, **to: Any) -> Any:
    """The library's image of the picture at this address, fetched unless it was lately.

    page: the address of the text that shows it, which guarded servers ask for; about, by, to: as `library.keep`.
    Raises UnableToFetch, and Unfit for what is there but is no picture we take.
    """
    known = Origin.objects.images([url])
    if url in known:
        return known[url]
    image = keep(read(body(url, page=page, fetch=fetch)), name=name(url), about=about, by=by, **to)
    Origin.objects.remember(url, image)
    return image


def body(url: str, *, page: str, fetch: Fetch | None) -> bytes:
    """The bytes at an address, asked for as a reader's browser would; once more as from the server's own pages."""
    from houtai.core.workspaces.fetching import network

    get = fetch or network.fetch
    admit = frozenset(settings.COLLECT_ADMIT)
    how: dict[str, Any] = {"cap": MOST_BYTES, "deadline": SECONDS, "kinds": ("",), "admit": admit}
    first, second = referers(url, page)
    try:
        return bytes(get(url, referer=first, **how).body)
    except HttpError as error:
        if error.status not in REFUSED or first == second:
            raise
    return bytes(get(url, referer=second, **how).body)


def referers(url: str, page: str) -> tuple[str, str]:
    """What we say led to the picture, and what else if that is refused."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    own = next((site for name, site in GUARDED.items() if host == name or host.endswith(f".{name}")), "")
    return own or page, own or f"{parts.scheme}://{parts.netloc}/"


def name(url: str) -> str:
    """What the picture is called until somebody calls it otherwise."""
    return unquote(PurePosixPath(urlsplit(url).path).stem)[:100]


__all__ = ["UnableToFetch", "fetched"]
