"""What a module offers, said in one place: its `module.py` holds one `Module`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.words import Action, Candidates, ChoicePoint, Job, Meter, Metric, Page, Queue, Roles


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

    icon: a Wagtail icon; order: place in the menu; views: viewset classes; pages: further desk pages;
    urls, api: dotted paths of its public URLconf and its part of the open API; roles: role to its permissions;
    blocks: StreamField blocks for strategies; panels: component classes for the home page; public: templates that
    readers see below an article; uses: names of other modules' words that it uses besides its queues' choices;
    links: dotted paths of functions that give the `Link`s of every public page;
    sockets: dotted path of an ASGI application for what stays long, at /<name>/;
    relying: dotted path of a function: a module's name -> what people made here that would stop without that module;
    home_only: offered in the default workspace alone, and never switched off there.
    """

    name: str
    label: Any
    icon: str
    order: int
    direction: Direction
    about: Any = ""
    views: Sequence[type] = ()
    pages: Sequence[Page] = ()
    urls: str = ""
    api: str = ""
    actions: Sequence[type[Action]] = ()
    queues: Sequence[type[Queue]] = ()
    candidates: Sequence[type[Candidates]] = ()
    points: Sequence[type[ChoicePoint]] = ()
    blocks: Sequence[type] = ()
    metrics: Sequence[type[Metric]] = ()
    meters: Sequence[type[Meter]] = ()
    schedule: Sequence[Job] = ()
    panels: Sequence[type] = ()
    public: Sequence[str] = ()
    links: Sequence[str] = ()
    sockets: str = ""
    uses: Sequence[str] = ()
    relying: str = ""
    home_only: bool = False
    roles: Roles = field(default_factory=dict)
