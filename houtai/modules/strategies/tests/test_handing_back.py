"""A queue handed back is the people's again, at once and whatever the reason."""

from __future__ import annotations

from typing import Any

import pytest

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.models import run as running
from houtai.modules.strategies.tests.conftest import LATER, SHORT, decide, look, run, states, written


def last_move(strategy: Strategy) -> Decision:
    return Decision.objects.done().filter(subject=strategy.subject).latest("id")


@pytest.mark.parametrize("step", ["pause", "retire", "unpublish"])
def test_nothing_is_decided_any_more(live, alice, step):
    run(step, live, by=alice)
    drafts = waiting(3, words=SHORT)
    assert look() == []
    assert states(drafts) == ["waiting"] * 3


def test_stepping_back_leaves_it_watching(live, alice):
    run("step_back", live, by=alice)
    drafts = waiting(3, words=SHORT)
    look()
    assert states(drafts) == ["waiting"] * 3
    assert Decision.objects.filter(mode="shadow").count() == 3


def test_it_stops_in_the_middle_of_a_run(live, alice, monkeypatch):
    drafts, act = waiting(3, words=SHORT), running.Around.act

    def act_and_pause(around: Any, *args: Any, **facts: Any) -> Any:
        fate = act(around, *args, **facts)
        run("pause", Strategy.objects.get(pk=live.pk), by=alice)
        return fate

    monkeypatch.setattr(running.Around, "act", act_and_pause)
    look()
    assert states(drafts) == ["skipped", "waiting", "waiting"]


@pytest.mark.parametrize("loss", ["role", "account"])
def test_when_the_person_may_no_longer_neither_may_it(live, alice, loss):
    if loss == "role":
        alice.groups.clear()
    else:
        type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    drafts = waiting(2, words=SHORT)
    look()
    live.refresh_from_db()
    assert (live.stage, states(drafts)) == ("paused", ["waiting"] * 2)
    move = last_move(live)
    assert (move.action, move.actor) == ("strategies.pause", "system")
    assert "Alice, who answers for it, may not" in move.because


def test_it_steps_back_by_itself_when_people_disagree(live, bob):
    live.audit = 99
    live.save()
    drafts = waiting(30, words=SHORT)
    look()
    audited = [draft for draft, state in zip(drafts, states(drafts), strict=True) if state == "waiting"]
    decide(audited, "content.accept", by=bob)
    later = waiting(2, words=SHORT)
    look(at=LATER)
    live.refresh_from_db()
    assert (live.stage, states(later)) == ("shadow", ["waiting"] * 2)
    move = last_move(live)
    assert (move.action, move.actor) == ("strategies.step_back", "system")
    assert "less often than 90 %" in move.because


def test_what_has_fallen_is_not_promoted_again_on_the_same_evidence(live, bob, alice):
    from houtai.core.work.errors import NotPossible

    test_it_steps_back_by_itself_when_people_disagree(live, bob)
    with pytest.raises(NotPossible, match="too rarely"):
        run("promote", live, by=alice)


def test_a_module_that_is_gone_stops_only_its_own(live, alice):
    Strategy.objects.filter(pk=live.pk).update(queue="gone.queue")
    other = written(name="Another")
    for step in ("publish", "shadow", "promote"):
        run(step, other, by=alice)
    drafts = waiting(1, words=SHORT)
    look()
    live.refresh_from_db()
    assert live.stage == "paused"
    assert "gone.queue" in last_move(live).because
    other.standing.refresh_from_db()
    assert decided_or_audited(drafts)


def decided_or_audited(drafts: Any) -> bool:
    return Decision.objects.filter(subject=drafts[0].subject).exists()
