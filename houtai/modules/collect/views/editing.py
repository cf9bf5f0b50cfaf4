"""Adding a source and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View

from houtai.modules.collect.forms import SourceForm
from houtai.modules.collect.models import Source


class SourceEditor(View):
    """What adding and changing share: the form stays as it was typed when something is wrong with it."""

    permission = ""
    title: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(self.permission):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def instance(self, request: HttpRequest, **kwargs: Any) -> Source | None:
        return None

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(request, SourceForm(instance=self.instance(request, **kwargs), user=request.user))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = SourceForm(request.POST, instance=self.instance(request, **kwargs), user=request.user)
        if not form.is_valid():
            return self.show(request, form, status=422)
        source = form.save_and_look(at=now(), by=request.user)
        messages.success(request, say("“%(name)s” is kept.") % {"name": source})
        return redirect("collect.source", pk=source.pk)

    def show(self, request: HttpRequest, form: SourceForm, status: int = 200) -> HttpResponse:
        return render(request, "collect/source_form.html", {"form": form, "title": self.title}, status=status)


class AddSource(SourceEditor):
    permission = "collect.add_source"
    title = _("Add a source")


class EditSource(SourceEditor):
    permission = "collect.change_source"
    title = _("Change a source")

    def instance(self, request: HttpRequest, **kwargs: Any) -> Source | None:
        rows = Source.objects.visible_to(request.user).there().exclude(url="")
        found: Source = get_object_or_404(rows, pk=kwargs["pk"])
        return found
