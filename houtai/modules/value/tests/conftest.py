from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from houtai.core.ledger.closing import close_until, midnight
from houtai.core.ledger.tests.worklog import Worklog


@pytest.fixture
def worklog(bob) -> Worklog:
    """Decisions of yesterday: it is over, and within every period but today."""
    return Worklog(user=bob, at=midnight(now()) - timedelta(hours=20))


@pytest.fixture
def closed(worklog) -> Worklog:
    """A queue that was handed over, closed for real and simulated decisions."""
    worklog.people(*[20_000] * 10)
    worklog.strategies(6)
    worklog.people(*[30_000] * 10, simulated=True)
    worklog.strategies(2, simulated=True)
    close_until(now())
    return worklog


@pytest.fixture
def at_desk(client):
    """Sign somebody in; gives their client."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
