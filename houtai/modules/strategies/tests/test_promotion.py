"""When it is promoted, it decides what it had only watched, if that still waits; people's word is counted once."""

from __future__ import annotations

from houtai.core.work.tests.conftest import waiting
from houtai.modules.strategies.models import Look
from houtai.modules.strategies.tests.conftest import LATER, LONG, SHORT, decide, look, run, states


def test_what_it_watched_and_still_waits_is_decided_once_it_is_live(strategy, alice):
    drafts = waiting(3, words=SHORT)
    look()
    assert states(drafts) == ["waiting"] * 3
    strategy.audit = 1
    strategy.save()
    run("promote", strategy, by=alice)
    look(at=LATER)
    look(at=LATER)
    assert states(drafts).count("skipped") == Look.objects.filter(fate="done").count() >= 2
    assert Look.objects.filter(stage="live").count() == 3


def test_one_subject_is_compared_once_although_it_was_seen_twice(strategy, alice):
    drafts = waiting(2, words=LONG)
    look()
    strategy.audit = 99
    strategy.save()
    run("promote", strategy, by=alice)
    look(at=LATER)
    left = [draft for draft in drafts if states([draft]) == ["waiting"]]
    assert left
    decide(left, "content.accept", by=alice)
    assert strategy.agreement().asked == strategy.agreement().agreed == len(left)
