"""All timed work of both, and what it leaves: rows, files, caches, messages, logs. Nothing of the other is in it."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache.backends import locmem
from django.utils.module_loading import import_string

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.stamps import is_control
from houtai.core.workspaces.tasks import enqueue
from houtai.core.workspaces.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


def work(twins):
    """Every job of both waits in one queue, in turn, and one worker takes them."""
    for _module, job in catalog.offered("schedule"):
        for twin in twins:
            with enter(twin.key):
                enqueue(import_string(job.task))
    return Worker().drain()


def rows() -> str:
    """Everything in the current workspace's tables."""
    models = [model for model in apps.get_models() if model._meta.managed and not is_control(model)]
    return "\n".join(str(row) for model in models for row in model._base_manager.values_list())


def files(folder: Path) -> bytes:
    return b"\n".join(str(file).encode() + file.read_bytes() for file in folder.rglob("*") if file.is_file())


def cached(twin: Any) -> str:
    held = [value for store in locmem._caches.values() for key, value in store.items() if twin.key in key]
    return repr(held)


def test_all_timed_work(filled, sinks, caplog):
    assert work(filled) >= 2 * len(catalog.offered("schedule"))
    one, two = filled
    for twin, other in ((one, two), (two, one)):
        with enter(twin.key):
            assert twin.canary in rows()
            assert other.canary not in rows() + cached(twin)
        assert other.canary.encode() not in files(folder_of(twin.key))
        got = [message for message in sinks.received if message.address.startswith(twin.canary)]
        assert {message.channel for message in got} == {"webpush", "email", "webhook"}
        assert other.canary not in repr(got)
        assert all(other.canary not in line for line in caplog.messages if twin.canary in line)
