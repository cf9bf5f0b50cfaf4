"""The collector as a process of its own, on granian's RSGI."""

from __future__ import annotations

import gc
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")


def _collector() -> Any:
    import django

    django.setup()
    from houtai.core.events.management.commands.collector import BEHIND_PAGES

    # Not before: it should start as soon as it can. Threads inherit it.
    os.nice(BEHIND_PAGES)
    from houtai.core.events.collector import collector

    return collector()


class Door:
    """Speaks RSGI."""

    def __init__(self, collector: Any) -> None:
        self.collector = collector
        # A request leaves no cycles; looking for them among all that was loaded took a fifth of the time.
        gc.collect()
        gc.freeze()

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if scope.path != "/e/":
            found = scope.path == "/healthz"
            proto.response_str(200 if found else 404, [("content-type", "text/plain")], "ok\n" if found else "no\n")
            return
        headers = scope.headers
        host = headers.get("host") or scope.authority or ""
        read = proto if headers.get("content-length") else lambda: gathered(proto)
        answer = await self.collector.respond(scope.method, host, headers, read)
        proto.response_bytes(answer.status, answer.headers, answer.body)


async def gathered(proto: Any) -> bytes:
    """A body of unknown length, up to where it is too long."""
    from houtai.core.events.batch import MOST_BODY

    body = bytearray()
    async for part in proto:
        body += part
        if len(body) > MOST_BODY:
            break
    return bytes(body)


application = Door(_collector())
