"""What a form brings to a room: the last words before "Save"."""

from __future__ import annotations

from base64 import b64decode
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from houtai.core.text.yjs.clients import apply, clients_of, state
from houtai.core.text.yjs.watching import watch
from houtai.modules.coedit.models.room import OURS, Room, changed_by
from houtai.modules.coedit.models.update import Update
from houtai.modules.coedit.models.writer import Writer


class NotTaken(ValueError):
    """What was brought is not in the text, in words for people."""


def add(room: Room, pending: str, *, key: str, name: str) -> None:
    """Append somebody's update, if it is theirs and the text may hold it. Raises NotTaken."""
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
        known = dict(held.writers.filter(client__in=clients).values_list("client", "key"))
        if any(client in OURS or known.get(client, key) != key for client in clients):
            raise refused
        seen = watch(doc)
        try:
            changes = changed_by(partial(apply, update=data), doc)
        except ValueError as error:
            raise refused from error
        if seen.found():
            raise refused
        if not changes:
            return
        rows = [
            Writer.objects.get_or_create(room=held, client=client, defaults={"key": key, "name": name})[0]
            for client in clients
        ]
        Update.append(held.pk, held.epoch, [(data, rows[0].pk if rows else None)])
