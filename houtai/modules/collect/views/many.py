"""Many sources in and out: pasted lines or the file of a feed reader, looked at first; the list as such a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import ngettext
from django.views import View

from houtai.modules.collect.client import opml
from houtai.modules.collect.forms.many import SourcesForm, add, judged
from houtai.modules.collect.models import Source


class AddSources(View):
    """First it shows what would become of each line; only then sources are made. What was written stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("collect.add_source"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, SourcesForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SourcesForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(request, form, status=422)
        lines = judged(form.cleaned_data["lines"], user=request.user)
        if "add" not in request.POST:
            return self.show(request, rest(form.cleaned_data["lines"]), lines=lines)
        made = add(lines, by=request.user, at=now())
        bad = [line for line in lines if line.problem]
        if made:
            messages.success(
                request, ngettext("%(n)s source added.", "%(n)s sources added.", len(made)) % {"n": len(made)}
            )
        return self.show(request, rest([line.text for line in bad]), lines=bad) if bad else redirect("collect.sources")

    def show(self, request: HttpRequest, form: SourcesForm, *, lines: Any = None, status: int = 200) -> HttpResponse:
        good = sum(not line.problem for line in lines or ())
        context = {"form": form, "title": say("Add many sources"), "lines": lines, "good": good}
        return render(request, "collect/sources_form.html", context, status=status)


def rest(lines: list[str]) -> SourcesForm:
    return SourcesForm(initial={"lines": "\n".join(lines)})


def export_sources(request: HttpRequest) -> HttpResponse:
    """Those that the person sees, as OPML; those that were deleted, and the one of single pages, are no feeds."""
    if not request.user.has_perm("collect.view_source"):
        raise Http404
    rows = Source.objects.visible_to(request.user).there().exclude(url="").order_by("name", "pk")
    feeds = [opml.Listed(url=row.url, name=row.name, column=row.column) for row in rows]
    headers = {"Content-Disposition": 'attachment; filename="sources.opml"'}
    return HttpResponse(opml.write(say("Sources"), feeds), content_type="text/x-opml; charset=utf-8", headers=headers)
