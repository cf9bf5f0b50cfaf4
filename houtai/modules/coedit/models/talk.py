"""What one person does with the threads of one room. Each act raises the room's `talk` under its row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unicodedata import category

from django.db import transaction

from houtai.modules.coedit.models.access import WRITE, Access
from houtai.modules.coedit.models.comment import Comment
from houtai.modules.coedit.models.notice import Notice
from houtai.modules.coedit.models.refusals import NoComments, NoRoom, NoThread, NotYours, TooLong, TooMany, Unsaid
from houtai.modules.coedit.models.room import Room
from houtai.modules.coedit.models.thread import Thread

LONGEST, MOST_THREADS, MOST_COMMENTS = 4_000, 500, 200
MOST_MENTIONED = 20


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Every act may raise a Refused, and has then changed nothing."""

    access: Access
    at: datetime

    def begin(self, *, text: str, mentions: list[int], nonce: str = "", **place: Any) -> None:
        """place: the fields of Thread that say where it stands. What was said already, under this nonce, is not said
        again: its answer was lost.
        """
        with self._changing() as room:
            if self._said(nonce):
                return
            if room.threads.count() >= MOST_THREADS:
                raise TooMany
            words = {name: plain(value) if isinstance(value, str) else value for name, value in place.items()}
            thread = room.threads.create(changed=room.talk, **words)
            self._say(thread, text, mentions, nonce)

    def reply(self, thread: int, *, text: str, mentions: list[int], nonce: str = "") -> None:
        """What is said in a resolved thread opens it again."""
        with self._changed(thread) as found:
            if self._said(nonce):
                return
            if found.comments.count() >= MOST_COMMENTS:
                raise TooMany
            self._settle(found, resolved=False)
            self._say(found, text, mentions, nonce)

    def edit(self, comment: int, *, text: str) -> None:
        with self._own(comment) as found:
            found.text, found.edited = said(text), self.at
            found.save(update_fields=["text", "edited"])

    def delete(self, comment: int) -> None:
        """The last one takes its thread along."""
        with self._own(comment) as found:
            found.delete()
            if not found.thread.comments.exists():
                found.thread.delete()

    def settle(self, thread: int, *, resolved: bool) -> None:
        with self._changed(thread) as found:
            self._settle(found, resolved=resolved)

    def move(self, epoch: str, anchors: dict[int, Any]) -> None:
        """Whoever has rebuilt a part of the text says where its passages are now; what is gone is left out."""
        with self._changing() as room:
            if self.access.role != WRITE:
                raise NoComments
            for thread in room.threads.filter(pk__in=anchors):
                thread.epoch, thread.anchor, thread.changed = plain(epoch), anchors[thread.pk], room.talk
                thread.save(update_fields=["epoch", "anchor", "changed"])

    @contextmanager
    def _changing(self) -> Iterator[Room]:
        if self.access.comments != WRITE:
            raise NoComments
        with transaction.atomic():
            room = Room.objects.defer("base").select_for_update().filter(pk=self.access.room).first()
            if room is None:
                raise NoRoom
            room.talk += 1
            room.save(update_fields=["talk"])
            yield room

    @contextmanager
    def _changed(self, thread: int) -> Iterator[Thread]:
        with self._changing() as room:
            found = room.threads.filter(pk=thread).first()
            if found is None:
                raise NoThread
            found.changed = room.talk
            found.save(update_fields=["changed"])
            yield found

    @contextmanager
    def _own(self, comment: int) -> Iterator[Comment]:
        found = Comment.objects.filter(pk=comment, thread__room=self.access.room).first()
        if found is None:
            raise NoThread
        with self._changed(found.thread_id) as thread:
            held = thread.comments.filter(pk=comment).first()
            if held is None:
                raise NoThread
            if held.key != self.access.key:
                raise NotYours
            yield held

    def _settle(self, thread: Thread, *, resolved: bool) -> None:
        if (thread.resolved is not None) == resolved:
            return
        thread.resolved, thread.resolved_by = (self.at, self.access.name) if resolved else (None, "")
        thread.save(update_fields=["resolved", "resolved_by"])

    def _said(self, nonce: str) -> bool:
        mine = Comment.objects.filter(thread__room=self.access.room, key=self.access.key, nonce=nonce)
        return nonce != "" and mine.exists()

    def _say(self, thread: Thread, text: str, mentions: list[int], nonce: str) -> None:
        kept = said(text)
        who = {"key": self.access.key, "name": self.access.name}
        comment = thread.comments.create(**who, text=kept, at=self.at, nonce=nonce)
        # Guests have no list of people, so whoever they name was not found by them in the editor.
        named = mentions[:MOST_MENTIONED] if self.access.key.startswith("u") else []
        Notice.note(comment, mentioned=named)


def said(text: str) -> str:
    """Raises Unsaid and TooLong."""
    kept = plain(text).strip()
    if not kept:
        raise Unsaid
    if len(kept) > LONGEST:
        raise TooLong
    return kept


def plain(text: str) -> str:
    """Without control characters, which no database of ours need hold."""
    return "".join(sign for sign in text if sign in "\n\t" or category(sign) not in ("Cc", "Cs"))


def told(access: Access, *, since: int) -> dict[str, Any]:
    """The threads that changed after number `since`, and the keys of all there are. Raises a Refused."""
    if not access.comments:
        raise NoComments
    talk = Room.objects.filter(pk=access.room).values_list("talk", flat=True).first()
    if talk is None:
        raise NoRoom
    threads = Thread.objects.filter(room=access.room)
    found = threads.filter(changed__gt=since).prefetch_related("comments")
    ids = list(threads.values_list("pk", flat=True))
    return {"talk": talk, "ids": ids, "threads": [thread.shown for thread in found]}
