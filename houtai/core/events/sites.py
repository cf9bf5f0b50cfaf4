"""What the collector knows of a host for a few seconds: its workspace, and the keys that may send."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from django.http.request import split_domain_port

from houtai.core.events.models import Key
from houtai.core.events.retention import Retention
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.registry import workspace_of

KEPT_SECONDS = 3.0
MOST_HOSTS = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """netloc: the host header; workspace: None for a host that is not ours; keys: digest to whether simulated;
    until: monotonic seconds; days: how many days of events are kept.
    """

    netloc: str
    host: str
    workspace: str | None
    keys: dict[str, bool]
    until: float
    days: int = 0


class Sites:
    """By host header, looked up again every few seconds, so that a revoked key ends soon."""

    def __init__(self) -> None:
        self._known: dict[str, Site] = {}
        self._asked: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Task[Site]] = {}

    def get(self, host: str) -> Site | None:
        """None when it has to be looked up first."""
        site = self._known.get(host)
        return site if site and site.until > time.monotonic() else None

    def known(self, host: str) -> Site:
        """What was looked up, however long ago; a host that was not is none of ours."""
        return self._known.get(host) or Site(netloc=host, host=host, workspace=None, keys={}, until=0)

    async def find(self, host: str) -> Site:
        """Looks it up in a thread; all who ask meanwhile share the answer. Raises DatabaseError."""
        if site := self.get(host):
            return site
        # A server without an event loop of its own gives each request one, and none may wait for another's.
        loop = asyncio.get_running_loop()
        asked = (loop, host)
        if asked not in self._asked:
            self._asked[asked] = loop.create_task(asyncio.to_thread(self.look_up, host))
            self._asked[asked].add_done_callback(lambda _task: self._asked.pop(asked, None))
        return await asyncio.shield(self._asked[asked])

    def look_up(self, host: str) -> Site:
        """The same for code without an event loop."""
        if site := self.get(host):
            return site
        site = look_up(host)
        if len(self._known) >= MOST_HOSTS:
            self._forget()
        self._known[host] = site
        return site

    def _forget(self) -> None:
        """Strangers first: whoever makes up hosts must not make us forget our own between looking one up and asking."""
        own = {name: site for name, site in self._known.items() if site.workspace}
        self._known = own if len(own) < MOST_HOSTS else {}


def look_up(host: str) -> Site:
    workspace = workspace_of(host)
    name, until = split_domain_port(host)[0], time.monotonic() + KEPT_SECONDS
    if workspace is None:
        return Site(netloc=host, host=name, workspace=None, keys={}, until=until)
    with enter(workspace):
        keys = dict(Key.objects.valid().values_list("digest", "simulated"))
        days = Retention.current().days
    return Site(netloc=host, host=name, workspace=workspace, keys=keys, until=until, days=days)
