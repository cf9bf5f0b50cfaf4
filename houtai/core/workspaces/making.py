"""New workspaces, each whole or not at all: what a crash left half-made is found by its state and by a lock let go."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import engine, registry, schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.hosts import written
from houtai.core.workspaces.lives import lives, living
from houtai.core.workspaces.models import Host, User, Workspace
from houtai.core.workspaces.names import named
from houtai.core.workspaces.refusals import Refusal


class HostTaken(Refusal):
    message = _("This host name leads to another workspace already.")


class NotPrepared(Refusal):
    """Nothing was prepared on the engine that is wanted."""


@contextmanager
def reserved(
    *, name: str, host: str | None = None, on: str | None = None, default: bool = False
) -> Iterator[Workspace]:
    """The row and the host of a workspace in state `making`, without a database; when the block raises, nothing stays.

    While the block runs its process holds a lock, by which `mend` in any other process knows that it is at work.
    on: its engine, by default that of this process. Raises BadName, BadHost, HostTaken.
    """
    mend()
    on = on or engine.own().name
    workspace = Workspace(name=named(name), engine=on, default=default, state=Workspace.State.MAKING)
    workspace.schema = schema.version()
    with living(_mark(workspace.pk)):
        _reserve(workspace, written(host) if host else "")
        try:
            yield workspace
        except BaseException:
            unmake(workspace.pk)
            raise
    registry.forget_hosts()


@contextmanager
def making(
    *, name: str, host: str | None = None, on: str | None = None, owner: Any = None, default: bool = False
) -> Iterator[Workspace]:
    """A new workspace, whole but not yet active; when the block raises, nothing of it stays.

    owner: an identity, who becomes a superuser there. Raises BadName, BadHost, HostTaken, NotPrepared.
    """
    like = _golden(on)
    with reserved(name=name, host=host, on=on, default=default) as workspace:
        engine.create(workspace.pk, like=like)
        if owner is not None:
            with enter(workspace.pk):
                welcome(owner)
        yield workspace


def welcome(identity: Any) -> User:
    """Make an identity a superuser of the current workspace."""
    names = {"first_name": identity.first_name, "last_name": identity.last_name, "locale": identity.locale}
    return User.objects.create_superuser(identity.email, **names)


def mend() -> int:
    """Clear away what was being made by processes that are gone. Returns how many workspaces."""
    waiting = Workspace.objects.filter(state=Workspace.State.MAKING).values_list("pk", flat=True)
    dead = [key for key in waiting if not lives(_mark(key))]
    for key in dead:
        unmake(key)
    return len(dead)


def unmake(key: str) -> None:
    """Everything of a workspace goes: the row last, so that a crash on the way leaves what finds the rest."""
    engine.destroy(key)
    with suppress(FileNotFoundError):
        shutil.rmtree(engine.folder_of(key))
    Workspace.objects.filter(pk=key).delete()
    registry.forget_hosts()


def _reserve(workspace: Workspace, host: str) -> None:
    try:
        with transaction.atomic(using=CONTROL):
            workspace.save(force_insert=True)
            if host:
                Host.objects.create(name=host, workspace=workspace)
    except IntegrityError as error:
        if host and Host.objects.filter(name=host).exists():
            raise HostTaken from error
        raise


def _mark(key: str) -> str:
    return f"making-{key}"


def _golden(on: str | None) -> str:
    from houtai.core.workspaces import preparation

    try:
        return preparation.golden(schema.version(), on=on)
    except preparation.NoGolden as error:
        raise NotPrepared(error) from error
