"""The collector's server, reading each request, answering 202, storing nothing: `python -m bench.nothing PORT`."""

from __future__ import annotations

import os
import sys
from typing import Any

from houtai.core.events.management.commands.collector import BEHIND_PAGES, server

HEADERS = [("content-type", "application/json"), ("cache-control", "no-store")]


class Door:
    def __init__(self) -> None:
        os.nice(BEHIND_PAGES)

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        if scope.method == "POST":
            await proto()
        proto.response_bytes(202 if scope.method == "POST" else 200, HEADERS, b"{}")


if __name__ == "__main__":
    server("bench.nothing:application", address="127.0.0.1", port=int(sys.argv[1]), workers=1).serve()
else:
    application = Door()
