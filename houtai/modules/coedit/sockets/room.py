"""A room while somebody is in it. All of this runs on the event loop; the scribe writes the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from pycrdt import Doc

from houtai.core.text.yjs.clients import apply, new_in
from houtai.core.text.yjs.decoding import decode
from houtai.core.text.yjs.images import images
from houtai.core.text.yjs.moved import Claims
from houtai.core.text.yjs.original import original
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.watching import Watch, watch
from houtai.modules.coedit.models.access import SUGGEST
from houtai.modules.coedit.models.bounds import Weight, admit
from houtai.modules.coedit.models.refusals import (
    Malformed,
    NoRight,
    NotAllowed,
    OldPage,
    OtherHistory,
    OthersPicture,
    Refused,
    Restarting,
)
from houtai.modules.coedit.models.room import OURS
from houtai.modules.coedit.models.writer import shown
from houtai.modules.coedit.sockets.link import Link
from houtai.modules.coedit.sockets.relay import Relay
from houtai.modules.coedit.sockets.wire import MOST_UPDATE, Hello, checked, framed, pack, unpack, written

Who = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An update on its way to the log. link: whose; number: its number there; clients: Yjs clients that are new."""

    link: Link
    number: int
    data: bytes
    clients: tuple[int, ...] = ()


class Head(NamedTuple):
    """How far a room has come."""

    epoch: str
    seq: int
    talk: int


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A room as the log has it. talk: how often its threads changed; updates: all, or those after a number; writers:
    Yjs client to key and name.
    """

    room: int
    epoch: str
    schema: int
    seq: int
    talk: int
    updates: list[bytes]
    writers: dict[int, Who]


class LiveRoom:
    """said: the document as the log has it; ahead: with what is on its way there, where everything is tried first;
    behind: whether the log has more than `said`; news: set when there is something newer than `seq` was; visitors: who
    asks by HTTP, by Yjs client.
    """

    def __init__(self, workspace: str, stored: Stored, *, wake: Callable[[], None]) -> None:
        self.workspace, self.wake, self.relay = workspace, wake, Relay()
        self.key, self.epoch, self.schema, self.seq = stored.room, stored.epoch, stored.schema, stored.seq
        self.talk, self.writers = stored.talk, dict(stored.writers)
        self.waiting: list[Entry] = []
        self.writing: list[Entry] = []
        self.visitors: dict[int, Link] = {}
        self.news = asyncio.Event()
        self.behind = self.closed = False
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

    def begin(self, link: Link, hello: Hello) -> None:
        """Let a browser in that speaks our language and knows our history. Raises a Refused."""
        if self.closed:
            raise Restarting
        if hello.schema != self.schema:
            raise OldPage
        if (hello.epoch and hello.epoch != self.epoch) or not self._may_be(link.client, link):
            raise OtherHistory
        self.welcome(link, vector=checked(unpack(hello.vector)) if hello.epoch else b"")

    def welcome(self, link: Link, *, vector: bytes) -> None:
        """With what it lacks beyond this state vector. Raises OtherHistory when the vector says nothing sensible."""
        with refusing(OtherHistory):
            lacking = self.said.get_update(vector or None)
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
        if not link.access.writes:
            raise NoRight
        if number != link.taken + 1:
            raise Malformed
        new = self._try(link, data)
        link.taken = number
        self.waiting.append(Entry(link=link, number=number, data=data, clients=tuple(new)))
        self.writers.update(dict.fromkeys(new, (link.access.key, link.access.name)))
        self.wake()

    def _try(self, link: Link, data: bytes) -> list[int]:
        """The Yjs clients of whoever sent it that nobody has used before."""
        with refusing(OtherHistory):
            read = decode(data)
        clients = new_in(read)
        new = [client for client in {link.client, *clients} if client not in self.writers]
        if any(not self._may_be(client, link) for client in (link.client, *clients)):
            raise OtherHistory
        admit(link.access.key, new, self.writers, guest=bool(link.asked.guest))
        if clients:
            # What only deletes is taken from a full text too.
            self.weight.fit(len(data), self.ahead)
        before = original(self.ahead) if link.access.role == SUGGEST else None
        try:
            with refusing(OtherHistory):
                apply(self.ahead, data, read=read)
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
        self.weight.bytes += len(data)
        return new

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
        on_the_way = [entry.data for entry in (*self.writing, *self.waiting)]
        if hasattr(self, "watch"):
            self.watch.close()
            self.claims.close()
        self.ahead = document([self.said.get_update(), *on_the_way])
        self.watch: Watch = watch(self.ahead)
        self.claims: Claims = Claims(self.ahead)

    def begin_writing(self) -> list[Entry]:
        self.writing, self.waiting = self.waiting, []
        return self.writing

    def written(self, last: int) -> None:
        """What was being written is on disk, and `last` is its last number in the log."""
        entries, self.writing = self.writing, []
        self.behind = self.behind or last != self.seq + len(entries)
        self.seq = self.seq if self.behind else last
        new = {client for entry in entries for client in entry.clients}
        if new:
            self.relay.send({"writers": introduced({client: self.writers[client] for client in new})})
        for entry in entries:
            self.said.apply_update(entry.data)
            entry.link.done = entry.number
            self.relay.update(entry.link, entry.data)
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
            self.weight.bytes += len(data)
        self.watch.found()
        self.claims.keys.clear()
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


@contextmanager
def refusing(why: type[Refused]) -> Iterator[None]:
    """Whatever Yjs says of bytes that make no sense becomes a refusal, panics of its core among them."""
    try:
        yield
    except Refused:
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise why from error
        raise


def document(updates: Iterable[bytes]) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    for update in updates:
        doc.apply_update(update)
    return doc


def introduced(writers: dict[int, Who]) -> dict[str, Any]:
    return {str(client): shown(*who) for client, who in writers.items()}
