"""Anyone can ask why a reader did or did not get a push, before and after the assignments reached the log."""

from __future__ import annotations

import pytest

from houtai.modules.push.models import Delivery, Push
from houtai.modules.push.models.reason import why
from houtai.modules.push.models.recording import record_assignments
from houtai.modules.push.tests.conftest import HOUR, NOON, article, planned, readers, refuse, send


def told(push, reader):
    push.refresh_from_db()
    return " ".join(why(push, reader).words)


def test_each_fate_is_explained_the_same_before_and_after_the_log(story, bob, policy):
    policy.cap = 1
    policy.save()
    reached, refuser, nowhere, full = readers(4)
    refuse(refuser)
    nowhere.addresses.all().delete()
    earlier = send(article("Earlier"), by=bob, due=NOON + HOUR)
    Delivery.objects.create(
        push=earlier, reader=full, channel="email", day=NOON.date(), slot=1, channel_slot=1, due=NOON
    )
    push = planned(story, by=bob, headlines=["One", "Two"])
    every = (reached, refuser, nowhere, full)
    before = [told(push, reader) for reader in every]
    record_assignments()
    assert [told(push, reader) for reader in every] == before
    for words, part in zip(before, ("waits", "opted out", "no working address", "1 other pushes"), strict=True):
        assert part in words
    assert why(push, full).others[0].push == earlier
    assert "By chance (50 %) headline" in before[0]


@pytest.mark.parametrize(("share", "own", "words"), [(50, 0, "hold-out of all"), (0, 50, "own hold-out")])
def test_who_held_the_reader_out_is_told(story, bob, policy, share, own, words):
    policy.holdout = share
    policy.save()
    everyone = readers(20)
    push = planned(story, by=bob, holdout={"salt": "own", "percent": own})
    texts = [told(push, reader) for reader in everyone]
    assert sum(words in text for text in texts) == push.sums["held_out"] > 0


def test_who_was_not_meant_and_what_is_not_planned_are_told(story, bob):
    readers(1)
    push = planned(story, by=bob)
    (late,) = readers(1)
    assert "not in the audience" in told(push, late)
    scheduled = send(story, by=bob, due=NOON + HOUR)
    assert "not planned yet" in told(scheduled, late)


def test_what_came_of_the_delivery_is_told(story, bob):
    (reader,) = readers(1)
    push = planned(story, by=bob)
    for state, words in (("delivered", "at try"), ("failed", "503"), ("expired", "before it expired")):
        Delivery.objects.update(state=state, error="503 for an hour", tries=2)
        assert words in told(push, reader)
    assert why(Push.objects.get(), reader).fate == "expired"
