"""Desk pages that make a key and revoke one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View

from houtai.core.events.models import Key


class KeyForm(forms.ModelForm):
    class Meta:
        model = Key
        fields = ["name"]
        labels = {"name": _("What it is for")}
        help_texts = {"name": _("For example the shop's server, so that you know later which key to revoke.")}


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
