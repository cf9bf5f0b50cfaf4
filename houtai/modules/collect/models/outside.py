"""How a run reaches out: politely, and only where it may."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf
from urllib.parse import urljoin

from django.conf import settings

from houtai.core.text.charset import decode
from houtai.core.workspaces.fetching.errors import TooManyRedirects
from houtai.modules.collect import client
from houtai.modules.collect.models.asking import Steps, Wanted
from houtai.modules.collect.models.host import PATIENCE, Host
from houtai.modules.collect.models.silence import host_of, says_nothing

# A server that kept silent this often in one run is not asked again in it.
TIMES = 3
# From server to server.
MOVES = 5
SILENT = frozenset({"too_slow", "unreachable", "busy"})


@dataclass(kw_only=True)
class Outside:
    """fetch: as client.fetch; sleep: seconds to wait for our turn; patience: the longest such wait; bytes: what came in
    so far; turn: seconds from the start of the run to the last turn that we had.
    """

    fetch: Callable[..., client.Fetched]
    admit: frozenset[str]
    closed: bool
    sleep: Callable[[float], None]
    now: datetime
    patience: float = PATIENCE
    bytes: int = 0
    turn: float = 0.0
    silent: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)

    @classmethod
    def of(
        cls,
        *,
        now: datetime,
        fetch: Callable[..., client.Fetched] | None = None,
        admit: frozenset[str] | None = None,
        closed: bool = False,
        sleep: Callable[[float], None] | None = None,
    ) -> Outside:
        """Unless told otherwise, by the settings and with real waiting."""
        return cls(
            fetch=fetch or client.fetch,
            admit=frozenset(settings.COLLECT_ADMIT) if admit is None else admit,
            closed=closed,
            sleep=sleep or time.sleep,
            # Where the waiting is somebody else's, any wait will do.
            patience=inf if sleep else PATIENCE,
            now=now,
        )

    def get(self, url: str, **conditions: str) -> Steps[client.Fetched]:
        """The answer, once it is our turn at that server and its robots.txt allows it. Raises UnableToFetch.

        Where the server sends us to another, that one's turn and rules hold too.
        """
        for _ in range(MOVES + 1):
            answer = yield from self.visit(url, conditions)
            if not answer.moved:
                return answer
            url = answer.url
        raise TooManyRedirects(url)

    def visit(self, url: str, conditions: dict[str, str]) -> Steps[client.Fetched]:
        """The answer of one server; another that it sends us to is named, and not asked."""
        host = host_of(url)
        if self.silent[host] >= TIMES:
            raise client.UnableToFetch(url)
        yield from self.heed(url)
        asked = self.at
        wait = Host.objects.turn(host, now=asked, most=self.patience)
        if wait > self.patience:
            raise client.NotYet(url, retry_after=wait)
        self.turn = (asked - self.now).total_seconds() + wait
        answer = yield from self.ask(Wanted(url=url, wait=wait, conditions=conditions, stay=True))
        if answer.url != url and not answer.moved:
            yield from self.heed(answer.url)
        return answer

    def heed(self, url: str) -> Steps[None]:
        """Raises Forbidden for what the server's robots.txt keeps from us."""
        robots = yield from self.robots(url)
        if not robots.allows(url):
            raise client.Forbidden(url)

    def robots(self, url: str) -> Steps[client.Robots]:
        """What the server lets us do, asked once a day. One that has no robots.txt allows everything."""
        host = host_of(url)
        known = Host.objects.told(host, now=self.now)
        if known is None:
            try:
                answer = yield from self.ask(Wanted(url=urljoin(url, "/robots.txt")))
                known = client.Robots.read(decode(answer.body, declared=answer.charset))
            except client.UnableToFetch as error:
                if not says_nothing(error):
                    raise
                known = client.Robots()
            Host.objects.tell(host, known, now=self.now)
        return known

    def ask(self, wanted: Wanted) -> Steps[client.Fetched]:
        host = host_of(wanted.url)
        try:
            answer = yield wanted
        except client.UnableToFetch as error:
            self.silent[host] += error.reason in SILENT
            if error.reason == "busy":
                rest = timedelta(seconds=getattr(error, "retry_after", None) or 0)
                Host.objects.rest(host, until=self.at + rest)
            raise
        self.silent[host] = 0
        self.bytes += len(answer.body)
        return answer

    def fetched(self, wanted: Wanted) -> client.Fetched:
        """Wait for our turn and go."""
        if wanted.wait:
            self.sleep(wanted.wait)
        return self.reach(wanted)

    def reach(self, wanted: Wanted) -> client.Fetched:
        return self.fetch(wanted.url, admit=self.admit, closed=self.closed, stay=wanted.stay, **wanted.conditions)

    @property
    def ms(self) -> int:
        """Milliseconds since the run began."""
        return round((time.monotonic() - self.started) * 1000)

    @property
    def at(self) -> datetime:
        """Now. Where nobody really waits, time goes on by what should have been waited."""
        return self.now + max(timedelta(milliseconds=self.ms), timedelta(seconds=self.turn))
