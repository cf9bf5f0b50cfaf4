"""Taking back: the newest decision, once, and while nothing else has changed."""

from __future__ import annotations

import pytest

from houtai.core.work.errors import CannotUndo, Changed, NotAllowed, NotFound
from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import at_once, waiting
from houtai.core.work.undo import undo_batch


def test_taking_back_is_a_decision_that_names_the_first(draft, bob, skip):
    first = skip.run(draft, by=bob)
    back = first.undo(by=bob)
    draft.refresh_from_db()
    assert draft.state == "waiting"
    assert (back.action, back.undoes) == ("collect.restore", first)
    assert not Decision.objects.standing().exists()


def test_only_once(draft, bob, skip):
    first = skip.run(draft, by=bob)
    first.undo(by=bob)
    with pytest.raises(CannotUndo):
        first.undo(by=bob)


def test_only_the_newest(draft, bob, skip, accept):
    first = skip.run(draft, by=bob)
    first.undo(by=bob)
    accept.run(draft, by=bob)
    with pytest.raises(CannotUndo):
        first.undo(by=bob)
    draft.refresh_from_db()
    assert draft.state == "published"


def test_not_after_a_further_change(draft, bob, skip):
    first = skip.run(draft, by=bob)
    draft.refresh_from_db()
    draft.title = "Another title"
    draft.save()
    with pytest.raises(Changed):
        first.undo(by=bob)


def test_not_by_a_stranger_and_not_without_permission(draft, bob, charlie, skip):
    from conftest import person

    first = skip.run(draft, by=bob)
    with pytest.raises(NotFound):
        first.undo(by=charlie)
    with pytest.raises(NotAllowed):
        first.undo(by=person("editor", "Editors"))


def test_what_has_no_inverse_stays(draft, bob):
    asked = Decision.objects.append(
        at=draft.collected_at, action="work.approve", subject=draft.subject, version=1, actor="person", user=bob
    )
    assert not asked.can_be_undone
    with pytest.raises(CannotUndo):
        asked.undo(by=bob)


def test_what_a_module_decided_that_is_gone_stays(draft, bob):
    row = Decision.objects.append(
        at=draft.collected_at, action="gone.explode", subject=draft.subject, version=1, actor="person", user=bob
    )
    assert row.label == "gone.explode"
    with pytest.raises(CannotUndo):
        row.undo(by=bob)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_it_back_once(draft, alice, bob, skip):
    first = skip.run(draft, by=bob)
    answers = at_once(lambda: first.undo(by=alice), lambda: first.undo(by=bob))
    assert sorted(type(one).__name__ for one in answers) == ["CannotUndo", "Decision"]
    assert Decision.objects.count() == 2


def test_a_batch_is_taken_back_as_far_as_it_can_be(bob, alice, skip):
    from houtai.core.work.actions import Because

    first, second, third = waiting(3)
    for draft in (first, second):
        skip.run(draft, by=bob, because=Because(batch="b"))
    skip.run(third, by=alice, because=Because(batch="b"))
    second.refresh_from_db()
    second.save()
    back, kept = undo_batch("b", by=bob)
    assert [decision.subject.key for decision in back] == [str(first.pk)]
    assert [decision.subject.key for decision, _why in kept] == [str(second.pk)]
    third.refresh_from_db()
    assert third.state == "skipped"
