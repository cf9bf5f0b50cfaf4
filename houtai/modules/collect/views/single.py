"""Asking for one page by its address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View

from houtai.modules.collect.forms import PageForm


class AddPage(View):
    """One page by its address, collected once."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("collect.add_source"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, PageForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PageForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        source = form.collect()
        messages.success(request, say("The page is being collected. Its draft waits in the queue in a moment."))
        return redirect("collect.source", pk=source.pk)

    def show(self, request: HttpRequest, form: PageForm, status: int = 200) -> HttpResponse:
        title = _("Collect one page")
        return render(request, "collect/page_form.html", {"form": form, "title": title}, status=status)
