"""What having a module is worth, from a day on. Rows are added and never changed: they explain old entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.ledger.evidence import Evidence


class Prices(models.QuerySet["Price"]):
    def on(self, day: date, *, module: str) -> Price | None:
        """The price that held on a day; of two for one day, the one written later."""
        return self.filter(module=module, since__lte=day).order_by("-since", "-id").first()

    def visible_to(self, user: Any) -> Prices:
        return self.all() if user.is_active and user.has_perm("ledger.view_price") else self.none()


class Price(models.Model):
    """build, third_party: at least one of them; adaptation: what one workspace spends to use it. In small coins."""

    module = models.CharField(_("module"), max_length=60)
    build = models.PositiveBigIntegerField(_("cost of building it"), null=True, blank=True)
    third_party = models.PositiveBigIntegerField(_("price of the like elsewhere"), null=True, blank=True)
    adaptation = models.PositiveBigIntegerField(_("cost of adapting it"), default=0)
    currency = models.CharField(_("currency"), max_length=3, validators=[RegexValidator("^[A-Z]{3}$")])
    since = models.DateField(_("since"))
    note = models.CharField(_("source"), max_length=300)

    objects = Prices.as_manager()
    evidence = Evidence.ESTIMATED.value

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        default_permissions = ("view", "add")
        ordering = ["module", "-since", "-id"]

    def __str__(self) -> str:
        return f"{self.module} {self.since}"

    def frozen(self) -> dict[str, Any]:
        """What an entry keeps of it."""
        sums = {"build": self.build, "third_party": self.third_party, "adaptation": self.adaptation}
        about = {"id": self.pk, "currency": self.currency, "since": self.since.isoformat(), "note": self.note}
        return {**about, **sums}

    def kept(self) -> dict[str, Any]:
        return {"price": self.frozen()}

    def worth(self, value: int) -> int:
        return worth_of_pairs(value, self.frozen())


def worth_of_pairs(pairs: int, price: Mapping[str, Any]) -> int:
    """pairs × (min(build, third_party) - adaptation), in small coins; negative when adapting costs more."""
    known = [price[name] for name in ("build", "third_party") if price[name] is not None]
    return int(pairs * (min(known) - price["adaptation"]))
