"""Processes on one PostgreSQL server hear each other, and again after it went."""

import asyncio

import pytest

from houtai.core.workspaces import notices
from houtai.core.workspaces.engines.postgresql import prefix
from houtai.core.workspaces.engines.server import server
from houtai.core.workspaces.notices import Notices, payloads


def served(work):
    """Two of one name and one of another, each with what it has heard."""

    async def whole():
        all_heard: list[list[str]] = [[], [], []]
        several = [
            Notices(name, heard.append) for name, heard in zip(["test", "test", "other"], all_heard, strict=True)
        ]
        running = [asyncio.create_task(each.run()) for each in several]
        try:
            async with asyncio.timeout(60):
                await work(several, all_heard)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    asyncio.run(whole())


async def hear(heard, *words):
    while not set(words) <= set(heard):  # noqa: ASYNC110 - What is looked at is a list.
        await asyncio.sleep(0.005)


@pytest.mark.only("postgresql")
def test_what_one_says_all_of_its_name_hear():
    async def work(several, all_heard):
        one, two, three = several
        await asyncio.gather(*(each.ready() for each in several))
        for number in range(3):
            one.say(f"a:{number}")
        two.say("b")
        await asyncio.gather(*(hear(heard, "a:0", "a:1", "a:2", "b") for heard in all_heard[:2]))
        three.say("c")
        await hear(all_heard[2], "c")
        assert all_heard[2] == ["c"]

    served(work)


@pytest.mark.only("postgresql")
def test_it_is_heard_again_after_the_server_went(monkeypatch):
    monkeypatch.setattr(notices, "AGAIN", 0.01)

    async def work(several, all_heard):
        one, two, _three = several
        await asyncio.gather(one.ready(), two.ready())
        with server().session() as session:
            ended = session.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE %s",
                [f'LISTEN "{prefix()}test%'],
            )
            assert len(ended.fetchall()) >= 2
        while "x" not in all_heard[1]:
            # What is said while nobody hears is forgotten.
            one.say("x")
            await asyncio.sleep(0.01)

    served(work)


@pytest.mark.only("sqlite")
def test_without_a_server_nobody_hears_and_nothing_is_kept():
    async def work(several, all_heard):
        several[0].say("a")
        await several[0].run()
        assert several[0]._words == set()
        assert all_heard == [[], [], []]

    served(work)


def test_many_words_are_said_in_parts():
    words = [f"{number:020}" for number in range(1000)]
    parts = list(payloads(words))
    assert " ".join(parts).split() == words
    assert [len(part) <= notices.MOST for part in parts] == [True] * 4
    assert list(payloads([])) == []
