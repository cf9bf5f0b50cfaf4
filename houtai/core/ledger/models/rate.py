"""What an hour of somebody's work costs, from a day on. Rows are added and never changed: they explain old entries."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.ledger.evidence import Evidence

HOUR = 3_600


class Role(models.TextChoices):
    """Whose work is priced."""

    OPERATOR = "operator", _("Operator")
    EDITOR = "editor", _("Editor")
    MANAGER = "manager", _("Manager")


class Rates(models.QuerySet["Rate"]):
    def on(self, day: date, *, role: str) -> Rate | None:
        """The rate that held on a day; of two for one day, the one written later."""
        return self.filter(role=role, since__lte=day).order_by("-since", "-id").first()

    def visible_to(self, user: Any) -> Rates:
        return self.all() if user.is_active and user.has_perm("ledger.view_rate") else self.none()


class Rate(models.Model):
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    per_hour = models.PositiveBigIntegerField(_("amount per hour"), help_text=_("In the smallest coin: fen or cents."))
    currency = models.CharField(_("currency"), max_length=3, validators=[RegexValidator("^[A-Z]{3}$")])
    since = models.DateField(_("since"))
    assumed = models.BooleanField(_("assumed"), default=False)
    note = models.CharField(_("source"), max_length=300, blank=True)

    objects = Rates.as_manager()

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        default_permissions = ("view", "add")
        ordering = ["role", "-since", "-id"]

    def __str__(self) -> str:
        return f"{self.role} {self.since}"

    @property
    def evidence(self) -> str:
        return Evidence.ESTIMATED.value if self.assumed else Evidence.MEASURED.value

    def frozen(self) -> dict[str, Any]:
        """What an entry keeps of it."""
        kept = {"id": self.pk, "role": self.role, "per_hour": self.per_hour, "currency": self.currency}
        return {**kept, "since": self.since.isoformat(), "assumed": self.assumed}

    def kept(self) -> dict[str, Any]:
        return {"rate": self.frozen()}

    def worth(self, value: int) -> int:
        """Of so many seconds."""
        return worth(value, per_hour=self.per_hour)


def worth(seconds: int, *, per_hour: int) -> int:
    """Seconds at a rate per hour, in the rate's minor units, rounded once: half a unit goes up."""
    return (2 * seconds * per_hour + HOUR) // (2 * HOUR)
