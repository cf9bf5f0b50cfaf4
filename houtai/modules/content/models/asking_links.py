"""Asks whether something is where an article's links lead: by the guarded client, seldom, and never many at once."""

from __future__ import annotations

import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain, zip_longest
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from houtai.core.text.address import settle
from houtai.core.text.structure import parse
from houtai.core.workspaces.fetching.errors import HttpError, NameUnknown, NotFound, TooLarge, UnableToFetch
from houtai.core.workspaces.reach import resolve
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models.asked_link import AskedLink

# Of one article, and of one server, in one go; seconds for all, for one, and between two that ask the same server.
MOST, OF_ONE_HOST = 60, 10
SECONDS, PATIENCE, PAUSE = 180.0, 10.0, 1.0
# That name is not known; everything else that goes wrong with a name says nothing about it.
NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
# Nothing came, or: come back later.
SILENT = frozenset({0, 429, 503})
FINE, GONE, NOWHERE, UNKNOWN = (str(one) for one in AskedLink.Answer.values)


def outside(*bodies: str) -> list[str]:
    """The addresses of other sites that these texts link to, each once and without its fragment."""
    here = origin_here()
    found = (settle(link.get("href") or "") for body in bodies if "<a" in body for link in parse(body).iter("a"))
    web = (url.partition("#")[0] for url in found if url.startswith(("http://", "https://")))
    return list(dict.fromkeys(url for url in web if not url.startswith(f"{here}/") and url != here))


def ask(urls: Iterable[str], *, at: datetime, fetch: Any = None, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Ask those whose answer is not known lately, the servers in turn; one that keeps silent is left alone. Returns
    whether some were left for later.
    """
    known = AskedLink.objects.known(urls)
    due = [url for url in urls if url not in known or not known[url].is_fresh(now=at)]
    until, last, silent = time.monotonic() + SECONDS, dict[str, float](), set[str]()
    asked = 0
    for url in in_turn(due)[:MOST]:
        host = urlsplit(url).hostname or ""
        if host in silent or time.monotonic() > until:
            continue
        sleep(max(0.0, last.get(host, 0.0) + PAUSE - time.monotonic()))
        said, status = answer(url, fetch=fetch)
        AskedLink.objects.remember(url, said, status, at=at)
        last[host] = time.monotonic()
        asked += 1
        if said == UNKNOWN and status in SILENT:
            silent.add(host)
    return asked < len(due)


def in_turn(urls: Iterable[str]) -> list[str]:
    """A few of each server, one server after the other."""
    by_host = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).hostname].append(url)
    rounds = zip_longest(*(of_one[:OF_ONE_HOST] for of_one in by_host.values()))
    return [url for url in chain.from_iterable(rounds) if url]


def answer(url: str, *, fetch: Any = None) -> tuple[str, int]:
    """Asked for its head; where that is refused, as a reader would ask, of which nothing is kept."""
    from houtai.core.workspaces.fetching import network

    names = Names()
    how: dict[str, Any] = {"cap": 1, "deadline": PATIENCE, "kinds": ("",), "admit": frozenset(settings.COLLECT_ADMIT)}
    told = UNKNOWN, 0
    for method in ("HEAD", "GET"):
        try:
            return FINE, (fetch or network.fetch)(url, method=method, resolve=names.resolve, **how).status
        except TooLarge:
            return FINE, 200
        except NameUnknown:
            return (NOWHERE if names.unknown else UNKNOWN), 0
        except HttpError as error:
            told = (GONE if isinstance(error, NotFound) else UNKNOWN), error.status
        except UnableToFetch:
            told = UNKNOWN, 0
    return told


class Names:
    """Looks names up, and knows whether one is not there or could only not be asked for: a cable may be unplugged."""

    unknown = False

    def resolve(self, host: str, port: int) -> list[str]:
        try:
            return resolve(host, port)
        except socket.gaierror as error:
            self.unknown = error.errno in NO_SUCH_NAME
            raise
