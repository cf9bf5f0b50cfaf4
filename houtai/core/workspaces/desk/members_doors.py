"""Where an invitation leads: pages that need no sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache

from houtai.core.workspaces import invitations
from houtai.core.workspaces.desk.members_forms import AccountForm, PasswordForm
from houtai.core.workspaces.models import Invitation, User
from houtai.core.workspaces.models.invitation import InvitationClosed
from houtai.core.workspaces.refusals import Refusal


@method_decorator(never_cache, name="dispatch")
class Accept(View):
    """The address of the invitation is also that of an account, or becomes one. Whoever has the link learns which."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answer = self.answer(request, kwargs["token"])
        # The address holds the token: it is told to no other site, and a refusal writes it into no log.
        answer["Referrer-Policy"] = "same-origin"
        answer._has_been_logged = True
        return answer

    def answer(self, request: HttpRequest, token: str) -> Any:
        found = Invitation.objects.of_token(token)
        if found is None:
            text = _("The link is damaged, or has been replaced by a newer one. Look for a later message.")
            return plain(request, title=_("This is no invitation"), text=text, status=404)
        if (state := found.state(now=now())) != "open":
            return closed(request, InvitationClosed(state))
        if request.user.is_authenticated and request.user.identity.email != found.email:
            return render(request, "workspaces/members/wrong_person.html", {"invitation": found}, status=403)
        return super().dispatch(request, found)

    def get(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        return self.show(request, invitation, self.form(request, invitation))

    def post(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        form = self.form(request, invitation, request.POST)
        if not form.is_valid():
            return self.show(request, invitation, form, status=422)
        try:
            member = self.member(request, invitation, form)
        except InvitationClosed as error:
            return closed(request, error)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            return self.show(request, invitation, form, status=422)
        if request.user.is_authenticated:
            return redirect("wagtailadmin_home")
        # With the second step of who has one.
        signed_in: HttpResponse = perform_login(request, member, redirect_url=reverse("wagtailadmin_home"))
        return signed_in

    def form(self, request: HttpRequest, invitation: Invitation, data: Any = None) -> Any:
        if request.user.is_authenticated:
            return PasswordForm(data, identity=request.user.identity)
        identity = invitations.identity_of(invitation)
        if identity is None:
            return AccountForm(data, email=invitation.email)
        return PasswordForm(data, identity=identity, check=lambda password: right(request, identity, password))

    def member(self, request: HttpRequest, invitation: Invitation, form: Any) -> User:
        if isinstance(form, AccountForm):
            return invitations.accept_as_new(invitation, **form.person, language=get_language() or "", now=now())
        return invitations.accept(invitation, identity=form.identity, now=now())

    def show(self, request: HttpRequest, invitation: Invitation, form: Any, *, status: int = 200) -> HttpResponse:
        context = {"invitation": invitation, "form": form, "workspace": invitation.workspace.name}
        return render(request, "workspaces/members/accept.html", context, status=status)


def right(request: HttpRequest, identity: User, password: str) -> bool:
    """Whether it is the identity's password; tries are counted as those of signing in. Raises ValidationError."""
    adapter = get_adapter(request)
    adapter.pre_authenticate(request, email=identity.email)
    if not identity.is_active or not identity.check_password(password):
        raise ValidationError(_("This is not the password of your account."))
    adapter._rollback_login_failed_rl_usage()
    return True


def closed(request: HttpRequest, error: InvitationClosed) -> HttpResponse:
    return plain(request, title=_("This invitation is closed"), text=error.message, status=410, sign_in=True)


def plain(request: HttpRequest, *, title: Any, text: Any, status: int, sign_in: bool = False) -> HttpResponse:
    """A page that says one thing."""
    context = {"title": title, "text": text, "sign_in": sign_in}
    return render(request, "workspaces/members/plain.html", context, status=status)
