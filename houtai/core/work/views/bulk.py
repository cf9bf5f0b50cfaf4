"""Many at once: each is a decision of its own, and all belong to one batch."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_list_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.listed import listed
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.core.work.views.doors import number

# Each is a decision of some hundredths of a second, and somebody waits.
MOST = 500


class TooMany(ValueError):
    """More than can be done at once."""


class Bulk(DeleteBulkAction):
    """Runs one action on each chosen object in scope; what is refused is said, and the rest is done.

    models: the one model it is for; word: the action's name; form_class: what the action is told, the same for all.
    """

    models: list[Any] = []
    word = ""
    template_name = "work/bulk.html"
    classes: set[str] = set()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except TooMany:
            text = _("These are more than %(most)s, too many for once. Nothing was done: narrow the list first.")
            messages.error(request, text % {"most": MOST})
            return redirect(self.next_url)

    def get_queryset(self, model: Any, object_ids: Sequence[Any]) -> list[Any]:
        keys = list({number(key) for key in object_ids[: MOST + 1]})
        if len(keys) > MOST:
            raise TooMany
        return get_list_or_404(self.model.objects.visible_to(self.request.user), pk__in=keys)

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """All that the list shows: Wagtail's script sends the query of its address along."""
        return listed(self.model, user=self.request.user, query=self.request.GET.urlencode())

    def check_perm(self, snippet: Any) -> bool:
        return bool(self.request.user.has_perm(catalog.action(self.word).permission))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only what is shown here is done, whatever comes into the list meanwhile."""
        found = super().get_context_data(**kwargs)
        shown = [("id", one["item"].pk) for one in found["items"]]
        query = urlencode([*shown, ("next", self.next_url)])
        return {**found, "word": self.about, "submit_url": f"{self.request.path}?{query}"}

    @property
    def about(self) -> Any:
        """Its label and icon."""
        return catalog.action(self.word)

    def run_before_hook(self) -> None:
        return None

    run_after_hook = run_before_hook

    @classmethod
    def execute_action(cls, objects: Sequence[Any], *, self: Bulk, **_kwargs: Any) -> tuple[int, int]:
        """`self` is how Wagtail hands the view to this class method."""
        batch, done, told = uuid.uuid4().hex, 0, self.cleaned_form.cleaned_data
        for one in objects:
            try:
                catalog.action(cls.word).run(one, by=self.request.user, because=Because(batch=batch), **told)
                done += 1
            except Refused as refused:
                messages.error(self.request, f"{one}: {refused.message}")
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        counted = ngettext("%(n)s done", "%(n)s done", num_parent_objects) % {"n": num_parent_objects}
        return f"{self.display_name}: {counted}"
