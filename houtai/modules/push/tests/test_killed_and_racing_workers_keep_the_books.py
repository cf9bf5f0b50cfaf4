"""Workers that race and die at any moment plan each push once, break no cap, and leave books that balance."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from houtai.core.readers.models import Address
from houtai.core.workspaces import context
from houtai.modules.push.models import Delivery, Push
from houtai.modules.push.models.arbiter import plan
from houtai.modules.push.models.sending import deliver
from houtai.modules.push.tests.channels import sinks  # noqa: F401 - a fixture
from houtai.modules.push.tests.conftest import NOON, balanced, caps_hold, readers, send
from houtai.modules.push.tests.nursery import PUSHES, READERS

ROOT = Path(__file__).parents[4]


def test_killed_twenty_times_they_come_to_books_that_balance(new_home, sinks):  # noqa: F811
    names = [f"r{n}" for n in range(READERS)]
    told = {name: (sinks.subscription, sinks.mailbox)[n % 2](name) for n, name in enumerate(names)}
    engine = ("HOUTAI_ENGINE", "HOUTAI_POSTGRES_URL")
    ours = {name: value for name, value in os.environ.items() if name in engine or not name.startswith("HOUTAI_")}
    ours |= {"HOUTAI_HOME": str(new_home("home")), "HOUTAI_PUSH_ADMIT": ",".join(sinks.admit), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("nursery.py")), "7"]
    ended = subprocess.run(
        command, input=json.dumps(told), env=ours, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    for books in found["books"]:
        assert books["audience"] == READERS == sum(books.values()) - READERS
    assert found["logged"] == [READERS] * PUSHES
    assert found["batches"] == 0
    assert max(Counter((reader, day) for reader, day, _channel in found["slots"]).values()) <= 3
    assert max(Counter((reader, day, channel) for reader, day, channel in found["slots"]).values()) <= 3
    sent = {to: {key for key, channel in found["delivered"] if channel == to} for to in ("webpush", "email")}
    received = {int(one.key.rpartition(".")[2]) for one in sinks.received if one.channel == "webpush"}
    assert sent["webpush"] <= received
    mails = Counter(one.key for one in sinks.received if one.channel == "email")
    assert set(mails.values()) == {1}
    assert len(sent["email"]) <= len(mails) <= len(sent["email"]) + sum(books["failed"] for books in found["books"])
    assert sinks.problems == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_order_four_workers_take_no_reader_is_reached_twice(sinks, story, bob, policy, seed):  # noqa: F811
    policy.cap = 2
    policy.save()
    made = readers(40)
    for address in Address.objects.all():
        address.value = sinks.subscription(address.reader.key)
        address.save()
    sinks.behave("r3", "gone")
    sinks.behave("r5", "broken")
    pushes = [send(story, by=bob, priority=n, expires_minutes=3) for n in range(3)]
    workspace, chance = context.current(), Random(seed)
    orders = [[chance.choice(("plan", "deliver", "deliver")) for _step in range(8)] for _worker in range(4)]

    def work(number: int) -> None:
        with context.enter(workspace):
            for step in orders[number]:
                plan(now=NOON) if step == "plan" else deliver(now=NOON, worker=f"w{number}", limit=9)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    plan(now=NOON)
    while deliver(now=NOON, worker="last"):
        pass
    for push in pushes:
        assert balanced(push)
        assert Push.objects.get(pk=push.pk).books["audience"] == len(made)
    assert caps_hold()
    taken = Counter(one.key for one in sinks.received)
    assert set(taken.values()) == {1}
    assert len(taken) == Delivery.objects.filter(state="delivered").count()
