"""What a browser asks to be done with threads, as JSON: {"do": "reply", …}."""

from __future__ import annotations

from typing import Annotated

import msgspec

from houtai.modules.coedit.models.talk import LONGEST, MOST_MENTIONED, Talk
from houtai.modules.coedit.models.thread import AROUND, QUOTE
from houtai.modules.coedit.sockets.wire import Number, Position

MOST_MOVED = 100
# Beyond what a comment may hold, so that whoever writes too much is told so in words.
Text = Annotated[str, msgspec.Meta(max_length=4 * LONGEST)]
Around = Annotated[str, msgspec.Meta(max_length=AROUND)]
Epoch = Annotated[str, msgspec.Meta(max_length=16)]
# Drawn by the browser for one comment, and sent again with it when no answer came.
Nonce = Annotated[str, msgspec.Meta(max_length=32, pattern="^[0-9a-z]*$")]
Mentions = Annotated[list[Number], msgspec.Meta(max_length=MOST_MENTIONED)]


class Anchor(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    start: Position
    end: Position


class Look(msgspec.Struct, tag_field="do", tag="look", forbid_unknown_fields=True, frozen=True, kw_only=True):
    """since: the number up to which this browser knows everything."""

    since: Number = 0

    def on(self, talk: Talk) -> None:
        return None


class Begin(Look, tag="begin", frozen=True, kw_only=True):
    epoch: Epoch
    anchor: Anchor
    quote: Annotated[str, msgspec.Meta(max_length=QUOTE)]
    before: Around = ""
    after: Around = ""
    text: Text
    mentions: Mentions = []
    nonce: Nonce = ""

    def on(self, talk: Talk) -> None:
        anchor = msgspec.to_builtins(self.anchor)
        place = {"epoch": self.epoch, "anchor": anchor, "quote": self.quote, "before": self.before, "after": self.after}
        talk.begin(text=self.text, mentions=self.mentions, nonce=self.nonce, **place)


class Reply(Look, tag="reply", frozen=True, kw_only=True):
    thread: Number
    text: Text
    mentions: Mentions = []
    nonce: Nonce = ""

    def on(self, talk: Talk) -> None:
        talk.reply(self.thread, text=self.text, mentions=self.mentions, nonce=self.nonce)


class Edit(Look, tag="edit", frozen=True, kw_only=True):
    comment: Number
    text: Text

    def on(self, talk: Talk) -> None:
        talk.edit(self.comment, text=self.text)


class Delete(Look, tag="delete", frozen=True, kw_only=True):
    comment: Number

    def on(self, talk: Talk) -> None:
        talk.delete(self.comment)


class Resolve(Look, tag="resolve", frozen=True, kw_only=True):
    thread: Number

    def on(self, talk: Talk) -> None:
        talk.settle(self.thread, resolved=True)


class Reopen(Look, tag="reopen", frozen=True, kw_only=True):
    thread: Number

    def on(self, talk: Talk) -> None:
        talk.settle(self.thread, resolved=False)


class Place(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    thread: Number
    anchor: Anchor


class Move(Look, tag="move", frozen=True, kw_only=True):
    epoch: Epoch
    places: Annotated[list[Place], msgspec.Meta(max_length=MOST_MOVED)]

    def on(self, talk: Talk) -> None:
        talk.move(self.epoch, {place.thread: msgspec.to_builtins(place.anchor) for place in self.places})


Act = Look | Begin | Reply | Edit | Delete | Resolve | Reopen | Move
