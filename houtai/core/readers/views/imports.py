"""Bringing a table of tags or attributes: uploaded or pasted, looked at, carried out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.readers.imports.sheet import MOST_BYTES
from houtai.core.readers.models import Import, ImportState
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, Number, When
from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision

TONES = {"ready": "info", "done": "good", "wrong": "bad", "undone": "plain"}
TOLD = {
    "known": _("Readers who are known"),
    "new": _("New readers"),
    "new_tags": _("New tags"),
    "tags": _("Tags given"),
    "set": _("Attributes set"),
    "changed": _("Attributes changed"),
    "same": _("As they are already"),
}


class TableForm(forms.Form):
    file = forms.FileField(label=_("File"), required=False, help_text=_("CSV, at most 10 MB and 20,000 lines."))
    text = forms.CharField(
        label=_("Or paste it here"), required=False, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if bool(file) == bool(text.strip()):
            raise forms.ValidationError(say("Choose a file or paste a table, one of the two."))
        if (file.size if file else len(text.encode())) > MOST_BYTES:
            raise forms.ValidationError(say("A table has at most 10 MB. Split it."))
        cleaned["data"] = file.read() if file else text.encode()
        cleaned["name"] = file.name if file else say("Pasted table")
        return cleaned


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("readers.import_page", args=[instance.pk])


class ImportList(List):
    model = Import
    name = "readers.imports"
    permission = "readers.view_import"
    page_title = _("Imports of readers")
    header_icon = "upload"
    search_fields = ["name"]
    default_ordering = "-at"
    export_filename = "reader-imports"
    empty = Empty(
        title=_("Nothing was imported yet."),
        text=_("A table of readers with their tags or attributes can be brought as CSV."),
        url=reverse_lazy("readers.add_import"),
        label=_("Import"),
        icon="upload",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Badge("state", tones=TONES, labels=dict(ImportState.choices), label=_("State")),
        Number("lines", label=_("Lines"), sort_key="lines"),
        Column("by", label=_("Who")),
        When("at", label=_("When"), sort_key="at"),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Import"), url=reverse("readers.add_import"), icon_name="upload")]


class Door(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("readers.add_import"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class AddImport(Door):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "readers/add_import.html", {"form": TableForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "readers/add_import.html", {"form": form}, status=422)
        told = form.cleaned_data
        row = Import.objects.receive(told["data"], name=told["name"], by=request.user, at=now())
        return redirect("readers.import_page", row.pk)


class ImportPage(Door):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.row = get_object_or_404(Import.objects.visible_to(request.user), pk=kwargs["pk"])

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.show(request)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            self.row.begin(by=request.user, at=now())
        except Refused as refused:
            messages.error(request, refused.message)
            return self.show(request, status=refused.status)
        return redirect("readers.import_page", self.row.pk)

    def show(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        decisions = Decision.objects.visible_to(request.user).done().filter(subject=self.row.subject)
        context = {"row": self.row, "decisions": decisions, "tone": TONES.get(self.row.state, "warn")}
        context["report"] = [(label, self.row.report.get(name, 0)) for name, label in TOLD.items()]
        response = render(request, "readers/import.html", context, status=status)
        if self.row.is_busy:
            response["Refresh"] = "2"
        return response
