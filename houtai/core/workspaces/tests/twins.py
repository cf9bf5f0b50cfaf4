"""Two workspaces with equal keys and nothing else in common: what one shows of the other's word is a leak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings

from houtai.core.workspaces import lifecycle
from houtai.core.workspaces.context import enter


@dataclass(frozen=True, kw_only=True)
class Twin:
    """key: of its workspace; host: leads to it; canary: a word that only its texts hold."""

    key: str
    host: str
    canary: str


def make(name: str, canary: str) -> Twin:
    # Members see the names of all their workspaces, so these hold no canary.
    host = f"{name}.example"
    workspace = lifecycle.make(name=name, host=host, engine=getattr(settings, "ENGINE", "sqlite"))
    return Twin(key=workspace.pk, host=host, canary=canary)


@pytest.fixture
def twins(db: None) -> tuple[Twin, Twin]:
    """Empty as yet, and not rolled back; whoever fills one fills the other alike, with its own canary in every text."""
    return make("one", "kestrel"), make("two", "dunnock")


def in_each(twins: tuple[Twin, Twin]) -> Iterator[Twin]:
    """Enter each in turn."""
    for twin in twins:
        with enter(twin.key):
            yield twin
