"""A workspace with a file, and a place for back-ups."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours

from houtai.core.workspaces import engine, lifecycle
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.models import Workspace


@pytest.fixture
def shop(db: None, settings: Any, tmp_path: Path) -> Iterator[Workspace]:
    settings.BACKUPS = tmp_path / "backups"
    (Path(ours.HOME) / "backups.json").unlink(missing_ok=True)
    workspace = lifecycle.make(name="Shop", engine=ours.ENGINE)
    media = folder_of(workspace.pk) / "media"
    media.mkdir()
    (media / "picture.txt").write_text("a picture")
    yield workspace
    engine.destroy(workspace.pk)
