"""Ten thousand sources that were looked at before, and the product's own workers that look again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from bench.feed_server import ETAG, body, kind_of
from bench.processes import ROOT, Running, scratch_home
from houtai.core.workspaces import context
from houtai.core.workspaces.models import Workspace
from houtai.modules.collect.models import Books, Draft, Entry, Fetch, Source

WORKERS = 2
ENTRIES = 12
LONGEST = 900.0


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """seconds: from handing the sources over to the last one's end."""

    seconds: float
    statuses: Counter[str]
    drafts: int


@contextmanager
def web(hosts: int) -> Iterator[list[int]]:
    command = [sys.executable, "-m", "bench.feed_server", str(hosts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        try:
            yield [int(port) for port in process.stdout.readline().split()]
        finally:
            process.terminate()


def refresh(count: int, *, hosts: int) -> Refreshed:
    with ExitStack() as stack:
        home, ports = stack.enter_context(scratch_home()), stack.enter_context(web(hosts))
        os.environ["HOUTAI_COLLECT_ADMIT"] = " ".join(f"127.0.0.1:{port}" for port in ports)
        workspace = Workspace.objects.values_list("pk", flat=True).get()
        stack.enter_context(context.enter(workspace))
        known(count, ports)
        for _ in range(WORKERS):
            stack.enter_context(Running("houtai", "worker", home=home))
        return measured(count)


def known(count: int, ports: list[int]) -> None:
    """Each source with what it had brought so far."""
    before = datetime.now(UTC) - timedelta(hours=2)
    sources = Source.objects.bulk_create(source(number, ports, before) for number in range(count))
    looks = Fetch.objects.bulk_create(
        Fetch(source=row, at=before, status="done", found=ENTRIES, refused=ENTRIES) for row in sources
    )
    Entry.objects.bulk_create(
        (
            Entry(source=look.source, fetch=look, key=url, url=url, fate="refused", reason="no_text", at=before)
            for number, look in enumerate(looks)
            for url in (f"http://127.0.0.1:{ports[number % len(ports)]}/{number}/{at}" for at in range(ENTRIES))
        ),
        batch_size=5000,
    )


def source(number: int, ports: list[int], before: datetime) -> Source:
    port, says = ports[number % len(ports)], kind_of(number) in ("says", "slow")
    digest = "" if says else blake2b(body(number, port), digest_size=16).hexdigest()
    return Source(
        name=f"Feed {number}",
        url=f"http://127.0.0.1:{port}/feed/{number}",
        etag=ETAG if says else "",
        digest=digest,
        last_ok=before,
        next_at=before + timedelta(hours=1),
        found=ENTRIES,
        refused=ENTRIES,
    )


def measured(count: int) -> Refreshed:
    """Once the workers have started, which takes them seconds that have nothing to do with feeds."""
    time.sleep(8)
    began, last = time.monotonic(), Fetch.objects.order_by("id").values_list("id", flat=True).last() or 0
    Source.objects.look_at_due(now=datetime.now(UTC))
    over = Fetch.objects.filter(id__gt=last).exclude(status="running")
    while over.values("source").distinct().count() < count:
        assert time.monotonic() - began < LONGEST, "the workers do not come to an end"
        time.sleep(0.5)
    seconds = time.monotonic() - began
    assert Books.differences() == []
    return Refreshed(
        seconds=seconds, statuses=Counter(over.values_list("status", flat=True)), drafts=Draft.objects.count()
    )
