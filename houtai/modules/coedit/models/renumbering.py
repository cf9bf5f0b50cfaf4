"""People who got other numbers when a workspace was brought in: keys such as "u7", and ids in mentions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from houtai.core.text.yjs.people import rename
from houtai.modules.coedit.models.room import Room

KEY = re.compile(r"u([1-9]\d{0,17})")


def renumbered(values: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """Of a writer or a comment."""
    return {"key": key_now(values["key"], numbers=numbers)}


def key_now(key: str, *, numbers: Mapping[int, int]) -> str:
    found = KEY.fullmatch(key or "")
    return f"u{numbers.get(int(found[1]), found[1])}" if found else key


def id_now(known: str, *, numbers: Mapping[int, int]) -> str:
    return key_now(f"u{known}", numbers=numbers)[1:]


def renumber(room: Room, numbers: Mapping[int, int]) -> None:
    """What the room's text says of people, as an edit like any other."""
    room.edit(partial(rename, mentioned=partial(id_now, numbers=numbers), by=partial(key_now, numbers=numbers)))
