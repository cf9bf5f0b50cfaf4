"""What is too long, too much, too often or makes no sense is refused in words, and changes nothing."""

import json

import pytest

from houtai.modules.coedit.models import Comment, Room, Thread, talk
from houtai.modules.coedit.sockets import talkers
from houtai.modules.coedit.tests.browsers import cookie_of, live
from houtai.modules.coedit.tests.conftest import path_of, room_of
from houtai.modules.coedit.tests.poller import post
from houtai.modules.coedit.tests.talkers import BEGIN, PLACE, POINT, Talker, ask

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> \u202e 漢字 😀"


@pytest.fixture
def ann(article, alice):
    return Talker(article, alice)


def test_a_comment_has_words_and_not_too_many(ann):
    for text, code in (("", 4422), (" \n\t\x00 ", 4422), ("x" * 4001, 4413)):
        assert ann.do("begin", **{**PLACE, "text": text})["code"] == code
    assert not Thread.objects.exists()
    assert ann.begin("漢" * 4000)["comments"][0]["text"] == "漢" * 4000


def test_hostile_words_are_kept_as_words(ann):
    thread = ann.begin(f"{HOSTILE}\x00", quote=f"a\x00{HOSTILE}")
    assert (thread["comments"][0]["text"], thread["quote"]) == (HOSTILE, f"a{HOSTILE}")


def test_a_text_has_so_many_threads_and_a_thread_so_many_comments(ann, monkeypatch):
    monkeypatch.setattr(talk, "MOST_THREADS", 2)
    monkeypatch.setattr(talk, "MOST_COMMENTS", 2)
    thread, _other = ann.begin(), ann.begin()
    assert "too many" in ann.do("begin", **{**PLACE, "text": "One more"})["text"]
    ann.do("reply", thread=thread["id"], text="Two")
    assert ann.do("reply", thread=thread["id"], text="Three")["code"] == 4413
    assert (ann.status, Thread.objects.count(), Comment.objects.count()) == (409, 2, 3)


def test_whoever_asks_too_often_waits(article, alice, bob, monkeypatch):
    monkeypatch.setattr(talkers, "BURST", 3.0)
    monkeypatch.setattr(talkers, "RATE", 0.0)
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        statuses = [(await ask(path_of(article), cookies[0], **BEGIN))[0] for _ in range(5)]
        return statuses, (await ask(path_of(article), cookies[1], do="look"))[0]

    assert live(work()) == ([200, 200, 200, 429, 429], 200)
    assert Thread.objects.count() == 3


SENSELESS = (
    b"",
    b"[]",
    b'{"do": "drop"}',
    b'{"do": "look", "since": -1}',
    b'{"do": "reply", "thread": "1", "text": "x"}',
    b'{"do": "reply", "thread": 1, "text": "\\ud800"}',
    b'{"do": "look", "more": 1}',
    json.dumps({**BEGIN, "anchor": {"start": {}, "end": {}}}).encode(),
    json.dumps({**BEGIN, "anchor": {"start": POINT, "end": {"tname": "comments"}}}).encode(),
    json.dumps({**BEGIN, "anchor": {"start": POINT}}).encode(),
    json.dumps({**BEGIN, "quote": "x" * 501}).encode(),
    json.dumps({**BEGIN, "epoch": "x" * 17}).encode(),
    json.dumps({**BEGIN, "mentions": list(range(21))}).encode(),
)


@pytest.mark.once("read before any database is asked")
def test_what_makes_no_sense_is_refused(article, alice):
    cookie, path = cookie_of(alice), f"{path_of(article)}comments/"

    async def work():
        return [(await post(path, cookie, body))[0] for body in (*SENSELESS, b" " * 70_000)]

    assert live(work()) == [400] * len(SENSELESS) + [413]
    assert live(post(path, cookie, b"", method="GET"))[0] == 405
    assert not Thread.objects.exists()


def test_what_is_not_there_is_not_found(article, ann):
    room = room_of(article)
    for act in ({"do": "reply", "text": "x"}, {"do": "resolve"}, {"do": "reopen"}):
        assert ann.do(act.pop("do"), thread=2**52, **act)["code"] == 4404
    assert ann.do("delete", comment=2**52)["code"] == 4404
    assert Room.objects.get(pk=room.pk).talk == 0
