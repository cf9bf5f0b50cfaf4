"""Who has mentioned somebody in a text, and in which words: read from the room's log, update by update."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pycrdt import Doc

from houtai.core.text.yjs.mentions import NAME, mentions

if TYPE_CHECKING:
    from houtai.modules.coedit.models.room import Room

Said = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Mentioning:
    """key, by: of the writer, "" where the log no longer says; passage: the words of the paragraph."""

    key: str = ""
    by: str = ""
    passage: str = ""


def mentioning(room: Room, doc: Doc[Any], people: Sequence[str]) -> dict[str, Mentioning]:
    """Of each of these, who mentioned them last since the room was looked through. doc: the room's, as it is now."""
    now, old = mentions(doc), Doc[Any]()
    found = {person: Mentioning(passage=last(passages(now, person))) for person in people}
    if room.base:
        old.apply_update(bytes(room.base))
    for update in room.updates.select_related("writer").order_by("seq"):
        fresh = update.seq > room.noticed and NAME.encode() in update.data and update.writer is not None
        before = mentions(old) if fresh else []
        old.apply_update(bytes(update.data))
        for person in more(before, mentions(old), people) if fresh else ():
            passage = new(passages(before, person), passages(mentions(old), person), passages(now, person))
            found[person] = Mentioning(key=update.writer.key, by=update.writer.name, passage=passage)
    return found


def more(before: Said, after: Said, people: Sequence[str]) -> list[str]:
    """Who is mentioned more often than before."""
    was, now = (Counter(person for person, _words in said) for said in (before, after))
    return [person for person in people if now[person] > was[person]]


def passages(said: Said, person: str) -> list[str]:
    return [words for known, words in said if known == person]


def new(before: list[str], after: list[str], now: list[str]) -> str:
    """The first that was not there before; in the words that it has now, if it can be told which it is."""
    same = next((at for at, (old, words) in enumerate(zip(before, after, strict=False)) if old != words), len(before))
    return now[same] if len(now) == len(after) else after[same]


def last(found: list[str]) -> str:
    return found[-1] if found else ""
