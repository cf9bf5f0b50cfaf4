"""A workspace as one file to download, and a workspace made of such a file."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import Refused
from houtai.core.workspaces import invitations
from houtai.core.workspaces.archive.admitting import invite_known
from houtai.core.workspaces.archive.drafts import room
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal
from houtai.modules.platform.forms import BringInForm
from houtai.modules.platform.views.doors import Door


class Download(Door, View):
    def post(self, request: HttpRequest, key: str) -> Any:
        workspace = get_object_or_404(Workspace.objects.visible_to(request.user), pk=key)
        file = passing()
        try:
            catalog.action("platform.export").export(workspace, to=file, by=request.user, now=now())
            # An open file can be read to its end although its name is gone.
            return FileResponse(file.open("rb"), as_attachment=True, filename=f"{named(workspace)}.tar")
        except (Refusal, Refused) as error:
            messages.error(request, error.message)
            return redirect(reverse("platform.workspace", args=[key]))
        finally:
            file.unlink(missing_ok=True)


class BringIn(Door, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, BringInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BringInForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            workspace = brought_in(form.cleaned_data, by=request.user)
        except (Refusal, Refused) as error:
            form.add_error(None, forms.ValidationError(str(error.message)))
            return self.page(request, form, status=422)
        messages.success(request, _("The workspace is here, whole."))
        if letters := invite_known(workspace, by=request.user, now=now()):
            with enter(workspace.pk):
                invitations.mail(letters, inviter=str(request.user), language=get_language() or "en")
            messages.info(request, _("People who have an account here already were invited; they join by accepting."))
        return redirect(reverse("platform.workspace", args=[workspace.pk]))

    def page(self, request: HttpRequest, form: BringInForm, *, status: int = 200) -> HttpResponse:
        told = {"form": form, "title": _("Import a workspace")}
        return render(request, "platform/bring_in.html", told, status=status)


def brought_in(given: dict[str, Any], *, by: Any) -> Workspace:
    file = passing()
    try:
        with room(), file.open("xb") as out:
            for chunk in given["file"].chunks():
                out.write(chunk)
        hosts = given["hosts"].split() or None
        about = {"name": given["name"] or None, "hosts": hosts, "on": settings.ENGINE}
        made: Workspace = catalog.action("platform.bring_in").bring_in(file, by=by, **about)
        return made
    finally:
        file.unlink(missing_ok=True)


def passing() -> Path:
    """Where a file may lie that is on its way in or out."""
    folder = Path(settings.HOME) / "passing"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{secrets.token_hex(8)}.tar"


def named(workspace: Workspace) -> str:
    return f"{slugify(workspace.name) or workspace.pk}-{now():%Y-%m-%d}"
