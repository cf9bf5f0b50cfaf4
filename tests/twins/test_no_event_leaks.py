"""Events sent to both through the one door, from pages and with keys, in turn; each log holds its own."""

import asyncio
import json
import time
from contextvars import Context
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.utils.timezone import now

from houtai.core.events import asgi
from houtai.core.events.collector import Collector
from houtai.core.events.intake import Intake
from houtai.core.events.models import Key
from houtai.core.events.writer import Writer
from houtai.core.workspaces.context import enter
from tests.twins.remains import logged, remains

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E Safari/604"
TAKEN, NO_KEY, FOREIGN = 202, 401, 403
SENT = 10


@pytest.fixture
def door(monkeypatch):
    """The door of the web server, with the intake of this home."""
    intake = Intake(Path(settings.HOME) / "intake", most_bytes=2**20)
    own: Any = Collector(intake)
    monkeypatch.setattr(asgi, "collector", lambda: own)
    yield asgi.Door(own)
    intake.close()


def batch(canary, number, **changes):
    at = int(time.time() * 1000)
    event = {"name": "view", "at": at, "path": f"/{canary}/{number}", "props": {"said": f"{canary} {number}"}}
    told = {"v": 1, "id": f"{canary}-{number:014}"[:22], "visitor": f"{canary}-{number:014}"[:22], "sent": at}
    return json.dumps({**told, "events": [event], **changes}).encode()


async def send(client, twin, number, *, page=None, token=None):
    """The status. page: whose; token: of a key."""
    headers = {"user-agent": BROWSER} | ({"origin": f"http://{page.host}"} if page else {})
    headers |= {"authorization": f"Bearer {token}"} if token else {}
    named = {"reader": f"{twin.canary}-{number}"} if token else {}
    answer = await client.post(f"http://{twin.host}/e/", content=batch(twin.canary, number, **named), headers=headers)
    return answer.status_code


async def sent(door, twins, tokens):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=door)) as client:
        asked, expected = [], []
        for number in range(SENT):
            for twin, other in (twins, twins[::-1]):
                asked += [send(client, twin, number, page=twin), send(client, twin, 50 + number, token=tokens[twin])]
                asked += [send(client, twin, number, page=other), send(client, twin, number, token=tokens[other])]
                expected += [TAKEN, TAKEN, FOREIGN, NO_KEY]
        return await asyncio.gather(*asked), expected


def test_every_event_lies_in_its_own_log(filled, sinks, caplog, door):
    tokens = {}
    for twin in filled:
        with enter(twin.key):
            tokens[twin] = Key.objects.issue(name=twin.canary, now=now())[1]
    statuses, expected = Context().run(asyncio.run, sent(door, filled, tokens))
    assert statuses == expected
    writer = Writer(Path(settings.HOME), clock=now)
    writer.run_once()
    writer.close()
    for twin in filled:
        with enter(twin.key):
            assert logged().count(f"'path': '/{twin.canary}/") == 2 * SENT
    assert remains(filled, sinks, caplog) == []
