"""A receiver that does not answer holds up neither the others nor the worker."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from houtai.core.workspaces.outside.receipt import Receipt
from houtai.modules.developers import client
from houtai.modules.developers.models import Delivery, Webhook, sending

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def asked(alice, monkeypatch):
    """Two letters to a round; the webhook called "silent" never answers. What was asked: when, and by which names."""
    seen: list[tuple[datetime, list[str]]] = []

    def post(letters, *, now):
        seen.append((now, [letter.address["url"] for letter in letters]))
        silent = ["silent" in letter.address["url"] for letter in letters]
        return [
            Receipt(key=one.key, state="retry", error="no answer")
            if still
            else Receipt(key=one.key, state="delivered", status=200)
            for one, still in zip(letters, silent, strict=True)
        ]

    monkeypatch.setattr(client, "post", post)
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    for name in ("silent", "well"):
        hook = Webhook(name=name, url=f"https://{name}", user=alice, state="on")
        hook.save()
        Delivery.objects.bulk_create([Delivery(webhook=hook, type="test", body="{}", due=NOW) for _ in range(4)])
    return seen


def test_one_that_does_not_answer_is_left_alone_for_the_rest_of_the_run(asked):
    assert sending.send_due(clock=lambda: NOW) == 6
    assert [urls for _, urls in asked] == [["https://silent"] * 2, *[["https://well"] * 2] * 2]
    assert Delivery.objects.filter(state="waiting", due=NOW).count() == 2


def test_each_round_has_its_own_time_and_none_begins_when_time_is_over(asked):
    ticks = count()
    sending.send_due(clock=lambda: NOW + timedelta(seconds=5 * next(ticks)), seconds=30)
    times = [at for at, _ in asked]
    assert times == sorted(set(times))
    assert times[-1] < NOW + timedelta(seconds=30)
    assert Delivery.objects.filter(state="waiting", due=NOW).exists()
