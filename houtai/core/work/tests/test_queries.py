"""A page asks for at most twelve things, however many rows there are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import QUEUE, waiting

pytestmark = pytest.mark.usefixtures("remembered")
MOST = 12


def cost(client: Any, address: str) -> int:
    """Queries of the second look: the first one warms what is kept in memory."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    own = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(own) <= MOST, "\n".join(own)
    return len(own)


def decided(count: int, user: Any, skip: Any) -> Decision:
    return [skip.run(draft, by=user) for draft in waiting(count)][-1]


@pytest.mark.parametrize("address", [QUEUE, "/desk/work/queues/"])
def test_queues(desk, address):
    waiting(5)
    few = cost(desk, address)
    waiting(45)
    # One more counts what is not listed.
    assert cost(desk, address) <= few + 1


def test_decision_log(desk, alice, skip):
    decided(5, alice, skip)
    few = cost(desk, "/desk/work/decisions/")
    decided(45, alice, skip)
    assert cost(desk, "/desk/work/decisions/") == few


def test_one_decision(desk, bob, skip):
    decision = decided(1, bob, skip)
    few = cost(desk, f"/desk/work/decisions/{decision.pk}/")
    for _ in range(10):
        back = decision.undo(by=bob)
        decision = skip.run(back.subject, by=bob)
    assert cost(desk, f"/desk/work/decisions/{decision.pk}/") <= few
