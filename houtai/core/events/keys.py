"""The list of keys at the desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.events.models import Key
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        may = parent_context["request"].user.has_perm("events.change_key")
        return None if instance.revoked_at or not may else reverse("events.revoke_key", args=[instance.pk])


class Keys(List):
    model = Key
    name = "events.keys"
    permission = "events.view_key"
    page_title = _("Keys for events")
    header_icon = "key"
    default_ordering = "-created_at"
    related = ("created_by",)
    empty = Empty(
        title=_("No server sends events yet."),
        text=_("Readers' browsers need no key. Make one when a server of yours shall send events, such as sales."),
        url=reverse_lazy("events.add_key"),
        label=_("Make a key"),
        icon="key",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Badge("state", tones={"valid": "good", "revoked": "plain"}, labels=Key.STATES, label=_("State")),
        When("created_at", label=_("Made"), sort_key="created_at"),
        Column("created_by", label=_("By")),
        When("revoked_at", label=_("Revoked"), sort_key="revoked_at"),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("events.add_key"):
            return []
        return [HeaderButton(_("Make a key"), url=reverse("events.add_key"), icon_name="plus")]
