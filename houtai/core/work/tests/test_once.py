"""A retry is harmless."""

from __future__ import annotations

import pytest

from houtai.core.work.errors import OnceReused
from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import at_once, waiting


def test_a_retry_finds_the_first_decision(draft, bob, skip):
    first = skip.run(draft, by=bob, once="k")
    assert skip.run(draft, by=bob, once="k") == first
    assert Decision.objects.count() == 1


def test_a_retry_finds_it_even_when_the_subject_has_moved_on(draft, bob, skip):
    first = skip.run(draft, by=bob, once="k")
    first.undo(by=bob)
    assert skip.run(draft, by=bob, once="k") == first
    draft.refresh_from_db()
    assert draft.state == "waiting"


def test_a_retry_of_taking_back_is_harmless_too(draft, bob, skip):
    first = skip.run(draft, by=bob)
    back = first.undo(by=bob, once="u")
    assert first.undo(by=bob, once="u") == back


def test_a_key_is_for_one_action(draft, bob, skip, accept):
    skip.run(draft, by=bob, once="k")
    with pytest.raises(OnceReused):
        accept.run(draft, by=bob, once="k")


def test_a_key_is_for_one_subject(draft, bob, skip):
    (other,) = waiting()
    skip.run(draft, by=bob, once="k")
    with pytest.raises(OnceReused):
        skip.run(other, by=bob, once="k")
    other.refresh_from_db()
    assert other.state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_two_retries_at_once_decide_once(draft, bob, skip):
    rows = at_once(*[lambda: skip.run(draft.subject, by=bob, once="k")] * 4)
    assert [row.pk for row in rows] == [1] * 4
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_decide_once(draft, alice, bob, skip, accept):
    version = draft.subject.version
    answers = at_once(
        lambda: skip.run(draft.subject, by=alice, seen=version), lambda: accept.run(draft.subject, by=bob, seen=version)
    )
    (made,) = [one for one in answers if isinstance(one, Decision)]
    (refused,) = [one for one in answers if not isinstance(one, Decision)]
    assert str(made.user) in str(refused)
    assert Decision.objects.filter(subject=draft.subject).count() == 1
