"""Bringing articles in a file: looked at, carried out, perhaps taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.work.errors import Refused
from houtai.core.workspaces.archive.errors import NoRoom
from houtai.modules.content.forms import ImportForm
from houtai.modules.content.models import Article, Import
from houtai.modules.content.views.transfers import Door

TONES = {"ready": "info", "done": "good", "wrong": "bad", "undone": "plain"}
KINDS = {
    "new": pgettext_lazy("import", "New"),
    "changed": pgettext_lazy("import", "Changed"),
    "same": _("As they are already"),
    "refused": pgettext_lazy("import", "Refused"),
    "pictures": _("New pictures"),
}
LINE_KINDS = {**KINDS, "kept": _("Not taken back")}


class ImportDoor(Door):
    permissions = ("content.add_article",)
    model = Import


class AddImport(ImportDoor):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(ImportForm(for_user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES, for_user=request.user)
        if not form.is_valid():
            return self.page(form, status=422)
        file, publish = form.cleaned_data["file"], form.cleaned_data.get("publish", False)
        about = {"name": file.name[:200], "by": request.user, "at": now(), "publish": publish}
        try:
            return redirect(Import.objects.receive(file.chunks(), **about))
        except NoRoom as full:
            form.add_error("file", forms.ValidationError(str(full.message)))
            return self.page(form, status=507)

    def page(self, form: ImportForm, *, status: int = 200) -> HttpResponse:
        return self.show("content/add_import.html", {"form": form, "recent": self.recent()}, status=status)


class ImportPage(ImportDoor):
    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        return self.page(self.row(pk))

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = self.row(pk)
        try:
            row.begin_undo() if "undo" in request.POST else row.begin()
        except Refused as refused:
            messages.error(request, refused.message)
            return self.page(row, status=refused.status)
        return redirect(row)

    def page(self, row: Import, *, status: int = 200) -> HttpResponse:
        named = {line["article"] for line in row.lines if line.get("article")}
        seen = set(Article.objects.visible_to(self.request.user).filter(pk__in=named).values_list("pk", flat=True))
        lines = [
            {**line, "label": LINE_KINDS[line["kind"]], "article": line["article"] if line["article"] in seen else None}
            for line in row.lines
        ]
        counts = [(label, row.report.get(kind, 0)) for kind, label in KINDS.items()]
        does = row.report.get("new", 0) + row.report.get("changed", 0)
        standing = row.standing
        midway = row.state == row.State.WRONG and standing
        context = {"row": row, "lines": lines, "counts": counts, "does": does, "standing": standing}
        context["label"] = _("Stopped midway") if midway else row.get_state_display()
        context["tone"] = TONES.get(row.state, "warn")
        return self.show("content/import.html", context, status=status, again=row.is_busy)
