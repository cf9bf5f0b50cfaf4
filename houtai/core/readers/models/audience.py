"""Audiences: sets of readers, described by a condition and kept as a bitmap."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from houtai.core.work.models import Visible

if TYPE_CHECKING:
    from houtai.core.readers.conditions import Evaluation


class Audiences(Visible):
    def refresh(self, *, now: datetime) -> int:
        """Count them all anew, sharing what they share. Returns how many could not be; each says why."""
        from houtai.core.readers.conditions import Evaluation

        evaluation = Evaluation(now=now)
        rows: list[Audience] = list(self)
        for row in rows:
            row.measure(evaluation, now=now)
        self.model.objects.bulk_update(rows, ["bitmap", "size", "measured", "trouble"], batch_size=50)
        return sum(bool(row.trouble) for row in rows)


class Audience(models.Model):
    """condition: who belongs to it (see conditions/); "" means everybody.

    bitmap, size, measured: its real members when they were counted last; trouble: why they could not be counted.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    about = models.TextField(_("about"), blank=True)
    condition = models.TextField(_("condition"), blank=True)
    bitmap = models.BinaryField(default=b"", editable=False)
    size = models.PositiveBigIntegerField(_("readers"), null=True, editable=False)
    measured = models.DateTimeField(_("counted"), null=True, editable=False)
    trouble = models.TextField(_("trouble"), blank=True, editable=False)

    objects = Audiences.as_manager()

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def members(self, *, now: datetime, simulated: bool = False) -> BitMap:
        """Numbers of the readers who belong to it now: real ones, or simulated ones, never both.

        Raises BadCondition, which is a Refused, when the condition names what is gone.
        """
        from houtai.core.readers.conditions import Evaluation

        return Evaluation(now=now, simulated=simulated).within(self.name)

    def count(self, *, now: datetime, simulated: bool = False) -> int:
        return len(self.members(now=now, simulated=simulated))

    def age(self, *, now: datetime) -> timedelta | None:
        """How long ago it was counted for lists; None when it never was. Sending always counts anew."""
        return now - self.measured if self.measured else None

    def measure(self, evaluation: Evaluation, *, now: datetime) -> None:
        """Count it. When that cannot be done, the last count stays, with the reason."""
        from houtai.core.readers.conditions import BadCondition

        try:
            members = evaluation.within(self.name)
        except BadCondition as error:
            self.trouble = str(error.message)
            return
        self.bitmap, self.size, self.measured, self.trouble = members.serialize(), len(members), now, ""

    def kept(self) -> BitMap:
        """The members as they were counted last."""
        return BitMap.deserialize(bytes(self.bitmap)) if self.bitmap else BitMap()

    def save(self, *args: Any, **options: Any) -> None:
        self.name = self.name.strip()
        super().save(*args, **options)
