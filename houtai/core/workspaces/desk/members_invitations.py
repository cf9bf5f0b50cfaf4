"""Invitations that were sent: their list, sending one again, a new link, and withdrawing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When
from houtai.core.workspaces.desk.members_inviting import mailed, shown
from houtai.core.workspaces.invitations import send_again
from houtai.core.workspaces.models import Invitation
from houtai.core.workspaces.models.invitation import STATES, InvitationClosed
from houtai.core.workspaces.roles import LABELS

TONES = {"open": "info", "accepted": "good", "expired": "warn", "withdrawn": "plain"}


class Address(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        may = parent_context["request"].user.has_perm("workspaces.add_invitation")
        return reverse("workspaces.invitation", args=[instance.pk]) if may else None


class Roles(Column):
    def get_value(self, instance: Any) -> str:
        return said(instance.roles)


class Sent(List):
    model = Invitation
    name = "workspaces.invitations"
    permission = "workspaces.view_member"
    page_title = _("Invitations")
    header_icon = "mail"
    default_ordering = "-created_at"
    search_fields = ("email",)
    empty = Empty(
        title=_("Nobody has been invited yet."),
        text=_("Invite people by their e-mail addresses. Each gets a link that is valid for seven days."),
        url=reverse_lazy("workspaces.invite"),
        label=_("Invite people"),
        icon="mail",
    )
    columns = [
        Address("email", label=_("E-mail address"), sort_key="email"),
        Roles("roles", label=_("Roles")),
        Badge("standing", tones=TONES, labels=STATES, label=_("State"), sort_key="standing"),
        When("created_at", label=_("Invited"), sort_key="created_at"),
        When("expires_at", label=_("Valid until"), sort_key="expires_at"),
    ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_state(now=now())

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("workspaces.add_invitation"):
            return []
        return [HeaderButton(_("Invite people"), url=reverse("workspaces.invite"), icon_name="plus")]


class SentOne(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("workspaces.add_invitation"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self.invitation(request, pk)
        state = found.state(now=now())
        context = {"title": found.email, "invitation": found, "state": state, "tone": TONES[state]}
        words = {"label": STATES[state], "roles": said(found.roles), "waits": state in ("open", "expired")}
        return render(request, "workspaces/members/invitation.html", context | words)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        done = {"send": self.send, "link": self.link, "withdraw": self.withdraw}.get(request.POST.get("do", ""))
        if done is None:
            raise BadRequest("what shall be done?")
        found = self.invitation(request, pk)
        try:
            return done(request, found)
        except InvitationClosed as closed:
            messages.error(request, str(closed.message))
            return redirect("workspaces.invitations")

    def send(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        return shown(request, mailed(request, [send_again(invitation, now=now())]))

    def link(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        return shown(request, [send_again(invitation, now=now())], by_mail=False)

    def withdraw(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        invitation.withdraw(now=now())
        messages.success(request, say("The invitation of %(name)s is withdrawn.") % {"name": invitation})
        return redirect("workspaces.invitations")

    def invitation(self, request: HttpRequest, pk: int) -> Invitation:
        found: Invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
        return found


def said(names: list[str]) -> str:
    return ", ".join(str(LABELS.get(name, name)) for name in names)
