"""Whoever loses a right is asked for again as soon as the change is made, and not only when their turn comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from houtai.core.work.models import Decision
from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.models import Member, User, Workspace
from houtai.modules.coedit.models import Guest
from houtai.modules.coedit.sockets import hubs
from houtai.modules.coedit.sockets.link import Link

DONE = frozenset({"post_add", "post_remove", "post_clear"})


def watch(written: Iterable[Any]) -> None:
    """Once, when the apps are ready. written: models with a text that is edited here."""
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(grants_changed, sender=through, dispatch_uid=f"coedit.{through._meta.label}")
    receivers: dict[Any, Any] = {Member: member_changed, User: user_changed, Session: session_ended}
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
    ask(instance.workspace_id, using=using, whose=partial(is_user, user=instance.user_id))


def user_changed(sender: Any, instance: User, using: str, **_more: Any) -> None:
    ask("", using=using, whose=partial(is_user, user=instance.pk))


def guest_changed(sender: Any, instance: Guest, using: str, **_more: Any) -> None:
    ask(current_or_none() or "", using=using, whose=partial(is_called, key=instance.key))


def decided(sender: Any, instance: Decision, using: str, **_more: Any) -> None:
    """Actions let guests in and out by statements, which send no signal of their own."""
    if instance.action.startswith("coedit."):
        ask(current_or_none() or "", using=using, whose=is_guest)


def session_ended(sender: Any, instance: Session, using: str, **_more: Any) -> None:
    ask("", using=using, whose=partial(is_session, session=instance.pk))


def workspace_changed(sender: Any, instance: Workspace, using: str, **_more: Any) -> None:
    ask(instance.pk, using=using)


def text_changed(sender: Any, instance: Any, using: str, **_more: Any) -> None:
    whose = partial(is_in, kind=sender._meta.label_lower, key=str(instance.pk))
    ask(current_or_none() or "", using=using, whose=whose)


def ask(workspace: str, *, using: str, whose: Callable[[Link], bool] | None = None) -> None:
    """After the commit, and at no cost while no room is open in this process."""
    if hubs.any_open():
        transaction.on_commit(partial(hubs.ask_all, workspace, whose=whose), using=using)


def is_user(link: Link, user: int) -> bool:
    """Or a guest, who may be here by that person's leave."""
    return link.access.key == f"u{user}" or is_guest(link)


def is_guest(link: Link) -> bool:
    return bool(link.asked.guest)


def is_called(link: Link, key: str) -> bool:
    return link.access.key == key


def is_session(link: Link, session: str) -> bool:
    return session in link.asked.cookies


def is_in(link: Link, kind: str, key: str) -> bool:
    return (link.asked.kind, link.asked.key) == (kind, key)
