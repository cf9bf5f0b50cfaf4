"""What every push obeys. A change can be looked at before it is made: what it would have meant for the last day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import Refused
from houtai.modules.push.forms import PolicyForm
from houtai.modules.push.models import Policy
from houtai.modules.push.views.doors import Door
from houtai.modules.push.views.meaning import meant

CHANGE = "push.change_policy"


class PolicyPage(Door, View):
    permission = "push.view_policy"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, PolicyForm(instance=Policy.current()))

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise Http404
        form = PolicyForm(request.POST, instance=Policy.current())
        if not form.is_valid():
            return self.show(request, form, status=422)
        if request.POST.get("step") == "look":
            return self.show(request, form, meaning=meant(form.cleaned_data, now()))
        try:
            catalog.action("push.policy").run(Policy.current(), by=request.user, at=now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
            return self.show(request, form, status=refused.status)
        messages.success(request, _("The policy is kept. It holds for everything that is planned from now on."))
        return redirect("push.policy")

    def show(self, request: HttpRequest, form: PolicyForm, *, status: int = 200, **more: Any) -> HttpResponse:
        may = request.user.has_perm(CHANGE)
        for field in form.fields.values():
            field.disabled = field.disabled or not may
        return render(request, "push/policy.html", {"form": form, "may_change": may, **more}, status=status)
