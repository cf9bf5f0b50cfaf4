"""Whoever has another number after an import keeps their comments, their suggestions and what mentions them."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from houtai.core.text.yjs.mentions import mentions
from houtai.core.text.yjs.taking import fragment
from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.archive.tests.test_archives import with_another_number
from houtai.core.workspaces.context import current, enter
from houtai.modules.coedit.models import Comment, Room, Writer
from houtai.modules.coedit.models.renumbering import key_now, renumber
from houtai.modules.coedit.tests.conftest import room_of
from houtai.modules.coedit.tests.test_mentions import mention


def suggested(doc: Any) -> Any:
    text = fragment(doc).children[0].children[0]
    return [(part, marks["insertion"]["by"]) for part, marks in text.diff() if marks]


def suggest(doc: Any) -> None:
    text = fragment(doc).children[0].children[0]
    text.insert(4, "höchste ", {"insertion": {"id": "a", "by": "u7", "at": ""}})
    text.insert(0, "Oh: ", {"insertion": {"id": "b", "by": "g7", "at": ""}})


def test_suggestions_keep_their_author(article: Any) -> None:
    room = room_of(article)
    room.edit(suggest)
    renumber(room, {7: 9})
    assert suggested(room.document()) == [("Oh: ", "g7"), ("höchste ", "u9")]


@pytest.mark.parametrize(("key", "then"), [("u7", "u9"), ("u70", "u70"), ("g7", "g7"), ("7", "7"), ("u07", "u07")])
def test_only_keys_of_people_change(key: str, then: str) -> None:
    assert key_now(key, numbers={7: 9}) == then


@pytest.mark.django_db(transaction=True)
def test_an_import_takes_along_who_is_meant(tmp_path: Any, article: Any, alice: Any) -> None:
    room = room_of(article)
    mention(room, alice)
    Writer.objects.create(room=room, client=77, key=f"u{alice.pk}", name="Alice")
    thread = room.threads.create(epoch="e", anchor={}, quote="", changed=1)
    thread.comments.create(key=f"u{alice.pk}", name="Alice", text="Yes")
    export(current(), tmp_path / "a.tar", now=now())
    with_another_number(alice.email)
    with enter(bring_in(tmp_path / "a.tar", now=now(), hosts=[], member=alice.pk + 100).pk):
        assert [known for known, _words in mentions(Room.objects.get().document())] == [str(alice.pk + 100)]
        assert (Comment.objects.get().key, Writer.objects.get().key) == (f"u{alice.pk + 100}",) * 2
