from __future__ import annotations

import pytest

from houtai.core.ledger.tests.worklog import Worklog


@pytest.fixture
def worklog(bob) -> Worklog:
    return Worklog(user=bob)
