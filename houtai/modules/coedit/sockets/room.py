"""A room while somebody is in it. All of this runs on the event loop; the scribe writes the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from houtai.core.text.yjs.bytes_in import Lengthy
from houtai.core.text.yjs.clients import apply, state
from houtai.core.text.yjs.decoding import decode
from houtai.core.text.yjs.images import images
from houtai.core.text.yjs.moved import Claims
from houtai.core.text.yjs.original import original
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.update import Update as Read
from houtai.core.text.yjs.watching import Watch, watch
from houtai.modules.coedit.models.access import SUGGEST
from houtai.modules.coedit.models.bounds import MOST_LINKS, MOST_LOG, MOST_PARTS, PARTS, Weight, admit
from houtai.modules.coedit.models.refusals import (
    Malformed,
    NoRight,
    NotAllowed,
    OldPage,
    OtherHistory,
    OthersPicture,
    Refused,
    Restarting,
    TooFast,
    TooLarge,
)
from houtai.modules.coedit.models.room import OURS, changed_by
from houtai.modules.coedit.models.writer import shown
from houtai.modules.coedit.sockets.link import Link, clock
from houtai.modules.coedit.sockets.relay import Relay
from houtai.modules.coedit.sockets.stored import Entry, Head, Stored, Who, document, refusing
from houtai.modules.coedit.sockets.talkers import Talkers
from houtai.modules.coedit.sockets.wire import MOST_UPDATE, Hello, checked, framed, pack, unpack, written

readers = Talkers(TooFast, burst=MOST_PARTS, rate=PARTS)


class LiveRoom:
    """said: the document as the log has it; ahead: with what is on its way there, where everything is tried first;
    behind: whether the log has more than `said`; news: set when there is something newer than `seq` was; visitors: who
    asks by HTTP, by Yjs client; _original: what `ahead` says without suggestions, if that is known.
    """

    def __init__(self, workspace: str, stored: Stored, *, wake: Callable[[], None]) -> None:
        self.workspace, self.wake, self.relay = workspace, wake, Relay()
        self.key, self.epoch, self.schema, self.seq = stored.room, stored.epoch, stored.schema, stored.seq
        self.talk, self.base, self.writers = stored.talk, stored.base, dict(stored.writers)
        self._comers = Talkers(TooFast)
        self.waiting: list[Entry] = []
        self.writing: list[Entry] = []
        self.visitors: dict[int, Link] = {}
        self.news = asyncio.Event()
        self.behind = self.closed = False
        self._original: str | None = None
        self.said, self.weight = document(stored.updates), Weight(stored.updates)
        self._try_afresh()
        self.images = images(take(self.ahead))

    @property
    def idle(self) -> bool:
        return not (self.relay.links or self.waiting or self.writing)

    def differs(self, head: Head | None) -> bool:
        """Whether the log has more than this, or has begun anew, or is gone."""
        return head is None or head.epoch != self.epoch or head.seq > self.seq

    def talked(self, talk: int) -> None:
        """Its threads have changed: whoever is here is told to ask for them."""
        if talk > self.talk:
            self.talk = talk
            self.relay.send({"talk": talk})

    def lightened(self, base: int) -> None:
        """Its log was put together up to this number."""
        if base > self.base:
            self.base, self.weight.log = base, 0

    def begin(self, link: Link, hello: Hello) -> None:
        """Let a browser in that speaks our language and knows our history. Raises a Refused."""
        if self.closed:
            raise Restarting
        if hello.schema != self.schema:
            raise OldPage
        self._comers.count(self.workspace, link.access.key, now=clock())
        if (hello.epoch and hello.epoch != self.epoch) or not self._may_be(link.client, link):
            raise OtherHistory
        self.welcome(link, vector=checked(unpack(hello.vector)) if hello.epoch else b"")

    def welcome(self, link: Link, *, vector: bytes) -> None:
        """With what it lacks beyond this state vector. Raises OtherHistory when the vector says nothing sensible."""
        with refusing(OtherHistory):
            lacking = self.said.get_update(vector or None)
        theirs = sorted(
            (one for one in self.relay.links if one.access.key == link.access.key), key=lambda one: one.came
        )
        for one in theirs[: 1 - MOST_LINKS]:
            one.end(TooFast())
            self.relay.drop(one)
        link.greet(written({"welcome": self.told(link)}), framed([lacking]))
        self.relay.add(link)

    def told(self, link: Link) -> dict[str, Any]:
        return {
            "epoch": self.epoch,
            "schema": self.schema,
            "role": link.access.role,
            "comments": link.access.comments,
            "talk": self.talk,
            "vector": pack(self.said.get_state()),
            "you": link.shown,
            "limit": MOST_UPDATE,
            "writers": introduced(self.writers),
        }

    def take(self, link: Link, number: int, data: bytes) -> None:
        """Try an update and have it written. Raises a Refused; then nothing has changed."""
        if not (link.access.writes or link.lately_lowered):
            raise NoRight
        if number != link.taken + 1:
            raise Malformed
        if self.weight.log > MOST_LOG:
            raise TooFast
        entry = self._hoped(link, number, data)
        link.taken = number
        if entry is None:
            return
        self.writers.update(dict.fromkeys(entry.clients, (link.access.key, link.access.name)))
        if entry.data or self.waiting or self.writing:
            self.waiting.append(entry)
            self.wake()
        else:
            self._done([entry])

    def _hoped(self, link: Link, number: int, data: bytes) -> Entry | None:
        """None for what was on its way when somebody's right ended, and what builds on it: it is not acknowledged, so
        that they keep it.
        """
        if not link.access.writes:
            link.missed = True
            return None
        try:
            entry = self._try(link, number, data)
        except OtherHistory:
            if link.missed and link.lately_lowered:
                return None
            raise
        link.missed = False
        return entry

    def _try(self, link: Link, number: int, data: bytes) -> Entry:
        read = self._read(link, data)
        known = state(self.ahead)
        # What the text has already may be anybody's.
        clients = [client for client, end in read.ends.items() if end > known.get(client, 0)]
        new = [client for client in {link.client, *clients} if client not in self.writers]
        if any(not self._may_be(client, link) for client in (link.client, *clients)):
            raise OtherHistory
        admit(link.access.key, new, self.writers, guest=bool(link.asked.guest))
        if clients:
            # What only deletes is taken from a full text too.
            self.weight.fit(len(data), self.ahead)
        before = None
        if link.access.role == SUGGEST:
            before = original(self.ahead) if self._original is None else self._original
        try:
            with refusing(OtherHistory):
                data = self._put(data, read, known)
            if self.watch.found() or (before is not None and original(self.ahead) != before):
                raise NotAllowed
            with refusing(NotAllowed):
                claimed = self.claims.made()
            if any(not self._may_be(client, link) for client in claimed):
                raise NotAllowed
            self._show(link)
        except Refused:
            self._try_afresh()
            raise
        self._original = before if data else self._original
        self.weight.add(len(data))
        return Entry(link=link, number=number, data=data, clients=tuple(new) if data else ())

    def _read(self, link: Link, data: bytes) -> Read:
        """Raises OtherHistory, TooLarge, and TooFast for somebody who keeps us reading."""
        charge = partial(readers.charge, self.workspace, link.access.key, now=clock())
        charge(0)
        try:
            with refusing(OtherHistory):
                read = decode(data, most=MOST_PARTS)
        except OtherHistory as error:
            charge(min(len(data), MOST_PARTS))
            raise TooLarge if isinstance(error.__cause__, Lengthy) else error from error.__cause__
        charge(read.parts)
        return read

    def _put(self, data: bytes, read: Read, known: dict[int, int]) -> bytes:
        """What of it is new; what is in the text already is not written again."""
        if read.ends and all(
            known.get(client, 0) == start < read.ends[client] for client, start in read.starts.items()
        ):
            apply(self.ahead, data, read=read, known=known)
            return data
        changes = changed_by(partial(apply, update=data, read=read, known=known), self.ahead)
        return changes[0] if len(changes) == 1 else data if changes else b""

    def _show(self, link: Link | None) -> None:
        """A guest sees what is in the text, so may put in no pictures but its own. Raises OthersPicture."""
        shown = self.watch.shown()
        if link and link.asked.guest and not shown <= self.images:
            raise OthersPicture
        self.images |= shown

    def _may_be(self, client: int, link: Link) -> bool:
        """Characters under somebody else's number would part the documents of those who have the true ones; so would
        those under the number of somebody who is here and has not written yet.
        """
        if client in self.writers:
            return self.writers[client][0] == link.access.key
        here = {one.access.key for one in self.relay.links if one.client == client}
        return client not in OURS and here <= {link.access.key}

    def _try_afresh(self) -> None:
        on_the_way = [entry.data for entry in (*self.writing, *self.waiting) if entry.data]
        if hasattr(self, "watch"):
            self.watch.close()
            self.claims.close()
        self._original = None
        self.ahead = document([self.said.get_update(), *on_the_way])
        self.watch: Watch = watch(self.ahead)
        self.claims: Claims = Claims(self.ahead)

    def begin_writing(self) -> list[Entry]:
        self.writing, self.waiting = self.waiting, []
        return self.writing

    def written(self, last: int) -> None:
        """What was being written is on disk, and `last` is its last number in the log."""
        entries, self.writing = self.writing, []
        self.behind = self.behind or last != self.seq + sum(bool(entry.data) for entry in entries)
        self.seq = self.seq if self.behind else last
        new = {client for entry in entries for client in entry.clients}
        if new:
            self.relay.send({"writers": introduced({client: self.writers[client] for client in new})})
        for entry in entries:
            if entry.data:
                self.said.apply_update(entry.data)
                self.relay.update(entry.link, entry.data)
        while self.waiting and not self.waiting[0].data:
            entries.append(self.waiting.pop(0))
        self._done(entries)

    def _done(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            entry.link.done = entry.number
        for link in {entry.link for entry in entries}:
            link.send({"ack": link.done})
        self._go_on()

    def heard(self, stored: Stored) -> None:
        """Somebody else has written: another process, or Houtai itself."""
        new = {client: who for client, who in stored.writers.items() if client not in self.writers}
        self.writers.update(new)
        if new:
            self.relay.send({"writers": introduced(new)})
        for data in stored.updates:
            self.said.apply_update(data)
            self.ahead.apply_update(data)
            self.relay.update(None, data)
            self.weight.add(len(data))
        self.watch.found()
        self.claims.keys.clear()
        self._original = None
        self._show(None)
        self.seq, self.behind = stored.seq, False
        self._go_on()

    def close(self, why: Refused) -> None:
        """Everybody leaves. What had not arrived in the log is sent again by whoever wrote it."""
        self.waiting, self.writing, self.closed = [], [], True
        self.relay.stop()
        for link in self.relay.links:
            link.end(why)
        self.news.set()

    def _go_on(self) -> None:
        self.news.set()
        self.news = asyncio.Event()
        self.relay.pass_on()


def introduced(writers: dict[int, Who]) -> dict[str, Any]:
    return {str(client): shown(*who) for client, who in writers.items()}
