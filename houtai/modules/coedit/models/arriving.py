"""Rooms that came with an archive: their logs were checked elsewhere, or by nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pycrdt import Doc

from houtai.core.text.arrived import clean_columns, text
from houtai.core.text.yjs.checking import unknown
from houtai.core.text.yjs.clients import apply, choked
from houtai.modules.coedit.models.renumbering import renumber
from houtai.modules.coedit.models.room import SERVER, Room, begun, is_room, new_epoch
from houtai.modules.coedit.models.version import Version


def look_over(numbers: Mapping[int, int]) -> None:
    """A room whose text cannot be taken begins anew with that of the newest draft; its talk and versions stay."""
    clean_columns(Version.objects.all(), {"html": text})
    for key in list(Room.objects.values_list("pk", flat=True)):
        room = Room.objects.get(pk=key)
        if not (is_room(room.kind, room.field) and room.key.isdecimal()):
            room.delete()
        elif not sound(room):
            begin_anew(room)
        elif numbers:
            renumber(room, numbers)


def sound(room: Room) -> bool:
    doc: Doc[Any] = Doc(client_id=SERVER)
    try:
        for update in room.stored():
            apply(doc, update)
        return not unknown(doc)
    except BaseException as error:
        if not choked(error):
            raise
        return False


def begin_anew(room: Room) -> None:
    target = room.target()
    if target is None:
        room.delete()
        return
    room.updates.all().delete()
    room.epoch, room.base, room.base_seq, room.settled = new_epoch(), begun(target, room.field), room.seq, room.seq
    room.save()
