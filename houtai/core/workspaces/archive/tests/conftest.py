from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from houtai.core.workspaces import engine, schema
from houtai.core.workspaces.preparation import golden


@pytest.fixture
def blank(transactional_db: None) -> Iterator[Callable[[str], str]]:
    """Makes a workspace's database without a row in the registry, by a key."""
    made = []

    def make(key: str) -> str:
        engine.create(key, like=golden(schema.version()))
        made.append(key)
        return key

    yield make
    for key in made:
        engine.destroy(key)
