"""What the pages of exports and imports share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from houtai.core.work.views.doors import number

SHOWN = 10
AGAIN_SECONDS = "2"


class Door(View):
    """permission: any one of these opens it; model: whose rows are everybody's own."""

    permissions: tuple[str, ...] = ()
    model: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not any(request.user.has_perm(permission) for permission in self.permissions):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def row(self, pk: Any) -> Any:
        return get_object_or_404(self.model.objects.visible_to(self.request.user), pk=number(pk))

    def recent(self) -> Any:
        return self.model.objects.visible_to(self.request.user)[:SHOWN]

    def show(self, template: str, context: dict[str, Any], *, status: int = 200, again: bool = False) -> HttpResponse:
        """again: the page renews itself."""
        response = render(self.request, template, context, status=status)
        if again:
            response["Refresh"] = AGAIN_SECONDS
        return response
