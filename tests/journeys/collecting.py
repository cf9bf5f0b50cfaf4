"""A collector under a port of its own, as a site with many readers has it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from houtai.core.events.collector import Collector
from houtai.core.events.intake import Intake


class Door(BaseHTTPRequestHandler):
    """Carries requests to the collector and its answers back."""

    def __init__(self, collector: Collector, *arguments: Any) -> None:
        self.collector = collector
        super().__init__(*arguments)

    def do_POST(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}

        async def body() -> bytes:
            return self.rfile.read(int(headers["content-length"]))

        answer = asyncio.run(self.collector.respond("POST", headers["host"], headers, body))
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def collecting(settings: Any, folder: Path) -> Iterator[Path]:
    """Public pages send their events here; gives the folder of the intake."""
    intake = Intake(folder, most_bytes=2**20)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Door, Collector(intake)))
    origin = f"http://localhost:{server.server_port}"
    settings.EVENTS_URL = SimpleNamespace(origin=origin)
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["connect-src"].append(origin)
    settings.CONTENT_SECURITY_POLICY = policy
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield intake.folder
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        intake.close()
