"""A process that brings up workers and kills them: `python nursery.py <sinks as JSON>`; it prints the books as JSON.

Workers are forked from here, so that each starts in a moment and twenty deaths do not take minutes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from datetime import UTC, datetime, timedelta
from importlib import import_module
from random import Random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
django.setup()

from houtai.core.events.log import assignments  # noqa: E402 - Django first
from houtai.core.readers.models import Address, Audience, Reader  # noqa: E402
from houtai.core.work.models import Subject  # noqa: E402
from houtai.core.workspaces import context, pool, registry  # noqa: E402
from houtai.modules.push.models import Batch, Delivery, Policy, Push  # noqa: E402
from houtai.modules.push.models.arbiter import plan  # noqa: E402
from houtai.modules.push.models.recording import record_assignments  # noqa: E402
from houtai.modules.push.models.sending import deliver  # noqa: E402

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
# Longer than a lease, so that what one round's dead held is free in the next.
ROUND = timedelta(minutes=6)
BEGUN = os.pipe()
READERS, PUSHES, ROUNDS, WORKERS = 120, 4, 5, 4


def prepare(told: dict[str, Any]) -> None:
    """Half of the readers by web push, half by e-mail; one push more than anybody may get."""
    policy = Policy.current()
    policy.cap, policy.webpush_cap, policy.email_cap, policy.holdout = 3, 3, 2, 5
    policy.save()
    made = Reader.objects.bulk_create(
        [Reader(key=f"r{n}", first_seen=NOON, last_seen=NOON) for n in range(READERS)],
    )
    rows = [(one, ("webpush", "email")[n % 2], told[f"r{n}"]) for n, one in enumerate(made)]
    Address.objects.bulk_create(
        [Address(reader=one, channel=to, value=value, digest=str(one.pk), since=NOON) for one, to, value in rows]
    )
    subject = Subject.objects.create(kind="content.article", key="1", title="Tides", url="/a/1/", state="published")
    audience = Audience.objects.create(name="All")
    for n in range(PUSHES):
        Push.objects.create(
            subject=subject,
            audience=audience,
            audience_name="All",
            headlines=["One", "Two"],
            channels=["webpush", "email"],
            due=NOON + n * ROUND,
            expires=NOON + timedelta(hours=4),
            created=NOON,
        )


def worker(*, now: datetime, name: str) -> None:
    """Do whatever there is to do, until killed."""
    workspace = registry.default_workspace() or ""
    os.write(BEGUN[1], b".")
    while True:
        with context.enter(workspace):
            plan(now=now)
            record_assignments()
            deliver(now=now, worker=name, limit=3)


def begun(count: int) -> None:
    """Wait until so many workers are at work: how long they take to start depends on the machine."""
    while count:
        count -= len(os.read(BEGUN[0], count))


def fork(work: Any, **told: Any) -> int:
    child = os.fork()
    if not child:
        try:
            work(**told)
        except BaseException:  # noqa: BLE001 - told below
            # A worker that ends by itself is a fault: the test reads of it.
            traceback.print_exc()
        finally:
            os._exit(1)
    return child


def play(chance: Random) -> None:
    """In each round four workers race and are killed at random moments."""
    for number in range(ROUNDS):
        now = NOON + number * ROUND
        workers = [fork(worker, now=now, name=f"{number}.{n}") for n in range(WORKERS)]
        begun(len(workers))
        for child in workers:
            time.sleep(chance.uniform(0.0, 0.3))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def finish() -> None:
    """One worker that lives, until nothing is left to do."""
    now = NOON + ROUNDS * ROUND
    while Push.objects.filter(finished=None).exists():
        plan(now=now)
        while deliver(now=now, worker="last"):
            pass
        now += ROUND
    record_assignments()


def books() -> dict[str, Any]:
    logged = assignments().group_by("push").aggregate(n=lambda t: t.count()).to_pyarrow().to_pylist()
    return {
        "books": [push.books for push in Push.objects.order_by("pk")],
        "logged": [row["n"] for row in sorted(logged, key=lambda row: row["push"])],
        "batches": Batch.objects.count(),
        "slots": list(Delivery.objects.exclude(slot=None).values_list("reader", "day", "channel")),
        "workers": list(Delivery.objects.order_by().values_list("worker", flat=True).distinct()),
        "delivered": list(Delivery.objects.filter(state="delivered").values_list("pk", "channel")),
    }


def main() -> None:
    workspace = registry.default_workspace() or ""
    with context.enter(workspace):
        prepare(json.loads(sys.stdin.read()))
    pool.release()
    pool.drain()
    # Brought in once: else each worker would spend its life on that.
    import_module("pandas")
    play(Random(int(sys.argv[1])))
    with context.enter(workspace):
        finish()
        json.dump(books(), sys.stdout, default=str)


if __name__ == "__main__":
    main()
