"""Where modules were used again: by a workspace that did not have to build them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houtai.core.ledger.evidence import Evidence
from houtai.core.ledger.metric import Measurement, Metric
from houtai.core.ledger.models import Price
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Use
from houtai.core.workspaces.registry import default_workspace


class Reuse(Metric):
    """Per module and month, in pairs of a workspace and a module: those whose first use ever was in that month.

    The default workspace built every module, so it counts no pair itself. A pair counts once, for it saves building
    once; worth min(build cost avoided, third-party price) - adaptation, by the dated prices of the ledger.
    in_use: pairs with use in the month, counted before or not. Only the default workspace has these lines.
    """

    name = "value.reuse"
    label = gettext_lazy("Modules used again")
    about = gettext_lazy("Modules that workspaces use and did not have to build; each pair counts in its first month.")
    unit = "pairs"
    unit_label = gettext_lazy("workspaces")
    monthly = True
    terms = {
        "new": gettext_lazy("Workspaces that used it for the first time"),
        "in_use": gettext_lazy("Workspaces that used it in the month"),
        "month": gettext_lazy("Month"),
    }

    def begins(self) -> datetime | None:
        """When the first month with use began; None where nothing is to be counted."""
        if current() != default_workspace():
            return None
        first = others().aggregate(first=Min("month"))["first"]
        return first and datetime.combine(first, time(), tzinfo=UTC)

    def measure(self, *, start: datetime, end: datetime, through: int, simulated: bool) -> list[Measurement]:
        if simulated or current() != default_workspace():
            return []
        month = start.astimezone(UTC).date()
        firsts = others().filter(month__lte=month).values("workspace_id", "module").annotate(first=Min("month"))
        known = {(row["workspace_id"], row["module"]): row["first"] for row in firsts}
        used = others().filter(month=month).order_by("module").values_list("workspace_id", "module")
        modules: dict[str, list[date]] = {}
        for workspace, module in used:
            modules.setdefault(module, []).append(known[workspace, module])
        return [line(module, month, begun) for module, begun in modules.items()]

    def formula(self, inputs: Mapping[str, Any]) -> str:
        said = _("%(new)s of %(in_use)s workspaces used it for the first time in %(month)s") % dict(inputs)
        price = inputs.get("price")
        if price is None:
            return said + _("; its price is not set, so this is no money yet")
        return said + _(" × (the lesser of %(known)s - %(adaptation)s)") % {
            "known": ", ".join(str(price[name]) for name in ("build", "third_party") if price[name] is not None),
            "adaptation": price["adaptation"],
        }

    def basis(self, *, part: str, day: date) -> Any:
        return Price.objects.on(day, module=part)


def others() -> Any:
    """Uses by workspaces that did not build the modules."""
    return Use.objects.exclude(workspace=default_workspace())


def line(module: str, month: date, begun: list[date]) -> Measurement:
    new = sum(first == month for first in begun)
    return Measurement(
        part=module,
        value=new,
        low=new,
        high=new,
        evidence=Evidence.OBSERVED.value,
        inputs={"new": new, "in_use": len(begun), "month": f"{month:%Y-%m}"},
    )
