"""Live, it takes what it is sure of; a share stays with people, and so does what they have in hand."""

from __future__ import annotations

import pytest

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import at_once, waiting
from houtai.modules.strategies.models import Look
from houtai.modules.strategies.models import run as running
from houtai.modules.strategies.tests.conftest import LATER, LONG, MIDDLE, SHORT, look, run, states, written


def test_it_decides_what_it_is_sure_of_and_leaves_the_rest(live, alice):
    drafts = waiting(1, words=SHORT) + waiting(1, words=MIDDLE) + waiting(1, words=LONG)
    (turn,) = look()
    assert states(drafts) == ["skipped", "waiting", "published"]
    made = Decision.objects.get(action="collect.skip")
    assert (made.actor, made.user, made.by, made.because) == ("strategy", alice, "The clear ones", "Too short")
    assert made.queue == "collect.drafts"
    assert (turn.looked, turn.decided, turn.unsure) == (3, 2, 1)


def test_a_share_stays_with_people(live):
    live.audit = 50
    live.save()
    drafts = waiting(60, words=SHORT)
    look()
    left = states(drafts).count("waiting")
    assert left == Decision.objects.filter(mode="audit").count()
    assert 15 <= left <= 45


def test_chance_answers_the_same_at_every_look(live):
    subjects = [draft.subject for draft in waiting(30)]
    drawn = [live.standing.audits(subject, percent=30) for subject in subjects]
    assert drawn == [live.standing.audits(subject, percent=30) for subject in subjects]
    assert all(live.standing.audits(one, percent=60) for one, was in zip(subjects, drawn, strict=True) if was)
    live.standing.salt = "another"
    assert drawn != [live.standing.audits(subject, percent=30) for subject in subjects]


def test_what_somebody_works_on_is_left_alone(live, bob, queue):
    first, second = waiting(2, words=SHORT)
    queue.next_for(bob, now=LATER)
    look(at=LATER)
    assert states([first, second]) == ["waiting", "skipped"]
    assert not Look.objects.filter(subject=first.subject).exists()


def test_what_somebody_began_to_work_on_meanwhile_is_left_alone(live, bob, queue, monkeypatch):
    (draft,) = waiting(1, words=SHORT)
    goes_on = running.Around.goes_on

    def begin(around):
        queue.next_for(bob, now=LATER)
        return goes_on(around)

    monkeypatch.setattr(running.Around, "goes_on", begin)
    look(at=LATER)
    assert states([draft]) == ["waiting"]


def test_what_people_give_back_is_not_decided_again(live, bob):
    drafts = waiting(1, words=SHORT)
    look()
    Decision.objects.get(action="collect.skip").undo(by=bob)
    look(at=LATER)
    assert states(drafts) == ["waiting"]


def test_taking_back_counts_against_it(live, bob):
    waiting(1, words=SHORT)
    look()
    Decision.objects.get(action="collect.skip").undo(by=bob)
    assert (live.agreement().asked, live.agreement().agreed) == (1, 0)


def test_it_decides_no_more_than_it_may_in_one_run(live):
    live.most = 2
    live.save()
    drafts = waiting(3, words=SHORT)
    look()
    assert states(drafts).count("skipped") == 2
    look(at=LATER)
    assert states(drafts).count("skipped") == 3


def test_what_is_refused_is_noted_with_its_reason(live, monkeypatch):
    from houtai.core.catalog.catalog import catalog
    from houtai.core.work.errors import NotPossible

    def refuse(*_args, **_inputs):
        raise NotPossible("The printer is on fire.")

    monkeypatch.setattr(type(catalog.action("collect.skip")), "perform", refuse)
    waiting(1, words=SHORT)
    look()
    assert (Look.objects.get().fate, Look.objects.get().note) == ("refused", "The printer is on fire.")


def test_a_crash_between_look_and_act_leaves_nothing_and_the_next_run_decides(live, monkeypatch):
    drafts = waiting(1, words=SHORT)
    with monkeypatch.context() as broken:
        broken.setattr(running.Around, "act", lambda *_args, **_facts: 1 / 0)
        with pytest.raises(ExceptionGroup):
            look()
    assert not Look.objects.exists()
    look(at=LATER)
    assert states(drafts) == ["skipped"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_decide_once(live):
    drafts = waiting(8, words=SHORT)
    at_once(look, look)
    assert states(drafts) == ["skipped"] * 8
    assert Decision.objects.filter(action="collect.skip").count() == 8
    assert Look.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_two_strategies_on_one_queue_decide_once(live, alice):
    other = written(name="Another")
    for step in ("publish", "shadow", "promote"):
        run(step, other, by=alice)
    drafts = waiting(8, words=SHORT)
    at_once(look, look)
    assert "waiting" not in [state for draft, state in zip(drafts, states(drafts), strict=True) if decided(draft)]
    assert Decision.objects.filter(action="collect.skip", mode="done").count() == sum(map(decided, drafts))


def decided(draft):
    return Decision.objects.filter(subject=draft.subject, mode="done").exists()
