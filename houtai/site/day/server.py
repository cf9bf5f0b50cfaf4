"""The loopback server of the played day. Only this day's collecting is allowed to reach it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from houtai.site.day.sites import Answer, Site, cut, normal


class PortTaken(OSError):
    """Something else listens on the port that the day began with."""


class Server(ThreadingHTTPServer):
    """share: how much of each feed is out so far, 0 to 1; turning: the same for the source that turns bad."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Site, port: int) -> None:
        self.site, self.share, self.turning = site, 1.0, 1.0
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, path: str) -> Answer:
        found = self.site.respond(path)
        if found is None:
            return 404, "text/plain", b"not here"
        status, kind, body = found
        path = normal(path)
        if path == self.site.bad.path:
            return status, kind, cut(body, self.turning)
        return status, kind, cut(body, self.share) if any(feed.path == path for feed in self.site.feeds) else body


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        # The collector hangs up on what is too large.
        with contextlib.suppress(ConnectionError):
            status, kind, body = self.server.answer(urlsplit(self.path).path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """The day prints its own progress."""


@contextmanager
def serving(site: Site, *, port: int) -> Iterator[Server]:
    """Serve the site on loopback, on this port or (0) a free one, for as long as the block runs. Raises PortTaken."""
    try:
        server = Server(site, port)
    except OSError as error:
        raise PortTaken(f"port {port}, with which the day began, is taken; stop what listens there") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
