"""Whoever loses a right is asked for again as soon as the change is made, and not only when their turn comes.

Other processes hear of it by a hint within a second. Its word is a workspace, or nothing for all, and whom it is about,
as `Link.is_meant` reads it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.timezone import now

from houtai.core.work.models import Decision
from houtai.core.workspaces import hints
from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.models import Member, User, Workspace
from houtai.modules.coedit.models import Guest, Room
from houtai.modules.coedit.models.access import digest
from houtai.modules.coedit.sockets import hubs
from houtai.modules.coedit.sockets.hub import RIGHTS

logger = logging.getLogger("houtai.coedit")
DONE = frozenset({"post_add", "post_remove", "post_clear"})


def watch(written: Iterable[Any]) -> None:
    """Once, when the apps are ready. written: models with a text that is edited here."""
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(grants_changed, sender=through, dispatch_uid=f"coedit.{through._meta.label}")
    post_delete.connect(session_ended, sender=Session, dispatch_uid="coedit.asks.session")
    receivers: dict[Any, Any] = {Member: member_changed, User: user_changed}
    receivers |= {
        Guest: guest_changed,
        Decision: decided,
        Workspace: workspace_changed,
        **dict.fromkeys(written, text_changed),
    }
    for model, receiver in receivers.items():
        for signal in (post_save, post_delete):
            signal.connect(receiver, sender=model, dispatch_uid=f"coedit.asks.{model._meta.label}")


def grants_changed(sender: Any, instance: Any, action: str, **_more: Any) -> None:
    if action in DONE:
        ask(current_or_none() or "", using="default")


def member_changed(sender: Any, instance: Member, using: str, **_more: Any) -> None:
    ask(instance.workspace_id, using=using, whom=f"user:{instance.user_id}")


def user_changed(sender: Any, instance: User, using: str, update_fields: Any = None, **_more: Any) -> None:
    if set(update_fields or ()) != {"last_login"}:
        ask("", using=using, whom=f"user:{instance.pk}")


def guest_changed(sender: Any, instance: Guest, using: str, **_more: Any) -> None:
    ask(current_or_none() or "", using=using, whom=f"guest:{instance.key}")


def decided(sender: Any, instance: Decision, using: str, **_more: Any) -> None:
    """Actions let guests in and out by statements, which send no signal of their own."""
    if instance.action.startswith("coedit."):
        ask(current_or_none() or "", using=using, whom="guests")


def session_ended(sender: Any, instance: Session, using: str, **_more: Any) -> None:
    if instance.expire_date > now():
        ask("", using=using, whom=f"session:{digest(instance.pk)}")


def workspace_changed(sender: Any, instance: Workspace, using: str, **_more: Any) -> None:
    ask(instance.pk, using=using)


def text_changed(sender: Any, instance: Any, using: str, signal: Any, **_more: Any) -> None:
    text = f"text:{sender._meta.label_lower}/{instance.pk}"
    told = asked if signal is post_delete else saved
    transaction.on_commit(partial(told, current_or_none() or "", text), using=using)


def saved(workspace: str, text: str) -> None:
    """One that nobody has opened yet costs other processes nothing."""
    kind, _slash, key = text.removeprefix("text:").partition("/")
    ask_here(workspace, text)
    if workspace and Room.objects.filter(kind=kind, key=key).exists():
        ask_elsewhere(workspace, text)


def ask(workspace: str, *, using: str, whom: str = "") -> None:
    """After the commit, here and in other processes."""
    transaction.on_commit(partial(asked, workspace, whom), using=using)


def asked(workspace: str, whom: str) -> None:
    ask_here(workspace, whom)
    ask_elsewhere(workspace, whom)


def ask_here(workspace: str, whom: str) -> None:
    if hubs.any_open():
        hubs.ask_all(workspace, whom)


def ask_elsewhere(workspace: str, whom: str) -> None:
    """What cannot be said they find out by their rounds."""
    try:
        hints.say(RIGHTS, f"{workspace} {whom}", now=now())
    except DatabaseError:
        logger.exception("Other processes were not told that rights have changed.")
