"""Writing articles into an archive, and fetching it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.ui.listed import listed, narrowed
from houtai.modules.content.forms import ExportForm
from houtai.modules.content.models import Article, Export
from houtai.modules.content.views.transfers import Door

SEES = tuple(f"content.{verb}_article" for verb in ("view", "change", "add"))


class ExportDoor(Door):
    permissions = SEES
    model = Export


class AddExport(ExportDoor):
    """For what the list shows: its query is that of the list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(ExportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        row = Export.objects.ask(by=request.user, at=now(), form=form.cleaned_data["form"], query=self.query)
        return redirect(row)

    @property
    def query(self) -> str:
        return narrowed(self.request.META.get("QUERY_STRING", ""))

    def page(self, form: ExportForm, *, status: int = 200) -> HttpResponse:
        seen = Article.objects.visible_to(self.request.user)
        total = seen.filter(pk__in=listed(Article, user=self.request.user, query=self.query)).count()
        context = {"form": form, "total": total, "query": self.query, "recent": self.recent()}
        back = reverse("wagtailsnippets_content_article:list")
        context["back"] = f"{back}?{self.query}" if self.query else back
        return self.show("content/add_export.html", context, status=status)


class ExportPage(ExportDoor):
    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = self.row(pk)
        return self.show("content/export.html", {"row": row}, again=row.state == row.State.WORKING)


class Download(ExportDoor):
    def get(self, request: HttpRequest, pk: Any) -> Any:
        row = self.row(pk)
        if row.state != row.State.READY or not row.is_in_reach or not row.path.exists():
            raise Http404
        return FileResponse(row.path.open("rb"), as_attachment=True, filename=str(row))
