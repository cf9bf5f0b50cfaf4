"""Which workspaces use which module, since when, and how much: counted by month."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.models.workspace import Workspace


class Uses(models.QuerySet["Use"]):
    def visible_to(self, user: Any) -> Uses:
        """For those who look after all workspaces."""
        return self.all() if user.is_active and user.has_perm("workspaces.change_workspace") else self.none()


class Use(models.Model):
    """module: name in the catalog; month: its first day; count: decisions and requests of that month; decisions:
    those of them; first, last: when it was used in that month.

    Lines of the ledger rest on these rows, so they stay when their workspace goes.
    """

    workspace = models.ForeignKey(
        Workspace, models.DO_NOTHING, db_constraint=False, related_name="uses", verbose_name=_("workspace")
    )
    module = models.CharField(_("module"), max_length=60)
    month = models.DateField(_("month"))
    count = models.BigIntegerField(_("used"), default=0)
    decisions = models.BigIntegerField(_("decisions"), default=0)
    first_at = models.DateTimeField(_("first"))
    last_at = models.DateTimeField(_("last"))

    objects = Uses.as_manager()

    class Meta:
        verbose_name = _("use")
        verbose_name_plural = _("uses")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["workspace", "module", "month"], name="use_once_a_month")]

    def __str__(self) -> str:
        return f"{self.module} {self.month}"
