"""Webhooks at the desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When
from houtai.modules.developers.actions import MakeWebhook
from houtai.modules.developers.forms import WebhookForm
from houtai.modules.developers.models import Webhook
from houtai.modules.developers.models.webhook import State
from houtai.modules.developers.views.asking import Asking

TONES = {State.ON: "good", State.OFF: "plain", State.FAILING: "bad"}


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("developers.webhook", args=[instance.pk])


class Webhooks(List):
    model = Webhook
    name = "developers.webhooks"
    permission = "developers.view_webhook"
    page_title = _("Webhooks")
    header_icon = "link-external"
    default_ordering = "-made"
    related = ("user",)
    empty = Empty(
        title=_("No program is told anything yet."),
        text=_("A webhook tells an address of yours when articles are published, updated or withdrawn."),
        url=reverse_lazy("developers.add_webhook"),
        label=_("Make a webhook"),
        icon="link-external",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Badge("state", tones=TONES, labels=dict(State.choices), label=_("State"), sort_key="state"),
        Column("url", label=_("Address")),
        Column("user", label=_("Answers for it")),
        When("made", label=_("Made"), sort_key="made"),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("developers.add_webhook"):
            return []
        return [HeaderButton(_("Make a webhook"), url=reverse("developers.add_webhook"), icon_name="plus")]


class AddWebhook(Asking):
    permission = "developers.add_webhook"
    form_class = WebhookForm
    template = "developers/add_webhook.html"
    title = _("Make a webhook")

    def made(self, form: WebhookForm, user: Any) -> dict[str, Any]:
        webhook = form.save(commit=False)
        return {"secret": MakeWebhook().make(webhook, by=user), "webhook": webhook}
