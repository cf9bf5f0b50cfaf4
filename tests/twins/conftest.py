"""Twins with something of everything in them, and services on loopback for what they send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.tests.twins import twins
from houtai.modules.push.sample import Sinks
from tests.twins import world
from tests.twins.walk import Twins

__all__ = ["twins"]


@pytest.fixture
def sinks(settings: Any, django_db_setup: None) -> Iterator[Sinks]:
    with Sinks() as running:
        settings.PUSH_ADMIT = running.admit
        yield running


@pytest.fixture
def filled(twins: Twins, sinks: Sinks) -> Twins:
    for twin in twins:
        with enter(twin.key):
            world.fill(twin.canary, sinks)
    return twins
