"""Doing an action outside a queue: a page that asks for confirmation, and taking decisions back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision
from houtai.core.work.undo import undo_batch
from houtai.core.work.views.queue import inputs_of, milliseconds, wants_fragment


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
            model = catalog_model(self.action, request)
        except (UnknownName, LookupError) as error:
            raise Http404 from error
        self.target = get_object_or_404(model.objects.visible_to(request.user), pk=kwargs["key"])
        if self.action.permission and not request.user.has_perm(self.action.permission):  # type: ignore[union-attr]
            raise Http404

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = self.action.form(target=self.target, prefix=self.action.key) if self.action.form else None
        context = {"action": self.action, "target": self.target, "subject": self.target.subject, "form": form, "next": back_to(request)}
        return render(request, "work/act.html", context)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        data = request.POST
        because = Because(reason=data.get("because", "")[:1000], touch_ms=milliseconds(data.get("touch_ms")))
        seen = int(data["seen"]) if data.get("seen", "").isdigit() else None
        try:
            inputs = inputs_of(self.action, self.target, data)
            decision = self.action.run(self.target, by=request.user, because=because, seen=seen, **inputs)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect(back_to(request))
        messages.success(request, _("%(action)s: “%(title)s”.") % {"action": decision.word.label, "title": decision.subject})
        return redirect(decision.effect.get("open") or back_to(request))


def catalog_model(action: Any, request: HttpRequest) -> Any:
    from django.apps import apps

    return apps.get_model(action.subject or request.GET.get("kind", ""))


class Undo(View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision = get_object_or_404(Decision.objects.visible_to(request.user), pk=pk)
        try:
            decision.undo(by=request.user)
        except Refused as refused:
            return answer(request, refused.message, status=refused.status)
        request.session.pop("undo", None)
        return answer(request, _("Taken back: %(action)s “%(title)s”.") % {"action": decision.word.label, "title": decision.subject})


class UndoBatch(View):
    def post(self, request: HttpRequest, batch: str) -> HttpResponse:
        back, kept = undo_batch(batch, by=request.user)
        text = ngettext("%(n)s decision taken back.", "%(n)s decisions taken back.", len(back)) % {"n": len(back)}
        if kept:
            text += " " + ngettext("%(n)s could not be.", "%(n)s could not be.", len(kept)) % {"n": len(kept)}
        return answer(request, text, status=200 if back else 409)


def answer(request: HttpRequest, text: Any, status: int = 200) -> HttpResponse:
    if wants_fragment(request):
        return HttpResponse(str(text), status=status, content_type="text/plain; charset=utf-8")
    (messages.success if status == 200 else messages.error)(request, text)
    return redirect(back_to(request))
