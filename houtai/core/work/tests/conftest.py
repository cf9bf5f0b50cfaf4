"""Things to decide about: drafts, as collection leaves them, and the queue in which they wait."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps

from houtai.core.catalog.catalog import catalog
from houtai.core.work.queues import Queue
from houtai.core.workspaces import context

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUEUE = "/desk/work/queues/collect-drafts/"


def waiting(count: int = 1, *, title: str = "Draft", words: int = 2) -> list[Any]:
    """Drafts that wait, the first one longest."""
    sources = apps.get_model("collect.Source").objects
    source, _ = sources.get_or_create(url="https://feed.example/", defaults={"name": "Feed", "next_at": NOW})
    drafts, known = apps.get_model("collect.Draft").objects, apps.get_model("collect.Draft").objects.count()
    return [
        drafts.create(source=source, title=f"{title} {n}", html="<p>Some text.</p>", words=words, collected_at=NOW)
        for n in range(known + 1, known + count + 1)
    ]


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run them in threads that start together, each with its own connection; gives results, or the errors raised."""
    barrier, workspace = Barrier(len(works)), context.current()

    def run(work: Callable[[], Any]) -> Any:
        with context.enter(workspace):
            barrier.wait()
            try:
                return work()
            except Exception as error:  # noqa: BLE001 - which one it is, is what the test asks.
                return error

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


@pytest.fixture
def draft(db: None) -> Any:
    return waiting()[0]


@pytest.fixture
def queue() -> Queue:
    return catalog.queue("collect.drafts")


@pytest.fixture
def skip() -> Any:
    return catalog.action("collect.skip")


@pytest.fixture
def accept() -> Any:
    return catalog.action("content.accept")


@pytest.fixture
def desk(client: Any, bob: Any) -> Any:
    """Bob's browser."""
    client.force_login(bob)
    return client
