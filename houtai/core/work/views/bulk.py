"""Many at once: each is a decision of its own, and all belong to one batch."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.shortcuts import get_list_or_404
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.core.work.views.doors import number


class Bulk(DeleteBulkAction):
    """Runs one action on each chosen object in scope; what is refused is said, and the rest is done.

    models: the one model it is for; word: the action's name; form_class: what the action is told, the same for all.
    """

    models: list[Any] = []
    word = ""
    template_name = "work/bulk.html"
    classes: set[str] = set()

    def get_queryset(self, model: Any, object_ids: Sequence[Any]) -> list[Any]:
        seen = self.model.objects.visible_to(self.request.user)
        return get_list_or_404(seen, pk__in=[number(key) for key in object_ids])

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        return self.model.objects.visible_to(self.request.user).values_list("pk", flat=True)

    def check_perm(self, snippet: Any) -> bool:
        return bool(self.request.user.has_perm(catalog.action(self.word).permission))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "word": self.about}

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
