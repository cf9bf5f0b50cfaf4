"""Deleting many snippets at once is refused like deleting one, before anything of them is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from houtai.core.work.views.doors import refusal


class DeleteSnippets(DeleteBulkAction):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.permission_policy.user_has_permission(request.user, "delete"):
            raise refusal(request.user, self.model)
        return super().dispatch(request, *args, **kwargs)
