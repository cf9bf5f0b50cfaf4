"""Twins with something of everything in them, and services on loopback for what they send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.tests.twins import Twin, make
from houtai.modules.push.sample import Sinks
from tests import homes
from tests.twins import world
from tests.twins.walk import Twins


@dataclass
class Kept:
    """Filling takes seconds, so a process does it once. The first test's ports stand in the addresses of readers."""

    folder: Path
    home: Path | None = None
    twins: tuple[Twin, ...] = ()
    port: int = 0
    smtp_port: int = 0


@pytest.fixture(scope="session")
def kept(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    of_this_run = Kept(tmp_path_factory.mktemp("twins"))
    yield of_this_run
    if of_this_run.home:
        homes.clear(of_this_run.home)


@pytest.fixture
def sinks(settings: Any, kept: Kept) -> Iterator[Sinks]:
    with Sinks(port=kept.port, smtp_port=kept.smtp_port) as running:
        kept.port, kept.smtp_port = running.port, running.smtp_port
        settings.PUSH_ADMIT = running.admit
        yield running


@pytest.fixture
def filled(db: None, sinks: Sinks, kept: Kept) -> Twins:
    if kept.home is None:
        kept.twins = make("one", "kestrel"), make("two", "dunnock")
        for twin in kept.twins:
            with enter(twin.key):
                world.fill(twin.canary, sinks)
        homes.close_all()
        kept.home = homes.copy(Path(configured.HOME), kept.folder / "home")
    else:
        homes.put_back(kept.home)
    one, two = kept.twins
    return one, two
