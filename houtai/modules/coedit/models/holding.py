"""A text that has a room is changed in the room, by whoever changes it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from houtai.core.text.shared import Change
from houtai.modules.coedit.models.room import Room


def hold(target: Any, field: str, change: Change) -> bool:
    """See core.text.shared. Who is writing goes on writing."""
    room = Room.objects.of(target, field)
    if room is None:
        return False
    with transaction.atomic():
        held = Room.objects.select_for_update().get(pk=room.pk)
        held.rewrite(change(held.html()))
    return True
