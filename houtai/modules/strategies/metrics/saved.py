"""What all metrics of people's time that strategies saved have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from houtai.core.catalog.module import SAVING
from houtai.core.ledger.evidence import Evidence
from houtai.core.ledger.log import Log
from houtai.core.ledger.metric import Metric

DECIDED: Mapping[str, Any] = {
    "made": gettext_lazy("Decisions by strategies"),
    "taken_back": gettext_lazy("Decisions taken back"),
}


class TimeSaved(Metric):
    """In seconds, of operators."""

    direction = SAVING
    unit = "s"
    role = "operator"


def evidence(log: Log) -> str:
    """Before and after were observed, or played."""
    return (Evidence.ESTIMATED if log.simulated else Evidence.OBSERVED).value


def rounded(ms: int) -> int:
    """Whole seconds, half a second up."""
    return (ms + 500) // 1000
