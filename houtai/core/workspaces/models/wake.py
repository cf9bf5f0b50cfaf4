"""When a workspace next has something to do, so that a worker opens no other."""

from __future__ import annotations

from django.db import models

from houtai.core.workspaces.models.workspace import Workspace


class Wake(models.Model):
    """at: when it is looked at next; stirred_at: when something was last done in it. One without a row is due."""

    workspace = models.OneToOneField(Workspace, models.CASCADE, primary_key=True, related_name="wake")
    at = models.DateTimeField()
    stirred_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.at:%Y-%m-%d %H:%M}"
