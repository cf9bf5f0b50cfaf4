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
from houtai.core.work.views.telling import tell, undo_of


def back_to(request: HttpRequest) -> str:
    """Where the person came from, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("wagtailadmin_home")


class Act(View):
    """Any action on one subject: GET asks, POST does it. A refusal shows the form again, with what was written."""

    template_name = "work/act.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.action = action_for(kwargs["action"], request.user)
        seen = targets_of(self.action, request.GET.get("kind", ""), request.user)
        self.target = get_object_or_404(seen, pk=number(kwargs["key"]))

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.page(request)

    def page(self, request: HttpRequest, *, data: Any = None, status: int = 200) -> HttpResponse:
        form = self.action.ask_with(self.target, user=request.user, data=data)
        context = {"action": self.action, "subject": self.target.subject, "form": form, "next": back_to(request)}
        context["because"] = (data or {}).get("because", "")
        return render(request, self.template_name, context, status=status)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        data = request.POST
        because = Because(reason=data.get("because", "")[:1000], touch_ms=milliseconds(data.get("touch_ms")))
        try:
            inputs, seen = inputs_of(self.action, self.target, data, user=request.user), number(data.get("seen"))
            decision = self.action.run(self.target, by=request.user, because=because, seen=seen, **inputs)
        except Refused as refused:
            messages.error(request, refused.message)
            return self.page(request, data=data, status=refused.status)
        told = {"action": decision.label, "title": decision.subject}
        back = decision.effect.get("open") or back_to(request)
        said = f"{_('%(action)s: “%(title)s”.') % told} {decision.outcome}".strip()
        tell(request, said, undo=undo_of(decision), back=back)
        return redirect(back)


def action_for(name: str, user: Any) -> Any:
    """The action of this name, if this person may do it; who may not is told that there is none."""
    try:
        action = catalog.action(name)
    except UnknownName as error:
        raise Http404 from error
    if action.permission and not user.has_perm(action.permission):
        raise Http404
    return action


def targets_of(action: Any, kind: str, user: Any) -> Any:
    """What this person sees of what it is for: for any kind, what waits in the queue that offers it."""
    if action.subject:
        return apps.get_model(action.subject).objects.visible_to(user)
    for queue in catalog.queues.values():
        if catalog.is_on(queue.name) and queue.subject == kind and action.name in queue.choices:
            return queue.visible_to(user)
    raise Http404
