"""Invitations: a link that makes whoever follows it a member, in the roles it names, once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.models.workspace import Workspace


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

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email
