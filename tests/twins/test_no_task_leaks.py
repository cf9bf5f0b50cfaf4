"""All timed work of both, and what it leaves: rows, files, caches, messages, logs. Nothing of the other is in it."""

import pytest
from django.utils.module_loading import import_string

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.tasks import enqueue
from houtai.core.workspaces.worker import Worker
from tests.twins.remains import remains, rows

pytestmark = [
    pytest.mark.django_db(transaction=True),
]


def work(twins):
    """Every job of both waits in one queue, in turn, and one worker takes them."""
    for _module, job in catalog.offered("schedule"):
        for twin in twins:
            with enter(twin.key):
                enqueue(import_string(job.task))
    return Worker().drain()


def test_all_timed_work(filled, sinks, caplog):
    assert work(filled) >= 2 * len(catalog.offered("schedule"))
    assert remains(filled, sinks, caplog) == []
    for twin in filled:
        with enter(twin.key):
            assert twin.canary in rows()
        got = [message for message in sinks.received if message.address.startswith(twin.canary)]
        assert {message.channel for message in got} == {"webpush", "email", "webhook"}
