"""A person at the desk, over real HTTP, who tries again when the server is gone."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urljoin

import httpx
from lxml.html import HtmlElement, document_fromstring

QUEUE = "/desk/work/queues/collect-drafts/"
# More than all kills of a test take on a busy machine: a server that is killed again and again answers nobody.
PATIENCE_SECONDS = 300.0


class ServerGone(RuntimeError):
    """The server has not answered for longer than anybody waits."""


class Browser:
    """choice: the action that this person always takes; made: subjects decided, as far as this person knows."""

    def __init__(self, origin: str, *, choice: str = "collect.skip") -> None:
        self.origin, self.choice = origin, choice
        self.client = httpx.Client(base_url=origin, timeout=10, follow_redirects=True, trust_env=False)
        self.retries = 0
        self.made: list[str] = []

    def ask(self, method: str, address: str, **options: Any) -> httpx.Response:
        """The answer. A request that got none is sent again as it was, as a browser's reload does."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                answer = self.client.request(method, address, **options)
            except httpx.TransportError:
                self.retries += 1
                time.sleep(0.1)
                continue
            if answer.status_code != 503:
                return answer
        raise ServerGone(address)

    def page(self, address: str) -> HtmlElement:
        return document_fromstring(self.ask("GET", address).text)

    def send(self, address: str, **values: str) -> httpx.Response:
        """Fill the form at the address and send it."""
        token = self.page(address).xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
        headers = {"Referer": urljoin(self.origin, address)}
        return self.ask("POST", address, data={**values, "csrfmiddlewaretoken": token}, headers=headers)

    def sign_in(self, email: str, password: str) -> None:
        assert self.send("/account/login/", login=email, password=password).url.path.startswith("/desk/")

    def decide_next(self) -> bool:
        """Take the next item of the queue and decide it; False when nothing waits."""
        page = self.page(QUEUE)
        names = ("csrfmiddlewaretoken", "subject", "seen", "once")
        form = {name: page.xpath(f"string(//form[@method='post']//input[@name='{name}']/@value)") for name in names}
        if not form["subject"]:
            return False
        headers = {"Referer": self.origin + QUEUE, "X-Requested-With": "XMLHttpRequest"}
        answer = self.ask("POST", QUEUE, data={**form, "action": self.choice}, headers=headers)
        if answer.status_code == 200:
            self.made.append(form["subject"])
        return True
