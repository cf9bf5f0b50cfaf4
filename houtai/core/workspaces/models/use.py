"""Which workspaces use which module, since when, and how much: counted by month."""

from __future__ import annotations

from django.db import models

from houtai.core.workspaces.models.workspace import Workspace


class Use(models.Model):
    """module: name in the catalog; month: its first day; count: decisions and requests of that month; first, last:
    when it was used in that month.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="uses")
    module = models.CharField(max_length=60)
    month = models.DateField()
    count = models.BigIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["workspace", "module", "month"], name="use_once_a_month")]

    def __str__(self) -> str:
        return f"{self.module} {self.month}"
