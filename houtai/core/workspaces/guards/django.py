"""What Django keeps for the whole process and must keep by workspace."""

from __future__ import annotations

from typing import Any

from houtai.core.workspaces.guards.by_workspace import ByWorkspace
from houtai.core.workspaces.guards.guard import Guard

content_types = Guard("content types")
deletions = Guard("deletions")


def install() -> None:
    from django.contrib.contenttypes.models import ContentTypeManager

    # Migrations make managers of their own, so the caches hang on each manager.
    content_types.put(ContentTypeManager, "_cache", ByWorkspace("_cache"))
    deletions_within_one_database()


def deletions_within_one_database() -> None:
    """Deleting a row looks for rows that point to it; a user's are in two databases, and each has its own half."""
    from django.db import router
    from django.db.models.deletion import Collector

    @deletions.around(Collector, "related_objects")
    def here(theirs: Any, collector: Any, related_model: Any, related_fields: Any, objs: Any) -> Any:
        if router.allow_migrate_model(collector.using, related_model):
            return theirs(collector, related_model, related_fields, objs)
        return related_model._base_manager.none()
