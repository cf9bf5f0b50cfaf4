"""How many days of events a workspace keeps."""

from __future__ import annotations

import logging

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import DatabaseError, models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Visible
from houtai.core.workspaces.context import enter

DAYS, FEWEST, MOST = 400, 2, 3650
log = logging.getLogger("houtai.writer")


class Retention(models.Model):
    """The one row that says it; without a row it is 400 days."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    days = models.PositiveIntegerField(
        _("days of events to keep"), default=DAYS, validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)]
    )

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("retention of events")
        verbose_name_plural = _("retention of events")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_retention")]

    def __str__(self) -> str:
        return f"{self.days}"

    @classmethod
    def current(cls) -> Retention:
        """The row, or a new one that is not saved yet."""
        return cls.objects.first() or cls()


def days_kept(workspace: str) -> int | None:
    """For the writer, which is in no workspace. None, so nothing is forgotten, when the setting cannot be read."""
    try:
        with enter(workspace):
            return Retention.current().days
    except DatabaseError:
        log.exception("How many days of events workspace %s keeps cannot be read.", workspace)
        return None
