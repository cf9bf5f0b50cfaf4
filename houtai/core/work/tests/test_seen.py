"""A decision is about what was seen."""

from __future__ import annotations

import pytest

from houtai.core.work.errors import Changed, NotPossible
from houtai.core.work.models import Decision


def test_the_refusal_names_who_decided_and_what(draft, alice, bob, skip, accept):
    seen = draft.subject.version
    skip.run(draft, by=alice, seen=seen)
    with pytest.raises(Changed, match="was decided by Alice meanwhile: Skip"):
        accept.run(draft, by=bob, seen=seen)
    assert Decision.objects.count() == 1


def test_a_strategy_is_named_by_its_title(draft, alice, bob, skip, accept):
    from houtai.core.work.actors import Actor

    seen = draft.subject.version
    skip.run(draft, by=Actor(kind="strategy", user=alice, strategy="strategies.strategy:1", title="Skip the short"))
    with pytest.raises(Changed, match="decided by Skip the short"):
        accept.run(draft, by=bob, seen=seen)


def test_a_change_that_was_no_decision_is_refused_too(draft, bob, skip):
    seen = draft.subject.version
    draft.title = "Another title"
    draft.save()
    with pytest.raises(Changed, match="has changed since you saw it"):
        skip.run(draft, by=bob, seen=seen)


def test_earlier_decisions_are_not_blamed_for_a_later_change(draft, bob, skip):
    skip.run(draft, by=bob).undo(by=bob)
    seen = draft.subject.version
    draft.save()
    with pytest.raises(Changed, match="has changed since you saw it"):
        skip.run(draft, by=bob, seen=seen)


def test_only_from_its_states(draft, alice, bob, skip):
    skip.run(draft, by=alice)
    with pytest.raises(NotPossible, match="Alice"):
        skip.run(draft, by=bob)


def test_the_state_that_counts_is_the_one_in_the_database(draft, bob, skip):
    old = type(draft).objects.get(pk=draft.pk)
    skip.run(draft, by=bob)
    with pytest.raises(NotPossible):
        skip.run(old, by=bob)
