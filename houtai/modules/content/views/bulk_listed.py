"""Deleting many authors, columns, series or static pages at once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from houtai.core.catalog.catalog import catalog
from houtai.core.work.views.bulk import Bulk
from houtai.modules.content.models import Author, Column, Series, StaticPage


class DeleteListed(Bulk):
    """Says before what stands in the way."""

    display_name = _("Delete")
    aria_label = _("Delete the chosen ones")
    action_type, action_priority = "delete", 30
    classes = {"serious"}

    @property
    def about(self) -> SimpleNamespace:
        """Named as the button is, for its action is called by one."""
        word = catalog.action(self.word)
        return SimpleNamespace(label=self.display_name, icon=word.icon, about=word.about)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        keys = [one["item"].pk for one in found["items"]]
        against = catalog.action(self.word).against(self.model.objects.filter(pk__in=keys))
        for one in found["items"]:
            one["against"] = against.get(one["item"].pk)
        return found


@hooks.register("register_bulk_action", order=100)
class DeleteAuthors(DeleteListed):
    models, word = [Author], "content.delete_author"


@hooks.register("register_bulk_action", order=100)
class DeleteColumns(DeleteListed):
    models, word = [Column], "content.delete_column"


@hooks.register("register_bulk_action", order=100)
class DeleteSeries(DeleteListed):
    models, word = [Series], "content.delete_series"


@hooks.register("register_bulk_action", order=100)
class DeletePages(DeleteListed):
    models, word = [StaticPage], "content.delete_page"
