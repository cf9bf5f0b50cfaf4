"""Desk pages for keys: the list, making one, revoking one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View
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


class KeyForm(forms.ModelForm):
    class Meta:
        model = Key
        fields = ["name"]
        labels = {"name": _("What it is for")}
        help_texts = {"name": _("For example the shop's server, so that you know later which key to revoke.")}


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


class AddKey(View):
    """Shows the token on the answer itself, once; it is kept nowhere."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("events.add_key"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, form=KeyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = KeyForm(request.POST)
        if not form.is_valid():
            return self.show(request, form=form, status=422)
        _key, token = Key.objects.issue(name=form.cleaned_data["name"], now=now(), by=request.user)
        return self.show(request, token=token, address=request.build_absolute_uri("/e/"))

    def show(self, request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
        return render(request, "events/add_key.html", {"title": _("Make a key"), **context}, status=status)


class RevokeKey(View):
    """Asks, then revokes for good."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("events.change_key"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render(request, "events/revoke_key.html", {"key": self.key(request, pk), "title": _("Revoke a key")})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = self.key(request, pk)
        key.revoke(now=now())
        messages.success(request, say("“%(name)s” is revoked. Whoever still uses it is refused.") % {"name": key})
        return redirect("events.keys")

    def key(self, request: HttpRequest, pk: int) -> Key:
        found: Key = get_object_or_404(Key.objects.visible_to(request.user).valid(), pk=pk)
        return found
