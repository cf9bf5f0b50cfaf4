"""Submitting, answering, and taking back: decisions, whichever door they come by."""

from __future__ import annotations

import pytest

from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.modules.content.models import State
from houtai.modules.content.tests.conftest import act, other_desk, status


def test_submitting_keeps_what_the_checks_say(draft, editor):
    decision = act("submit", draft, editor)
    assert status(draft) == "in_progress"
    assert "summary" in decision.facts["remarks"]


def test_twice_is_refused(submitted, editor):
    with pytest.raises(NotPossible, match="waits for a review already"):
        act("submit", submitted, editor)


def test_approving_the_last_step_publishes_and_both_are_decisions(submitted, alice):
    act("approve", submitted, alice)
    submitted.refresh_from_db()
    assert submitted.state == State.PUBLISHED
    assert [row.action for row in Decision.objects.order_by("id")][1:] == ["content.publish", "content.approve"]


def test_approving_taken_back_withdraws_and_waits_again(submitted, alice):
    act("approve", submitted, alice).undo(by=alice)
    submitted.refresh_from_db()
    assert (submitted.state, status(submitted)) == (State.WITHDRAWN, "in_progress")
    act("approve", submitted, alice)
    submitted.refresh_from_db()
    assert submitted.live


def test_changes_asked_for_taken_back_wait_again(submitted, alice):
    decision = act("reject", submitted, alice, comment="Say where.")
    assert status(submitted) == "needs_changes"
    decision.undo(by=alice)
    assert status(submitted) == "in_progress"


def test_what_came_back_is_submitted_again_and_goes_on(submitted, editor, alice):
    act("reject", submitted, alice, comment="Say where.")
    act("submit", submitted, editor)
    act("approve", submitted, alice)
    submitted.refresh_from_db()
    assert submitted.live
    assert submitted.workflow_states.count() == 1


def test_a_person_who_asks_for_changes_says_which(submitted, alice):
    with pytest.raises(NotPossible, match="Write what is to be changed"):
        act("reject", submitted, alice, comment=" ")


def test_the_answer_is_for_reviewers(submitted, bob):
    for verb in ("approve", "reject"):
        with pytest.raises(NotAllowed):
            act(verb, submitted, bob, comment="No")
    assert status(submitted) == "in_progress"


def test_who_submitted_cancels_and_nobody_else(submitted, editor, bob):
    with pytest.raises(NotAllowed):
        act("cancel_review", submitted, bob)
    act("cancel_review", submitted, editor)
    assert status(submitted) is None


def test_submitting_is_undone_by_cancelling(submitted, editor):
    Decision.objects.get().undo(by=editor)
    assert status(submitted) is None


VERBS = ("submit", "cancel_review", "approve", "reject", "assign")


def test_to_strangers_and_other_desks_it_is_not_there(submitted, editor, charlie):
    foreign = other_desk()
    for verb in VERBS:
        for article, who in ((foreign, editor), (submitted, charlie)):
            with pytest.raises(NotFound):
                act(verb, article, who, comment="x")
    assert Decision.objects.count() == 1
