"""Many articles at once: each is a decision of its own, and all belong to one batch."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.shortcuts import get_list_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.modules.content.models import Article
from houtai.modules.content.views.scope import number


class Bulk(DeleteBulkAction):
    """Runs one action on each chosen article in scope; what is refused is said, and the rest is done."""

    models = [Article]
    word = ""
    template_name = "content/bulk.html"
    classes: set[str] = set()

    def get_queryset(self, model: Any, object_ids: Sequence[Any]) -> list[Article]:
        seen = Article.objects.visible_to(self.request.user)
        return get_list_or_404(seen, pk__in=[number(key) for key in object_ids])

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        return Article.objects.visible_to(self.request.user).values_list("pk", flat=True)

    def check_perm(self, snippet: Article) -> bool:
        return bool(self.request.user.has_perm(catalog.action(self.word).permission))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "word": catalog.action(self.word)}

    def run_before_hook(self) -> None:
        return None

    run_after_hook = run_before_hook

    @classmethod
    def execute_action(cls, objects: Sequence[Article], *, self: Bulk, **_kwargs: Any) -> tuple[int, int]:
        """`self` is how Wagtail hands the view to this class method."""
        batch, done = uuid.uuid4().hex, 0
        for article in objects:
            try:
                catalog.action(cls.word).run(article, by=self.request.user, because=Because(batch=batch))
                done += 1
            except Refused as refused:
                messages.error(self.request, f"{article}: {refused.message}")
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        counted = ngettext("%(n)s article", "%(n)s articles", num_parent_objects) % {"n": num_parent_objects}
        return f"{self.display_name}: {counted}"


@hooks.register("register_bulk_action", order=100)
class PublishMany(Bulk):
    display_name = _("Publish")
    aria_label = _("Publish the chosen articles")
    action_type, word, action_priority = "publish", "content.publish", 10


@hooks.register("register_bulk_action", order=100)
class UnpublishMany(Bulk):
    display_name = _("Unpublish")
    aria_label = _("Unpublish the chosen articles")
    action_type, word, action_priority = "unpublish", "content.unpublish", 20


@hooks.register("register_bulk_action", order=100)
class DeleteMany(Bulk):
    display_name = _("Delete")
    aria_label = _("Delete the chosen articles")
    action_type, word, action_priority = "delete", "content.delete", 30
    classes = {"serious"}
