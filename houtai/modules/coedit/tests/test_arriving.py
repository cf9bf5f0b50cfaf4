"""A room that comes with an archive holds what the schema knows, or begins anew."""

from __future__ import annotations

from typing import Any

import pycrdt
import pytest

from houtai.modules.coedit.models import Room, Update, Version
from houtai.modules.coedit.models.arriving import look_over
from houtai.modules.coedit.tests.conftest import BODY, room_of


def alien() -> bytes:
    doc: Any = pycrdt.Doc()
    doc["default"] = root = pycrdt.XmlFragment()
    root.children.append(pycrdt.XmlElement("script", contents=[pycrdt.XmlText("steal()")]))
    return bytes(doc.get_update())


def test_a_sound_room_keeps_its_history(article: Any) -> None:
    room = room_of(article)
    room.rewrite("<p>The tide is low.</p>")
    look_over({})
    assert Room.objects.get().epoch == room.epoch
    assert Room.objects.get().html() == "<p>The tide is low.</p>"


NOT_OURS = {"a script": alien(), "no update": b"no update", "cut off": b"\x01\xff\xff\xff\xff\x0f"}


@pytest.mark.parametrize("data", NOT_OURS.values(), ids=NOT_OURS)
def test_what_the_schema_does_not_know_begins_anew(article: Any, data: bytes) -> None:
    room = room_of(article)
    Update.append(room.pk, room.epoch, [(data, None)])
    look_over({})
    anew = Room.objects.get()
    assert anew.epoch != room.epoch
    assert anew.html() == BODY
    assert anew.rewrite("<p>On.</p>") == 2
    assert anew.html() == "<p>On.</p>"


def test_rooms_of_nothing_go_and_versions_are_clean(article: Any) -> None:
    version = Version.objects.create(room=room_of(article), seq=1, html="<p>A<script>steal()</script></p>")
    Room.objects.create(kind="no.thing", key="1", field="body")
    Room.objects.create(kind="content.article", key="a", field="body", base=b"no update")
    Room.objects.create(kind="content.article", key="999", field="body", base=b"no update")
    look_over({})
    version.refresh_from_db()
    assert version.html == "<p>A</p>"
    assert Room.objects.get().pk == version.room_id
