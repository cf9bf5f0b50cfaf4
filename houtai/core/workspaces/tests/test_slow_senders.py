"""Who sends slowly, or fails, keeps no thread from the others."""

import asyncio
import random

import pytest

from houtai.core.workspaces import asgi, bodies, pool, registry
from houtai.core.workspaces.asgi import ByHost
from houtai.core.workspaces.tests.asked import no_body, says_workspace

pytestmark = pytest.mark.django_db(transaction=True)


def sending(*pieces, then=None):
    """`receive` of a request that sends these, and then `then`, or nothing for ever."""
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages += [then] if then else []

    async def receive():
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    return receive


async def asked(door, receive, method="POST"):
    sent = []

    async def send(message):
        sent.append(message)

    lines = [(b"host", b"localhost")]
    await door({"type": "http", "method": method, "path": "/", "query_string": b"", "headers": lines}, receive, send)
    return sent[0]["status"], b"".join(part.get("body", b"") for part in sent[1:])


async def echo(scope, receive, send):
    got, more = [], True
    while more:
        message = await receive()
        got.append(message["body"])
        more = message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"".join(got)})


def run(work):
    registry.forget_hosts()
    return asyncio.run(work())


def test_who_sends_slowly_keeps_nobody_waiting():
    async def work():
        door = ByHost(says_workspace, threads=1)
        slow = [asyncio.create_task(asked(door, sending(b"a"))), asyncio.create_task(asked(door, sending()))]
        await asyncio.sleep(0)
        answer = await asked(door, no_body, "GET")
        assert not any(task.done() for task in slow)
        for task in slow:
            task.cancel()
        return answer

    assert run(work)[0] == 200


def test_who_sends_nothing_for_long_is_told(monkeypatch):
    monkeypatch.setattr(bodies, "IDLE_SECONDS", 0)
    assert run(lambda: asked(ByHost(echo), sending())) == (408, asgi.SLOW)


def test_what_is_sent_in_pieces_arrives_whole():
    pieces = [random.Random(size).randbytes(size) for size in (1, 0, bodies.PIECE, 3 * bodies.PIECE + 7)]
    last = {"type": "http.request", "body": b"end"}
    answer = run(lambda: asked(ByHost(echo), sending(*pieces, then=last)))
    assert answer == (200, b"".join([*pieces, b"end"]))


def test_who_goes_in_the_middle_is_answered_nothing():
    gone = {"type": "http.disconnect"}
    with pytest.raises(IndexError):
        run(lambda: asked(ByHost(echo), sending(b"a", then=gone)))


def test_a_thread_that_cannot_let_go_serves_the_next(monkeypatch):
    async def work():
        door = ByHost(says_workspace, threads=1)
        with monkeypatch.context() as patch:
            patch.setattr(pool, "release", lambda: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                await asked(door, no_body, "GET")
        return await asked(door, no_body, "GET")

    assert run(work)[0] == 200
