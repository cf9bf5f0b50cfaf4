"""How a run reaches out: politely, and only where it may."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from houtai.modules.collect import client
from houtai.modules.collect.models.host import Host

# A server that kept silent this often in one run is not asked again in it.
PATIENCE = 3
SILENT = frozenset({"too_slow", "unreachable"})


@dataclass(kw_only=True)
class Outside:
    """fetch: as client.fetch; sleep: seconds to wait for our turn; bytes: what came in so far."""

    fetch: Callable[..., client.Fetched]
    admit: frozenset[str]
    closed: bool
    sleep: Callable[[float], None]
    now: datetime
    bytes: int = 0
    silent: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)

    def get(self, url: str, **conditions: str) -> client.Fetched:
        """The answer, once it is our turn at that server. Raises UnableToFetch."""
        host = urlsplit(url).netloc.lower()[:253]
        if self.silent[host] >= PATIENCE:
            raise client.UnableToFetch(url)
        if wait := Host.objects.turn(host, now=self.now + timedelta(milliseconds=self.ms)):
            self.sleep(wait)
        try:
            answer = self.fetch(url, admit=self.admit, closed=self.closed, **conditions)
        except client.UnableToFetch as error:
            self.silent[host] += error.reason in SILENT
            raise
        self.silent[host] = 0
        self.bytes += len(answer.body)
        return answer

    @property
    def ms(self) -> int:
        """Milliseconds since the run began."""
        return round((time.monotonic() - self.started) * 1000)
