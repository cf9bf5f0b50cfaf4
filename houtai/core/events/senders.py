"""Who sends, as far as the headers of a request say. Most send again and again, so what is found out is remembered."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from houtai.core.events.agents import device_of, is_bot
from houtai.core.events.answers import FOREIGN, NOWHERE, TAKEN, WRONG_KEY, Answer
from houtai.core.events.models import digest
from houtai.core.events.records import Cover, covered
from houtai.core.events.sites import Site, Sites

# A name of a host has at most 253 characters. What is remembered must not be as long as a stranger likes.
LONGEST_HOST, LONGEST_HEADER, MOST_SENDERS = 260, 2000, 4000


class Headers(Protocol):
    """Request headers by lower-case name."""

    def get(self, name: str, /) -> Any: ...


class Asked(NamedTuple):
    """page: address or origin of the page that asks, "" when it does not say; cross: whether it is an origin."""

    host: str
    page: str
    cross: bool
    authorization: str
    agent: str

    @classmethod
    def by(cls, host: str, headers: Headers) -> Asked:
        origin = headers.get("origin")
        page = origin or headers.get("referer") or ""
        said, agent = headers.get("authorization") or "", headers.get("user-agent") or ""
        return cls(host, page[:LONGEST_HEADER], bool(origin), said[:LONGEST_HEADER], agent[:LONGEST_HEADER])

    def hosts(self) -> Iterable[str]:
        """The host asked, and that of the page that asks."""
        return [name for name in {self.host, netloc(self.page)} if 0 < len(name) <= LONGEST_HOST]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """simulated: of its key, None for a page; refused: the answer to whatever it sends; taken: the answer to a batch
    that was kept; shared: headers for a page of ours under another address; cover: what its records begin with;
    until: monotonic seconds.
    """

    site: Site
    simulated: bool | None
    refused: Answer | None
    taken: Answer
    shared: tuple[tuple[str, str], ...]
    cover: bytes
    until: float


class Senders:
    """sites: what is known of hosts, which must have been looked up."""

    def __init__(self, sites: Sites) -> None:
        self.sites = sites
        self._known: dict[Asked, Sender] = {}

    def get(self, asked: Asked) -> Sender | None:
        """None when it has to be met first."""
        sender = self._known.get(asked)
        return sender if sender and sender.until > time.monotonic() else None

    def meet(self, asked: Asked) -> Sender:
        sender = self._met(asked)
        if sender.refused is None:
            if len(self._known) >= MOST_SENDERS:
                self._known.clear()
            self._known[asked] = sender
        return sender

    def _met(self, asked: Asked) -> Sender:
        site, page = self.sites.known(asked.host), netloc(asked.page)
        simulated, shared = key_of(site, asked.authorization), self._shared(site, asked, page)
        return Sender(
            site=site,
            simulated=simulated,
            refused=self._refused(site, asked, page, simulated),
            taken=TAKEN.named(*shared) if shared else TAKEN,
            shared=shared,
            cover=covered(
                Cover(site.workspace or "", site.host, device_of(asked.agent), is_bot(asked.agent), simulated)
            ),
            until=min(self.sites.known(name).until for name in (asked.host, page or asked.host)),
        )

    def _refused(self, site: Site, asked: Asked, page: str, simulated: bool | None) -> Answer | None:
        if site.workspace is None:
            return NOWHERE
        if asked.authorization:
            return WRONG_KEY if simulated is None else None
        return None if self.is_ours(site, page) else FOREIGN

    def is_ours(self, site: Site, page: str) -> bool:
        if not page or site.workspace is None:
            return False
        return page == site.netloc or self.sites.known(page).workspace == site.workspace

    def _shared(self, site: Site, asked: Asked, page: str) -> tuple[tuple[str, str], ...]:
        """What lets a page of ours under another address, such as another port, read the answer."""
        if not asked.cross or page == asked.host or not self.is_ours(site, page):
            return ()
        return (
            ("access-control-allow-origin", asked.page),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-methods", "POST"),
            ("access-control-allow-headers", "content-type"),
            ("access-control-max-age", "86400"),
            ("vary", "origin"),
        )


def key_of(site: Site, authorization: str) -> bool | None:
    """Whether the key's events are simulated; None when there is no such key."""
    scheme, _, token = authorization.partition(" ")
    return site.keys.get(digest(token.strip())) if scheme.lower() == "bearer" else None


@lru_cache(10_000)
def netloc(address: str) -> str:
    """Host and port of an address, "" when it has none."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
