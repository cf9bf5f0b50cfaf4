"""After a kill and a lost database nothing is missing that is older than the back-up."""

import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours

from houtai.core.workspaces.backups.drill import drilled, rounds
from houtai.core.workspaces.backups.places import root
from houtai.core.workspaces.models import Workspace


@pytest.mark.django_db(transaction=True)
def test_a_drill_loses_nothing_older_than_the_back_up(settings: Any, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path
    said: list[str] = []
    with drilled(on=ours.ENGINE) as workspace:
        done = rounds(workspace, many=2, interval=0.4, chance=random.Random(1), say=said.append)
    assert [one.holds for one in done] == [True, True]
    assert all(one.rows for one in done)
    assert len(said) == 2
    assert not Workspace.objects.filter(pk=workspace.pk).exists()
    assert not (root() / workspace.pk).exists()
