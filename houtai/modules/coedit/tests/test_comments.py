"""People comment on a passage, answer, change, delete and resolve; the text itself is not touched."""

import pytest

from houtai.modules.coedit.models import Comment, Room, Thread
from houtai.modules.coedit.tests.conftest import BODY, log_of, room_of
from houtai.modules.coedit.tests.talkers import PLACE, POINT, Talker
from houtai.modules.coedit.tests.test_guests_in_rooms import invited


@pytest.fixture
def ann(article, alice):
    return Talker(article, alice)


@pytest.fixture
def ed(article, editor):
    return Talker(article, editor)


def said(thread):
    return [(one["name"], one["text"], one["edited"]) for one in thread["comments"]]


def test_a_thread_begins_with_a_comment_on_a_passage(article, ann, alice):
    thread = ann.begin("Is it?\nReally?")
    assert (thread["quote"], thread["before"], thread["after"], thread["epoch"]) == ("tide", "The ", "", "e")
    assert thread["anchor"]["start"] == {"item": POINT["item"]}
    assert said(thread) == [("Alice", "Is it?\nReally?", False)]
    assert thread["comments"][0]["key"] == f"u{alice.pk}"
    assert thread["resolved"] is None
    assert (room_of(article).html(), log_of(article)) == (BODY, [])


def test_what_is_sent_again_because_no_answer_came_is_there_once(ann, ed):
    threads = [ann.do("begin", **{**PLACE, "text": "Is it?", "nonce": "a1"}) for _ in range(2)]
    assert (len(threads[1]), ann.told["ids"]) == (1, [threads[0][0]["id"]])
    for nonce in ("b2", "b2", "c3", "a1"):
        ed.do("reply", thread=threads[0][0]["id"], text="Yes.", mentions=[], nonce=nonce)
    (thread,) = ann.do("look")
    # Whoever draws the number of somebody else's comment is heard all the same.
    assert [name for name, *_ in said(thread)] == ["Alice", "Editor", "Editor", "Editor"]


def test_others_answer_and_everybody_learns_only_what_is_new(ann, ed):
    first, second = ann.begin(), ann.begin("And this?")
    known = ann.told["talk"]
    ed.do("reply", thread=first["id"], text="Yes.")
    (thread,) = ann.do("look", since=known)
    assert said(thread) == [("Alice", "Is it?", False), ("Editor", "Yes.", False)]
    assert ann.told["ids"] == [first["id"], second["id"]]
    assert ann.do("look", since=ann.told["talk"]) == []


def test_whoever_wrote_it_changes_and_deletes_it(ann, ed):
    thread = ann.begin()
    ed.do("reply", thread=thread["id"], text="Yes.")
    (thread,) = ann.do("edit", comment=thread["comments"][0]["id"], text="Is it so?")
    assert said(thread) == [("Alice", "Is it so?", True), ("Editor", "Yes.", False)]
    for comment in thread["comments"]:
        assert ann.do("delete", comment=comment["id"]) is not None
        assert ed.do("delete", comment=comment["id"]) is not None
    assert ed.told["ids"] == []
    assert not Thread.objects.exists()


def test_what_somebody_else_wrote_stays(ann, ed):
    comment = ann.begin()["comments"][0]["id"]
    for what, more in (("edit", {"text": "No."}), ("delete", {})):
        assert ed.do(what, comment=comment, **more)["code"] == 4403
    assert Comment.objects.get().text == "Is it?"
    assert Room.objects.get().talk == 1


def test_a_thread_is_resolved_opened_again_and_opened_by_an_answer(ann, ed):
    thread = ann.begin()["id"]
    (found,) = ed.do("resolve", thread=thread)
    assert found["resolved"]["name"] == "Editor"
    (again,) = ann.do("resolve", thread=thread)
    assert again["resolved"] == found["resolved"]
    assert ann.do("reopen", thread=thread)[0]["resolved"] is None
    ann.do("resolve", thread=thread)
    assert ed.do("reply", thread=thread, text="Not yet.")[0]["resolved"] is None


def test_threads_go_with_their_text(article, ann, alice):
    ann.begin()
    article.act("delete", alice)
    assert not Thread.objects.exists()
    assert not Comment.objects.exists()


def test_whoever_writes_says_where_a_passage_went(article, ann, alice, viewer):
    thread, moved = (
        ann.begin(),
        {"start": {"tname": "default"}, "end": {"item": {"client": 7, "clock": 1}, "assoc": -1}},
    )
    act = {"epoch": "f", "places": [{"thread": thread["id"], "anchor": moved}, {"thread": 2**52, "anchor": moved}]}
    (found,) = ann.do("move", since=ann.told["talk"], **act)
    assert (found["anchor"], found["epoch"], found["quote"]) == (moved, "f", "tide")
    suggests = Talker(article, guest=invited(article, alice, role="suggest").token)
    for talker in (suggests, Talker(article, viewer)):
        assert talker.do("move", **{**act, "epoch": "g"})["code"] == 4403
    assert Thread.objects.get().epoch == "f"
