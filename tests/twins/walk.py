"""Walks addresses in both twins and looks for what of one shows in the other."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from http.cookies import SimpleCookie
from typing import Any

from django.test import Client

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import User
from houtai.core.workspaces.tests.twins import Twin

Twins = tuple[Twin, Twin]


class Walk:
    """leaks: what was found that should not be; seen: answers that held the canary they may hold.

    statuses: of each address walked; watch: is told of both answers.
    """

    def __init__(self, twins: Twins, *, email: str) -> None:
        self.twins = twins
        # One for all, as in a server: its middlewares are loaded once.
        self.handler = Client().handler
        self.leaks: list[str] = []
        self.seen = self.asked = 0
        self.statuses: dict[str, int] = {}
        self.watch: Callable[[str, list[Any]], None] = lambda _place, _answers: None
        self.cookies = {twin.key: signed_in(twin, email) for twin in twins}

    def alternate(self, places: list[str]) -> None:
        """One after the other, each address in one twin and then in the other."""
        Context().run(self.some, places)

    def threads(self, places: list[str], *, threads: int, chance: random.Random) -> None:
        """Many at once, each in an order of its own."""
        with ThreadPoolExecutor(threads) as pool:
            runs = [
                pool.submit(Context().run, self.some, chance.sample(places, len(places))) for _thread in range(threads)
            ]
            for run in runs:
                run.result()

    def some(self, places: list[str]) -> None:
        for place in places:
            self.both(place)

    def both(self, place: str) -> None:
        answers = [self.ask(twin, place) for twin in self.twins]
        self.compare(place, answers)
        self.statuses[place] = answers[0].status_code
        self.watch(place, answers)

    def compare(self, place: str, answers: list[Any]) -> None:
        """Answers of both, which ought to have one status."""
        statuses = [answer.status_code for answer in answers]
        if len(set(statuses)) > 1:
            self.leaks.append(f"{place} answers {statuses}")
        for answer in answers:
            if answer.status_code >= 500:
                self.leaks.append(f"{place} breaks: {getattr(answer, 'exc_info', ['', ''])[1]!r}")

    def ask(self, twin: Twin, place: str, data: Any = None) -> Any:
        answer = self.answer(twin, place, data)
        self.look(twin, place, answer.told)
        return answer

    def answer(self, twin: Twin, place: str, data: Any = None) -> Any:
        """To a post when there is data, as JSON when it is text.

        body: as text; told: that, the headers, and what the next page will say.
        """
        client = Client(raise_request_exception=False, headers={"host": twin.host, "origin": f"http://{twin.host}"})
        client.handler = self.handler
        client.cookies.update(self.cookies[twin.key])
        kind = {"content_type": "application/json"} if isinstance(data, str) else {}
        answer: Any = client.get(place) if data is None else client.post(place, data, **kind)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.body = content.decode(errors="replace")
        said = getattr(getattr(answer.wsgi_request, "_messages", None), "_queued_messages", [])
        answer.told = "\n".join([str(answer.headers), answer.body, *map(str, said)])
        answer.close()
        return answer

    def strangers(self, files: dict[str, list[str]]) -> None:
        """files: paths of each twin's own. The other has none of them."""
        for twin, other in (self.twins, self.twins[::-1]):
            for place in files[twin.key]:
                if (self.answer(twin, place).status_code, self.answer(other, place).status_code) != (200, 404):
                    self.leaks.append(f"{place} of {twin.canary} is not its own")

    def swapped(self) -> None:
        """The cookies of one are a stranger's in the other."""
        own = dict(self.cookies)
        for twin, other in (self.twins, self.twins[::-1]):
            self.cookies[twin.key] = own[other.key]
            if self.ask(twin, "/desk/account/").status_code != 302:
                self.leaks.append(f"the session of {other.canary} is good for {twin.canary}")
        self.cookies = own

    def look(self, twin: Twin, place: str, text: str) -> None:
        self.asked += 1
        self.seen += twin.canary in text
        for other in self.twins:
            if other is not twin and other.canary in text:
                at = text.index(other.canary)
                self.leaks.append(f"{place} of {twin.canary} shows …{text[max(0, at - 60) : at + 40]}…")


def signed_in(twin: Twin, email: str) -> Any:
    """The cookies of this person; of a stranger for ""."""
    if not email:
        return SimpleCookie()
    with enter(twin.key):
        client = Client(headers={"host": twin.host})
        client.force_login(User.objects.get(email=email))
        return client.cookies
