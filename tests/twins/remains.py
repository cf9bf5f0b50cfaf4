"""What work leaves behind: rows, files, caches, sessions, mails, messages, logs. Nothing of the other twin is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache.backends import locmem

from houtai.core.events.log import assignment_log, event_log
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL, folder_of
from houtai.core.workspaces.sessions import SessionStore
from houtai.core.workspaces.stamps import is_control
from houtai.core.workspaces.tests.twins import Twin
from tests.twins.walk import Twins


def remains(twins: Twins, sinks: Any, caplog: Any) -> list[str]:
    """What was found that should not be."""
    found = [f"a row of {told}" for told in shared(twins)]
    for twin, other in (twins, twins[::-1]):
        found += [f"{kind} of {twin.canary}" for kind, text in left(twin).items() if other.canary in text]
        letters = [*map(text_of, mail.outbox), *map(repr, sinks.received)]
        found += [text for text in letters if twin.canary in text and (other.canary in text or other.host in text)]
        lines = [line for line in caplog.messages if twin.canary in line and other.canary in line]
        found += lines
    return found


def left(twin: Twin) -> dict[str, str]:
    """Text by the kind of place it was left in."""
    with enter(twin.key):
        kept = {"rows": rows(), "sessions": sessions(), "events": logged(), "caches": cached(twin)}
        return {**kept, "files": files(folder_of(twin.key))}


def rows() -> str:
    """Everything in the current workspace's tables."""
    models = [model for model in apps.get_models() if model._meta.managed and not is_control(model)]
    return "\n".join(str(row) for model in models for row in model._base_manager.values_list())


def logged() -> str:
    """Both logs of the current workspace, whose files are packed."""
    logs = [log for log in (event_log(), assignment_log()) if log.exists()]
    return "\n".join(str(row) for log in logs for row in log.rows().to_pyarrow().to_pylist())


def sessions() -> str:
    rows = Session.objects.using(CONTROL).values_list("session_data", flat=True)
    return "\n".join(str(data) for row in rows if (data := SessionStore()._ours(SessionStore().decode(row))))


def files(folder: Path) -> str:
    found = [f"{file} {file.read_bytes().decode(errors='replace')}" for file in folder.rglob("*") if file.is_file()]
    return "\n".join(found)


def cached(twin: Twin) -> str:
    held = [value for store in locmem._caches.values() for key, value in store.items() if twin.key in key]
    return repr(held)


def shared(twins: Twins) -> list[str]:
    """Rows of the control database that name a twin and tell of the other."""
    models = [model for model in apps.get_models() if model._meta.managed and is_control(model)]
    told = [f"{model._meta.label} {row}" for model in models for row in model._base_manager.values_list()]
    one, two = twins
    return [row for row in told for twin, other in ((one, two), (two, one)) if twin.key in row and other.canary in row]


def text_of(message: Any) -> str:
    return f"{message.to} {message.subject} {message.body} {getattr(message, 'alternatives', '')}"
