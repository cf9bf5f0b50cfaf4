"""Keys at the desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When
from houtai.core.workspaces.registry import origin_here
from houtai.modules.developers.actions import MakeKey
from houtai.modules.developers.forms import KeyForm
from houtai.modules.developers.models import Key
from houtai.modules.developers.views.asking import Asking

TONES = {"valid": "good", "revoked": "plain", "expired": "warn"}
MAY = {True: _("read and write"), False: _("read only")}


class Name(TitleColumn):
    """Leads to where a key that is good is revoked."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        if instance.state == "revoked":
            return None
        act = reverse("work.act", args=["developers.revoke_key", instance.pk])
        return f"{act}?next={reverse('developers.keys')}"


class Keys(List):
    model = Key
    name = "developers.keys"
    permission = "developers.view_key"
    page_title = _("API keys")
    header_icon = "key"
    default_ordering = "-opened"
    related = ("user",)
    empty = Empty(
        title=_("No program acts for you yet."),
        text=_("With a key a program reads and writes articles with your rights, as the page of the API tells."),
        url=reverse_lazy("developers.add_key"),
        label=_("Make a key"),
        icon="key",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Badge("state", tones=TONES, labels=Key.STATES, label=_("State")),
        Badge("writes", tones={True: "info"}, labels=MAY, label=_("May")),
        Column("user", label=_("Acts for")),
        When("used", label=_("Last used"), sort_key="used"),
        When("expires", label=_("Good until"), sort_key="expires"),
        When("opened", label=_("Made"), sort_key="opened"),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        about = HeaderButton(_("How to use it"), url=reverse("api"), icon_name="help")
        if not self.request.user.has_perm("developers.add_key"):
            return [about]
        return [HeaderButton(_("Make a key"), url=reverse("developers.add_key"), icon_name="plus"), about]


class AddKey(Asking):
    permission = "developers.add_key"
    form_class = KeyForm
    template = "developers/add_key.html"
    title = _("Make a key")

    def made(self, form: KeyForm, user: Any) -> dict[str, Any]:
        _key, token = MakeKey().issue(by=user, **form.inputs(at=now()))
        return {"token": token, "address": f"{origin_here()}/api/v1/articles"}
