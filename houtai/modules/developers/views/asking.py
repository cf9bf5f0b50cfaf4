"""Pages that ask for something, and show a secret on the answer itself, once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from houtai.core.work.errors import Refused


class Asking(View):
    """Subclass it and write `made`."""

    permission = ""
    form_class: Any = None
    template = ""
    title: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, form=self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(request, form=form, status=422)
        try:
            return self.show(request, **self.made(form, request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.show(request, form=form, status=refused.status)

    def made(self, form: Any, user: Any) -> dict[str, Any]:
        """What the page shows then. Raises a Refused."""
        raise NotImplementedError

    def show(self, request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
        return render(request, self.template, {"title": self.title, **context}, status=status)
