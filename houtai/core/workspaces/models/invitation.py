"""Invitations: a link that makes whoever follows it a member, in the roles it names, once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.context import current
from houtai.core.workspaces.models.workspace import Workspace
from houtai.core.workspaces.refusals import Refusal

VALID_FOR = timedelta(days=7)


STATES = {
    "open": _("Waiting"),
    "accepted": _("Accepted"),
    "withdrawn": _("Invitation withdrawn"),
    "expired": _("Expired"),
}
WHY_CLOSED = {
    "accepted": _("This invitation has been accepted already."),
    "withdrawn": _("This invitation was withdrawn."),
    "expired": _("This invitation has expired. Ask whoever invited you to send it again."),
}


class InvitationClosed(Refusal):
    """It was accepted, withdrawn, or not used in time. state: which of these."""

    def __init__(self, state: str) -> None:
        super().__init__(WHY_CLOSED.get(state, ""))
        self.state = state


class Invitations(models.QuerySet["Invitation"]):
    def visible_to(self, user: Any) -> Invitations:
        """Those to the current workspace, for who may see its members."""
        return self.filter(workspace=current()) if user.has_perm("workspaces.view_member") else self.none()

    def open(self, *, now: datetime) -> Invitations:
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)

    def with_state(self, *, now: datetime) -> Invitations:
        """Adds `standing`: open, accepted, withdrawn or expired."""
        cases = [
            When(~Q(accepted_at=None), then=Value("accepted")),
            When(~Q(withdrawn_at=None), then=Value("withdrawn")),
            When(expires_at__lte=now, then=Value("expired")),
        ]
        return self.annotate(standing=Case(*cases, default=Value("open")))

    def of_token(self, token: str) -> Invitation | None:
        """The one to the current workspace that this token belongs to."""
        return self.filter(workspace=current(), digest=digest(token)).first()


class Invitation(models.Model):
    """digest: of the link's token, which is kept nowhere; inviter: key of the identity who invites; roles: names."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    roles = models.JSONField(_("roles"), default=list)
    digest = models.CharField(max_length=64, unique=True)
    inviter = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = Invitations.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email

    def state(self, *, now: datetime) -> str:
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "expired" if self.expires_at <= now else "open"

    def renew(self, *, now: datetime) -> str:
        """A new token, valid from now on; the one before dies. Also after it expired. Raises InvitationClosed."""
        if self.accepted_at or self.withdrawn_at:
            raise InvitationClosed(self.state(now=now))
        token = secrets.token_urlsafe(32)
        self.digest, self.expires_at = digest(token), now + VALID_FOR
        self.save()
        return token

    def withdraw(self, *, now: datetime) -> None:
        """Raises InvitationClosed when there is nothing left to withdraw."""
        waiting = Invitation.objects.filter(pk=self.pk, accepted_at=None, withdrawn_at=None)
        if not waiting.update(withdrawn_at=now):
            self.refresh_from_db()
            raise InvitationClosed(self.state(now=now))

    def use(self, *, now: datetime) -> None:
        """Mark it as accepted; of several who try at once, one does. Raises InvitationClosed."""
        if not Invitation.objects.open(now=now).filter(pk=self.pk).update(accepted_at=now):
            self.refresh_from_db()
            raise InvitationClosed(self.state(now=now))


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
