"""Doing an action outside a queue, on a page that asks first."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.core.work.views.deciding import inputs_of, milliseconds, number


def back_to(request: HttpRequest) -> str:
    """Where the person came from, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("wagtailadmin_home")


class Act(View):
    """Any action on one subject: GET asks, POST does it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        try:
            self.action = catalog.action(kwargs["action"])
            model = apps.get_model(self.action.subject or request.GET.get("kind", ""))
        except (UnknownName, LookupError, ValueError) as error:
            raise Http404 from error
        self.target = get_object_or_404(model.objects.visible_to(request.user), pk=kwargs["key"])
        if self.action.permission and not request.user.has_perm(self.action.permission):  # type: ignore[union-attr]
            raise Http404

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = self.action.form(target=self.target, prefix=self.action.key) if self.action.form else None
        context = {
            "action": self.action,
            "target": self.target,
            "subject": self.target.subject,
            "form": form,
            "next": back_to(request),
        }
        return render(request, "work/act.html", context)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        data = request.POST
        because = Because(reason=data.get("because", "")[:1000], touch_ms=milliseconds(data.get("touch_ms")))
        try:
            inputs = inputs_of(self.action, self.target, data)
            decision = self.action.run(
                self.target, by=request.user, because=because, seen=number(data.get("seen")), **inputs
            )
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(back_to(request))
        messages.success(
            request, _("%(action)s: “%(title)s”.") % {"action": decision.word.label, "title": decision.subject}
        )
        return redirect(decision.effect.get("open") or back_to(request))
