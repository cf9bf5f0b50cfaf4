"""One webhook: what it was told last, and what it answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.views import View

from houtai.core.work.errors import Refused
from houtai.core.work.views.deciding import number
from houtai.modules.developers.actions import DeleteWebhook, PauseWebhook, ResumeWebhook, SendAgain, SendTest
from houtai.modules.developers.forms import EVENTS
from houtai.modules.developers.models import DeliveryState, Webhook
from houtai.modules.developers.views.webhooks import TONES

SHOWN = 50
DELIVERED = {DeliveryState.DELIVERED: "good", DeliveryState.FAILED: "bad", DeliveryState.WAITING: "info"}


class WebhookPage(View):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm("developers.view_webhook"):
            raise PermissionDenied
        self.webhook = get_object_or_404(
            Webhook.objects.visible_to(request.user).select_related("user"), pk=kwargs["pk"]
        )

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        webhook = self.webhook
        may = request.user.has_perm("developers.change_webhook")
        offered = [action for action in (PauseWebhook(), ResumeWebhook()) if may and action.possible(webhook)]
        events = [label for name, label in EVENTS if name in webhook.events]
        context = {
            "title": webhook.name,
            "webhook": webhook,
            "tone": TONES.get(webhook.state, "plain"),
            "told": [*events, *webhook.decisions],
            "deliveries": [(row, DELIVERED[row.state]) for row in webhook.deliveries.all()[:SHOWN]],
            # What is sent is within the sight of whoever answers for it, and perhaps out of that of others.
            "shows_bodies": webhook.user_id == request.user.pk,
            "offered": [*offered, DeleteWebhook()] if may else [],
            "may_send": may and webhook.state == "on",
        }
        return render(request, "developers/webhook.html", context)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """A test, or one delivery once more."""
        again = number(request.POST.get("delivery"))
        try:
            if again:
                SendAgain().run(self.webhook, by=request.user, delivery=again)
            else:
                SendTest().run(self.webhook, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, say("It is sent within seconds. Reload this page to see the answer."))
        return redirect("developers.webhook", self.webhook.pk)
