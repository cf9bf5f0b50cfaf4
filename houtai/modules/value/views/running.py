"""Closing and verifying on demand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from houtai.core.ledger.closing import close_until
from houtai.core.ledger.models import Check
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.value.tasks import verify_asked
from houtai.modules.value.views.doors import Door


class CloseNow(Door, View):
    permission = "ledger.close_entry"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        count = len(close_until(now(), whole_days=False))
        text = ngettext("%(n)s new line in the ledger.", "%(n)s new lines in the ledger.", count) % {"n": count}
        messages.success(request, text if count else _("The ledger is up to date: there is nothing new to write."))
        return redirect("value.worth")


class VerifyNow(Door, View):
    permission = "ledger.close_entry"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            check: Any = Check.objects.ask(by=request.user, now=now())
            enqueue(verify_asked, check.pk)
        messages.success(request, _("Every line is being measured again. The result will stand here."))
        return redirect("value.worth")
