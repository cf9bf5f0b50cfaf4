"""Two people never get the same item."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houtai.core.work.models import Claim
from houtai.core.work.models.claim import LEASE
from houtai.core.work.tests.conftest import NOW, at_once, waiting


def test_the_next_person_gets_the_next_item(queue, alice, bob):
    first, second = waiting(2)
    assert queue.next_for(alice, now=NOW) == first
    assert queue.next_for(bob, now=NOW) == second
    assert queue.next_for(bob, now=NOW, after=[second.pk]) is None


def test_a_claim_expires(queue, draft, alice, bob):
    queue.next_for(alice, now=NOW)
    assert queue.next_for(bob, now=NOW + LEASE - timedelta(seconds=1)) is None
    assert queue.next_for(bob, now=NOW + LEASE) == draft
    assert queue.next_for(alice, now=NOW + LEASE) is None


def test_looking_again_renews_ones_own_claim(queue, draft, alice):
    queue.next_for(alice, now=NOW)
    assert queue.next_for(alice, now=NOW + timedelta(minutes=1)) == draft
    assert Claim.objects.get().until == NOW + timedelta(minutes=1) + LEASE


def test_a_decision_frees_it(queue, draft, alice, skip):
    queue.next_for(alice, now=NOW)
    skip.run(draft, by=alice)
    assert not Claim.objects.exists()


def test_a_stranger_gets_nothing(queue, draft, charlie):
    assert queue.next_for(charlie, now=NOW) is None
    assert not Claim.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_one_each(queue, alice, bob, owner):
    waiting(3)
    items = at_once(*[lambda user=user: queue.next_for(user, now=NOW) for user in (alice, bob, owner)])
    assert len({item.pk for item in items}) == 3
