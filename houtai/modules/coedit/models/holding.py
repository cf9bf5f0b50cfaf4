"""A text that has a room is changed in the room, by whoever changes it, and leaves it with its last words."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.text.shared import Change, Unsettled
from houtai.core.text.yjs.suggested import suggested
from houtai.modules.coedit.models.room import Room, is_room
from houtai.modules.coedit.models.thread import Thread


def rewrite(target: Any, field: str, change: Change) -> bool:
    """See core.text.shared. Who is writing goes on writing."""
    room = Room.objects.of(target, field)
    if room is None:
        return False
    with transaction.atomic():
        held = Room.objects.select_for_update().get(pk=room.pk)
        held.rewrite(change(held.html()))
    return True


def settle(target: Any) -> bool:
    """See core.text.shared. What is written meanwhile is for the next draft. Nothing while rooms are switched off: the
    form holds the text then.
    """
    if not catalog.is_on("coedit"):
        return False
    rooms = Room.objects.filter(kind=target._meta.label_lower, key=str(target.pk), seq__gt=F("settled"))
    found = list(rooms)
    for room in found:
        room.settle()
    return bool(found)


def versions(target: Any, field: str) -> str:
    """See core.text.shared."""
    kind = target._meta.label_lower
    there = catalog.is_on("coedit") and is_room(kind, field)
    return reverse("coedit.versions", args=[kind, target.pk, field]) if there else ""


def unsettled(target: Any) -> Unsettled:
    """See core.text.shared. A room in which nobody has written yet has no suggestions."""
    rooms = list(Room.objects.defer("base").filter(kind=target._meta.label_lower, key=str(target.pk)))
    if not rooms:
        return Unsettled()
    threads = Thread.objects.filter(room__in=rooms, resolved=None).count()
    return Unsettled(suggestions=sum(len(suggested(room.document())) for room in rooms if room.seq), threads=threads)
