"""Handing a signed-in person over to another of their workspaces."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from houtai.core.workspaces.models.workspace import Workspace


class HandOver(models.Model):
    """digest: of the one-time token; origin: where the person comes from; departed, arrived: keys of the sessions
    there and here. It stays after its use, so that signing out of one session ends those that came from it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="hand_overs")
    origin = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, unique=True)
    departed = models.CharField(max_length=40, db_index=True)
    arrived = models.CharField(max_length=40, db_index=True, blank=True, default="")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id} to {self.workspace_id}"
