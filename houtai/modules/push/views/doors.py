"""Who may come in: for everybody else there is nothing here."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

SEE, SEND = "push.view_push", "push.send_push"


class Door:
    """Mix it in before a view: without `permission` the page does not exist."""

    permission = SEE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response
