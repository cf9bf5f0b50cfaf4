"""Services on loopback for the tests of the channels; imported by the tests that use them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from houtai.modules.push.sample import Sinks
from houtai.modules.push.tests.sinking import NOON


@pytest.fixture
def sinks(settings: Any, django_db_setup: None) -> Iterator[Sinks]:
    with Sinks(clock=lambda: NOON) as running:
        settings.PUSH_ADMIT = running.admit
        yield running
