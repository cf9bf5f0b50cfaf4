"""Runs that are under way side by side, and whose turn is when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from houtai.modules.collect.models.asking import Wanted

if TYPE_CHECKING:
    from houtai.modules.collect.models.collecting import Collecting


@dataclass(order=True)
class Turn:
    """One request of one run, not to go out before `at`, by the machine's steady clock."""

    at: float
    number: int
    run: Any = field(compare=False)
    wanted: Wanted = field(compare=False)


class Under:
    """A run under way."""

    def __init__(self, collecting: Collecting) -> None:
        self.source = collecting.source
        self.outside = collecting.outside
        self.steps = collecting.steps()
