"""What every benchmark gives back: rows, one for a figure, shown as a table or as JSON."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Any

COMPARE = {">=": operator.ge, "<=": operator.le, "=": operator.eq}


@dataclass(frozen=True, kw_only=True)
class Row:
    """target: such as ">= 100000", by which `value` is judged; for a goal beside a peer, by which `ratio` is. Without
    one the figure is only told, and holds.

    ratio: value by peer_value, or the other way round when `less` is better.
    """

    goal: str
    what: str
    value: float
    unit: str
    target: str = ""
    peer: str = ""
    peer_value: float | None = None
    judged: str = "value"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.peer_value if self.peer_value else None

    @property
    def holds(self) -> bool:
        if not self.target:
            return True
        sign, _, bound = self.target.partition(" ")
        found = self.ratio if self.judged == "ratio" else self.value
        return found is not None and bool(COMPARE[sign](found, float(bound)))

    def as_json(self) -> dict[str, Any]:
        names = ("goal", "what", "value", "unit", "target", "holds", "peer", "peer_value", "ratio", "judged", "note")
        return {name: getattr(self, name) for name in names}

    def line(self) -> str:
        beside = f"; {self.peer}: {shown(self.peer_value)} {self.unit} ({self.ratio:.2f} times)" if self.ratio else ""
        verdict = "  holds" if self.holds else "  FALLS SHORT"
        target = f"target {self.target}{beside}" if self.target else beside.removeprefix("; ")
        note = f"  [{self.note}]" if self.note else ""
        judged = f" ({target})" if target else ""
        return f"{self.goal}  {self.what}: {shown(self.value)} {self.unit}{judged}{verdict * bool(self.target)}{note}"


def shown(value: float | None) -> str:
    return f"{value or 0:,.0f}" if abs(value or 0) >= 1000 else f"{value or 0:.4g}"
