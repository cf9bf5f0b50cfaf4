"""The collector's server, storing nothing: `python -m bench.nothing bare|checking PORT`.

bare: reads each request and answers 202. checking: the collector itself, with an intake that keeps nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from houtai.core.events.management.commands.collector import BEHIND_PAGES, server

HEADERS = [("content-type", "application/json"), ("cache-control", "no-store")]


class Bare:
    def __init__(self) -> None:
        os.nice(BEHIND_PAGES)

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if scope.method == "POST":
            await proto()
        proto.response_bytes(202 if scope.method == "POST" else 200, HEADERS, b"{}")


class Nowhere:
    """An intake that says at once that it has kept what it has not."""

    def put(self, _record: bytes) -> Nowhere:
        return self

    def kept(self) -> Nowhere:
        return self

    def __await__(self) -> Iterator[None]:
        return iter(())


def bare() -> Bare:
    return Bare()


def checking() -> Any:
    from houtai.core.events import rsgi

    rsgi.application.collector.intake = Nowhere()
    return rsgi.application


if __name__ == "__main__":
    server(f"bench.nothing:{sys.argv[1]}", address="127.0.0.1", port=int(sys.argv[2]), workers=1, factory=True).serve()
