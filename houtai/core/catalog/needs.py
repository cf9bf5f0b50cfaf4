"""Which modules use which by name: what stops, and what does without, when one is switched off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from houtai.core.catalog.catalog import Catalog
from houtai.core.catalog.module import Module


@dataclass(frozen=True, kw_only=True)
class Need:
    """module: who uses it; by: what of theirs; name: the word of the other module that they use."""

    module: Module
    by: Any
    name: str


def needs(catalog: Catalog, *, of: str) -> list[Need]:
    """What other modules declare to use of the module called `of`."""
    return [
        need
        for module in catalog.modules.values()
        if module.name != of
        for need in declared(module)
        if need.name.startswith(f"{of}.")
    ]


def declared(module: Module) -> Iterator[Need]:
    """Choices of its queues, inverses of its actions, what settles its choice points, and what it says itself."""
    for queue in module.queues:
        yield from (Need(module=module, by=queue.label, name=name) for name in queue.choices)
    for action in module.actions:
        yield Need(module=module, by=action.label, name=action.inverse)
    for point in module.points:
        yield Need(module=module, by=point.label, name=point.settles)
    yield from (Need(module=module, by=module.label, name=name) for name in module.uses)


def stopping(catalog: Catalog, *, of: str) -> list[str]:
    """What people made in the current workspace that stops without the module, such as strategies at work."""
    found = [import_string(module.relying)(of) for module in catalog.modules.values() if module.relying]
    return [str(name) for names in found for name in names]
