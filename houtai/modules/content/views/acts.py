"""Buttons in an editor that lead to what can be done to its object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.panels import Panel

from houtai.core.catalog.catalog import catalog


class ActsPanel(Panel):
    """Shown once the object is saved, if this person may do one of them now."""

    def __init__(self, *names: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = names

    def clone_kwargs(self) -> dict[str, Any]:
        return dict(super().clone_kwargs())

    def clone(self) -> ActsPanel:
        return type(self)(*self.names, **self.clone_kwargs())

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/acts_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.doors)

        @property
        def doors(self) -> list[tuple[Any, str]]:
            return list(self.open_doors())

        def open_doors(self) -> Iterator[tuple[Any, str]]:
            """Labels and addresses."""
            here = urlencode({"next": self.request.path})
            for action in (catalog.actions[name] for name in self.panel.names):
                if self.request.user.has_perm(action.permission) and action.possible(self.instance):
                    yield action.label, f"{reverse('work.act', args=[action.name, self.instance.pk])}?{here}"
