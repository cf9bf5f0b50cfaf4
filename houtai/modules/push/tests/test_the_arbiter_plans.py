"""The arbiter gives each reader of an audience one fate, in a fixed order, and keeps the caps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from houtai.core.events.log import assignments
from houtai.core.readers.models import Address, Audience
from houtai.modules.push.models import Batch, Delivery, Push
from houtai.modules.push.models.arbiter import forecast, plan
from houtai.modules.push.models.recording import record_assignments
from houtai.modules.push.tests.conftest import HOUR, NOON, article, balanced, caps_hold, planned, readers, refuse, send


def fates(push):
    return {name: count for name, count in push.sums.items() if count and name != "audience"}


def test_each_reader_has_one_fate(story, bob, policy):
    policy.cap = 1
    policy.save()
    reached, refuser, nowhere, full, asleep = readers(5)
    refuse(refuser)
    nowhere.addresses.all().delete()
    asleep.timezone = "Pacific/Auckland"
    asleep.save()
    Delivery.objects.create(
        push=send(article("Earlier"), by=bob),
        reader=full,
        channel="email",
        day=NOON.date(),
        slot=1,
        channel_slot=1,
        due=NOON,
    )
    Push.objects.update(state="stopped")
    push = planned(story, by=bob)
    assert fates(push) == {"send": 1, "opted_out": 1, "no_channel": 1, "capped": 1, "quiet": 1}
    assert [row.reader for row in push.deliveries.all()] == [reached]
    assert balanced(push)


def test_the_hold_outs_come_first_and_never_change(story, bob, policy):
    policy.holdout = 10
    policy.save()
    readers(1000)
    own = {"salt": "strategy", "percent": 20}
    first, second = (planned(story, by=bob, holdout=own, at=NOON + n * HOUR) for n in range(2))
    assert 220 < first.sums["held_out"] < 340
    assert first.sums == second.sums
    to = [set(push.deliveries.values_list("reader_id", flat=True)) for push in (first, second)]
    assert to[0] == to[1]


def test_who_sleeps_is_reached_in_the_morning_of_their_own_day(story, bob):
    readers(1, timezone="Pacific/Auckland")
    push = planned(story, by=bob, expires_minutes=12 * 60)
    (row,) = push.deliveries.all()
    assert (row.due, row.day) == (NOON.replace(hour=18), date(2026, 3, 3))


def test_the_first_channel_that_reaches_them_and_has_room_is_taken(story, bob, policy):
    policy.email_cap = 1
    policy.save()
    both, mail = readers(1, channels=("webpush", "email")) + readers(1, channels=("email",))
    pushes = [planned(story, by=bob, channels=["email", "webpush"], at=NOON + n * HOUR) for n in range(2)]
    assert [push.deliveries.get(reader=both).channel for push in pushes] == ["email", "webpush"]
    assert fates(pushes[1]) == {"send": 1, "capped": 1}
    assert pushes[0].deliveries.get(reader=mail).channel_slot == 1


def test_attention_goes_to_the_higher_priority_then_to_what_promises_more(story, bob, policy):
    policy.cap = 2
    policy.save()
    readers(3)
    wanted: list[dict[str, Any]] = [
        {"priority": 2},
        {"priority": 5, "expected": 0.01},
        {"priority": 9},
        {"priority": 5, "expected": 0.02},
    ]
    pushes = [send(story, by=bob, **inputs) for inputs in wanted]
    plan(now=NOON)
    assert [Push.objects.get(pk=push.pk).sums["send"] for push in pushes] == [0, 0, 3, 3]
    assert caps_hold()


def test_headlines_are_drawn_evenly(story, bob):
    readers(1000)
    push = planned(story, by=bob, headlines=["One", "Two", "Three", "Four"])
    counts = [push.deliveries.filter(arm=arm).count() for arm in range(4)]
    assert sum(counts) == 1000
    assert min(counts) > 200


def test_the_assignments_reach_the_log_once(story, bob, policy):
    policy.holdout = 50
    policy.save()
    readers(50)
    push = planned(story, by=bob, headlines=["One", "Two"])
    kept = Batch.objects.get()
    assert record_assignments() == 1
    Batch.objects.create(push=push, rows=kept.rows)
    record_assignments()
    rows = assignments().execute()
    assert len(rows) == 50
    assert set(rows["decision"]) == {push.decision}
    assert set(rows["propensity"]) == {0.5}
    assert (rows["held"] > 0).sum() == push.sums["held_out"] == (rows["fate"] == "held_out").sum()
    assert not Batch.objects.exists()


def test_a_push_is_planned_once(story, bob):
    readers(3)
    push = planned(story, by=bob)
    assert plan(now=NOON + HOUR) == []
    assert push.deliveries.count() == 3


def test_nothing_is_planned_before_its_time(story, bob):
    readers(3)
    push = planned(story, by=bob, due=NOON + HOUR)
    assert push.state == "scheduled"
    plan(now=NOON + HOUR)
    assert push.deliveries.count() == 3


def test_merged_readers_and_dead_addresses_are_not_sent_to(story, bob):
    kept, merged, dead = readers(3)
    merged.merged = kept
    merged.save()
    Address.objects.filter(reader=dead).update(dead=NOON)
    assert fates(planned(story, by=bob)) == {"send": 1, "no_channel": 1}


def test_real_and_played_readers_never_mix(story, bob):
    readers(2)
    readers(3, simulated=True)
    assert planned(story, by=bob).sums["audience"] == 2


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda push: push.audience.delete(), "The audience no longer exists."),
        (lambda push: type(push.subject).objects.update(state="withdrawn"), "The article is no longer published."),
        (lambda push: Push.objects.update(expires=NOON), "It expired before it could be sent."),
    ],
)
def test_what_changed_since_it_was_wanted_stops_it(story, bob, spoil, why):
    readers(2)
    push = send(story, by=bob, due=NOON + HOUR)
    spoil(push)
    plan(now=NOON + HOUR)
    push.refresh_from_db()
    assert (push.state, push.why) == ("stopped", why)
    assert not Delivery.objects.exists()
    assert balanced(push)


def test_a_forecast_is_what_the_plan_will_be(story, bob, policy):
    policy.holdout = 20
    policy.save()
    readers(100)
    audience = Audience.objects.get()
    told = forecast(audience, channels=["webpush"], now=NOON, expires=NOON + timedelta(hours=4))
    assert told == planned(story, by=bob).sums
