"""One line of the value ledger: append-only, chained by hashes, and measured again whenever somebody asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import Direction
from houtai.core.ledger.evidence import CHOICES
from houtai.core.work.chain import digest, lock_chain

DIRECTIONS = [(direction.value, direction.label) for direction in Direction]


class Entries(models.QuerySet["Entry"]):
    def append(self, **values: Any) -> Entry:
        """Add the next link. Call it inside a transaction."""
        last = lock_chain(self.model)
        row = self.model(id=(last.id if last else 0) + 1, prev=last.hash if last else "", **values)
        row.hash = digest(row)
        row.save(force_insert=True)
        return row

    def visible_to(self, user: Any) -> Entries:
        return self.all() if user.is_active and user.has_perm("ledger.view_entry") else self.none()

    def overlapping(self, *, metric: str, simulated: bool, start: datetime, end: datetime) -> Entries:
        return self.filter(metric=metric, simulated=simulated, start__lt=end, end__gt=start)

    def totals(self) -> list[dict[str, Any]]:
        """Sums per direction, unit, class and currency, each class apart; one query."""
        kinds = ("direction", "unit", "evidence", "money_evidence", "currency", "simulated")
        sums = {f"{name}_sum": models.Sum(name) for name in ("value", "low", "high", "money")}
        return list(self.values(*kinds).annotate(lines=models.Count("id"), **sums).order_by(*kinds))


class Entry(models.Model):
    """What one part was worth in [start, end).

    value, low, high: whole numbers of `unit` ("s": seconds of work); money: minor units of `currency`, 0 if no rate;
    inputs: every number of the formula, the rate among them; through: the last decision that was looked at.
    """

    id = models.BigIntegerField(primary_key=True)
    metric = models.CharField(_("metric"), max_length=80)
    part = models.CharField(_("part"), max_length=120)
    direction = models.CharField(_("direction"), max_length=10, choices=DIRECTIONS)
    start = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("until"), db_index=True)
    unit = models.CharField(_("unit"), max_length=20)
    value = models.BigIntegerField(_("value"))
    low = models.BigIntegerField(_("at least"))
    high = models.BigIntegerField(_("at most"))
    money = models.BigIntegerField(_("money"), default=0)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    evidence = models.CharField(_("evidence"), max_length=1, choices=CHOICES)
    money_evidence = models.CharField(_("evidence of the money"), max_length=1, choices=CHOICES, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)
    formula = models.TextField(_("formula"))
    inputs = models.JSONField(_("inputs"), default=dict, encoder=DjangoJSONEncoder)
    link = models.CharField(_("evidence rows"), max_length=500, blank=True)
    through = models.BigIntegerField(_("up to decision"))
    closed_at = models.DateTimeField(_("closed"))
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = Entries.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        default_permissions = ("view",)
        permissions = [("close_entry", _("Can close and verify the ledger"))]
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["metric", "part", "start", "end", "simulated"], name="one_entry_per_span"),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.metric} {self.part}"

    @property
    def word(self) -> Any:
        """The metric behind it. Raises UnknownName when no module offers it any more."""
        from houtai.core.catalog.catalog import catalog

        return catalog.metric(self.metric)
