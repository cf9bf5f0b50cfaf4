"""Who may come in: whoever may change workspaces in the default one. For everybody else there is nothing here."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from houtai.core.catalog.catalog import catalog

PERMISSION = "workspaces.change_workspace"


class Door:
    """Mix it in before a view."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not catalog.is_on("platform") or not request.user.has_perm(PERMISSION):
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response
