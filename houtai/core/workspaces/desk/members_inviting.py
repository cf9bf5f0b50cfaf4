"""Inviting people by pasted addresses."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View

from houtai.core.workspaces import invitations
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.roles import LABELS

MOST = 100


class InviteForm(forms.Form):
    """addresses: cleaned, each once, in their order; every line that cannot be used has an error of its own."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One a line, at most 100. “Lin Mei &lt;lin@example.com&gt;” works too."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=40_000,
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=list(LABELS.items()), widget=forms.CheckboxSelectMultiple
    )

    def clean_addresses(self) -> list[str]:
        errors, found = [], {}
        for number, line in enumerate(self.cleaned_data["addresses"].splitlines(), start=1):
            if not line.strip(" \t,;"):
                continue
            address = parseaddr(line.strip(" \t,;"))[1].lower()
            if reason := invitations.why_not(address):
                errors.append(say("Line %(number)s, “%(line)s”: %(reason)s") % vars_of(number, line, reason))
            found[address] = line
        if len(found) > MOST:
            errors.append(say("These are %(number)s addresses. Invite at most 100 at once.") % {"number": len(found)})
        if errors:
            raise ValidationError(errors)
        return list(found)


def vars_of(number: int, line: str, reason: str) -> dict[str, Any]:
    return {"number": number, "line": line.strip()[:60], "reason": reason}


class Invite(View):
    """Shows the links on the answer itself, once; they are kept nowhere."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("workspaces.add_invitation"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, InviteForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InviteForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        wanted = {"roles": form.cleaned_data["roles"], "inviter": request.user, "now": now()}
        try:
            letters = [invitations.invite(email=email, **wanted) for email in form.cleaned_data["addresses"]]
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            return self.show(request, form, status=422)
        return shown(request, mailed(request, letters))

    def show(self, request: HttpRequest, form: InviteForm, *, status: int = 200) -> HttpResponse:
        context = {"title": _("Invite people"), "form": form}
        return render(request, "workspaces/members/invite.html", context, status=status)


def mailed(request: HttpRequest, letters: list[invitations.Letter]) -> list[invitations.Letter]:
    return invitations.mail(letters, inviter=str(request.user), language=get_language() or "en")


def shown(request: HttpRequest, letters: list[invitations.Letter], *, by_mail: bool = True) -> HttpResponse:
    """The page with the links of these letters."""
    unsent = [letter for letter in letters if not letter.sent] if by_mail else []
    context = {"title": _("Invited"), "letters": letters, "unsent": unsent, "by_mail": by_mail}
    answer = render(request, "workspaces/members/invited.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
