"""What a form brings to a room: the last words before "Save"."""

from __future__ import annotations

from base64 import b64decode
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pycrdt import Doc

from houtai.core.text.yjs.clients import apply, clients_of, state
from houtai.core.text.yjs.moved import Claims
from houtai.core.text.yjs.watching import watch
from houtai.modules.coedit.models.bounds import Weight, admit
from houtai.modules.coedit.models.refusals import Full, TooLarge
from houtai.modules.coedit.models.room import OURS, Room, changed_by
from houtai.modules.coedit.models.update import Update
from houtai.modules.coedit.models.writer import Writer

FULL = gettext_noop(
    "The text is full, so your last words could not be added. They are still in the editor: copy them, then reload."
)
CROWDED = gettext_noop(
    "Your last words come from too many pages at once and could not be added. They are still in the editor: copy them, "
    "then reload."
)


class NotTaken(ValueError):
    """What was brought is not in the text, in words for people."""


def add(room: Room, pending: str, *, key: str, name: str) -> None:
    """Append somebody's update, if it is theirs and the text may hold it. Raises NotTaken.

    It has the bounds that it would have by the socket.
    """
    refused = NotTaken(_("Your last words could not be added. They are still in the editor: copy them, then reload."))
    try:
        data = b64decode(pending, validate=True)
        brought = clients_of(data)
    except ValueError as error:
        raise refused from error
    with transaction.atomic():
        held = Room.objects.select_for_update().get(pk=room.pk)
        doc = held.document()
        there = state(doc)
        # What is in the text already may be anybody's.
        clients = [client for client, end in brought.items() if end > there.get(client, 0)]
        writers = {
            client: (whose, called) for client, whose, called in held.writers.values_list("client", "key", "name")
        }
        if any(client in OURS or writers.get(client, (key,))[0] != key for client in clients):
            raise refused
        seen, claims = watch(doc), Claims(doc)
        try:
            changes = changed_by(partial(apply, update=data), doc)
        except ValueError as error:
            raise refused from error
        if seen.found() or forged(claims, key, writers):
            raise refused
        if not changes:
            return
        if clients:
            # What only deletes is taken from a full text too.
            refuse_much(doc, key, [client for client in clients if client not in writers], writers)
        rows = [
            Writer.objects.get_or_create(room=held, client=client, defaults={"key": key, "name": name})[0]
            for client in clients
        ]
        Update.append(held.pk, held.epoch, [(change, rows[0].pk if rows else None) for change in changes])


def forged(claims: Claims, key: str, writers: dict[int, tuple[str, str]]) -> bool:
    """Whether they say of others' letters whose they are."""
    try:
        return any(client in OURS or writers.get(client, (key,))[0] != key for client in claims.made())
    except ValueError:
        return True


def refuse_much(doc: Doc[Any], key: str, new: list[int], writers: dict[int, tuple[str, str]]) -> None:
    """doc: with what was brought. Raises NotTaken."""
    try:
        admit(key, new, writers, guest=False)
        Weight([doc.get_update()]).fit(0, doc)
    except TooLarge as large:
        raise NotTaken(_(FULL if isinstance(large, Full) else CROWDED)) from large
