"""One member: roles here, and removing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View

from houtai.core.workspaces import membership
from houtai.core.workspaces.models import User
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.roles import LABELS, ROLES


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=list(LABELS.items()), widget=forms.CheckboxSelectMultiple, required=True
    )


class MemberView(View):
    """For who may change members: everybody else is refused, and of other workspaces' people nothing is known."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("workspaces.change_member"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def member(self, request: HttpRequest, pk: int) -> User:
        found: User = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
        return found


class MemberPage(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        member = self.member(request, pk)
        held = [name for name in ROLES if member.groups.filter(name=name).exists()]
        return self.show(request, member, RolesForm(initial={"roles": held}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        member, form = self.member(request, pk), RolesForm(request.POST)
        if form.is_valid():
            try:
                membership.set_roles(member, names=form.cleaned_data["roles"], by=request.user)
            except Refusal as refusal:
                form.add_error(None, str(refusal.message))
        if form.errors:
            return self.show(request, member, form, status=422)
        messages.success(request, say("The roles of %(name)s are changed.") % {"name": member})
        return redirect("workspaces.members")

    def show(self, request: HttpRequest, member: User, form: RolesForm, *, status: int = 200) -> HttpResponse:
        context = {"title": str(member), "member": member, "form": form}
        return render(request, "workspaces/members/member.html", context, status=status)


class RemoveMember(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(request, self.member(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        member = self.member(request, pk)
        try:
            membership.remove(member, by=request.user)
        except Refusal as refusal:
            return self.show(request, member, refused=refusal.message, status=422)
        messages.success(request, say("%(name)s is no longer a member.") % {"name": member})
        return redirect("workspaces.members" if member.pk != request.user.pk else "account_login")

    def show(self, request: HttpRequest, member: User, *, status: int = 200, refused: Any = "") -> HttpResponse:
        context = {"title": _("Remove a member"), "member": member, "refused": refused}
        return render(request, "workspaces/members/remove.html", context, status=status)
