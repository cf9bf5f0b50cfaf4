"""Archives at the desk of whoever runs the platform: a workspace as one file to download, and one made of a file."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.archive.drafts import room
from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal

PERMISSION = "workspaces.change_workspace"


def part(workspace: Workspace, request: HttpRequest) -> str:
    return render_to_string("workspaces/archive_part.html", {"workspace": workspace}, request=request)


class Door(View):
    """For whoever runs the platform, in the default workspace; for everybody else there is nothing here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not catalog.is_on("platform") or not request.user.has_perm(PERMISSION):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Download(Door):
    def post(self, request: HttpRequest, key: str) -> Any:
        workspace = get_object_or_404(Workspace.objects.visible_to(request.user), pk=key)
        file = passing()
        try:
            export(workspace.pk, file, now=now())
            # An open file can be read to its end although its name is gone.
            return FileResponse(file.open("rb"), as_attachment=True, filename=f"{named(workspace)}.tar")
        except Refusal as error:
            messages.error(request, error.message)
            return redirect(reverse("platform.workspace", args=[key]))
        finally:
            file.unlink(missing_ok=True)


class BringInForm(forms.Form):
    file = forms.FileField(label=_("Archive"), help_text=_("A file that was downloaded from a workspace's page."))
    name = forms.CharField(
        label=_("Name"), max_length=100, required=False, help_text=_("Empty: the name that the archive gives.")
    )
    hosts = forms.CharField(
        label=_("Host names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. Empty: those that the archive gives."),
    )


class BringIn(Door):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, BringInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BringInForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            workspace = brought_in(form.cleaned_data)
        except Refusal as error:
            form.add_error(None, forms.ValidationError(str(error.message)))
            return self.page(request, form, status=422)
        messages.success(request, _("The workspace is here, whole."))
        return redirect(reverse("platform.workspace", args=[workspace.pk]))

    def page(self, request: HttpRequest, form: BringInForm, *, status: int = 200) -> HttpResponse:
        told = {"form": form, "title": _("Import a workspace")}
        return render(request, "workspaces/bring_in.html", told, status=status)


def brought_in(given: dict[str, Any]) -> Workspace:
    file = passing()
    try:
        with room(), file.open("xb") as out:
            for chunk in given["file"].chunks():
                out.write(chunk)
        hosts = given["hosts"].split() or None
        return bring_in(file, now=now(), name=given["name"] or None, hosts=hosts, on=settings.ENGINE)
    finally:
        file.unlink(missing_ok=True)


def passing() -> Path:
    """Where a file may lie that is on its way in or out."""
    folder = Path(settings.HOME) / "passing"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{secrets.token_hex(8)}.tar"


def named(workspace: Workspace) -> str:
    return f"{slugify(workspace.name) or workspace.pk}-{now():%Y-%m-%d}"
