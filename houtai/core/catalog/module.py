"""What a module offers, said in one place: its `module.py` holds one `Module`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Direction(StrEnum):
    """The three ways in which a back office proves its worth."""

    SUPPORT = "support"
    SAVING = "saving"
    PROFIT = "profit"

    @property
    def label(self) -> Any:
        return {"support": _("Support"), "saving": _("Saving"), "profit": _("Profit")}[self.value]


SUPPORT, SAVING, PROFIT = Direction.SUPPORT, Direction.SAVING, Direction.PROFIT


@dataclass(frozen=True, kw_only=True)
class Module:
    """One module's offer. `name` is the app label and the prefix of every name it declares.

    label: shown in the menu; icon: a Wagtail icon name; order: place in the menu;
    views: viewsets; urls: dotted path of the public URLconf; panels: classes for the home page.
    """

    name: str
    label: Any
    icon: str
    order: int
    direction: Direction
    about: Any = ""
    views: Sequence[Any] = ()
    urls: str = ""
    api: str = ""
    actions: Sequence[type] = ()
    queues: Sequence[type] = ()
    candidates: Sequence[type] = ()
    blocks: Sequence[type] = ()
    metrics: Sequence[Any] = ()
    meters: Sequence[Any] = ()
    schedule: Sequence[Any] = ()
    panels: Sequence[type] = ()
