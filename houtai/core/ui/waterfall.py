"""A waterfall drawn with stacked bars, each change standing on the total before it.

A bar that crosses zero is cut there: stacks of one sign grow apart from stacks of the other, so the transparent
base, the part above zero and the part below it are three series.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from houtai.core.ui.charts import Chart

FEW = 12


def totals(rows: Sequence[Sequence[Any]]) -> list[list[int | float]]:
    """The rows' values with each None replaced by the sum of the changes above it."""
    running: int | float = 0
    written = []
    for row in rows:
        running += row[1] or 0
        written.append([running if row[1] is None else row[1]])
    return written


def series(chart: Chart) -> list[dict[str, Any]]:
    bars = spans([row[1] for row in chart.rows])
    marked = len(bars) <= FEW
    name = str(chart.columns[1])
    return [
        {"name": "", "type": "bar", "stack": "all", "quiet": True, "data": [_base(*span) for span in bars]},
        {"name": name, "type": "bar", "stack": "all", "labels": marked, "data": _parts(chart, bars, above=True)},
        {"name": name, "type": "bar", "stack": "all", "labels": marked, "data": _parts(chart, bars, above=False)},
    ]


def spans(changes: Sequence[int | float | None]) -> list[tuple[int | float, int | float]]:
    """From where to where each bar reaches; a total reaches from zero."""
    running: int | float = 0
    made = []
    for change in changes:
        start = 0 if change is None else running
        running += change or 0
        made.append((start, running))
    return made


def _base(start: float, end: float) -> float:
    low, high = min(start, end), max(start, end)
    return low if low > 0 else min(high, 0)


def _parts(chart: Chart, bars: Sequence[tuple[float, float]], *, above: bool) -> list[dict[str, Any] | None]:
    return [_part(row[1], start, end, above=above) for row, (start, end) in zip(chart.rows, bars, strict=True)]


def _part(change: float | None, start: float, end: float, *, above: bool) -> dict[str, Any] | None:
    low, high = min(start, end), max(start, end)
    size = max(high, 0) - max(low, 0) if above else min(low, 0) - min(high, 0)
    if size == 0 and (not above or low < 0):
        return None
    part: dict[str, Any] = {"value": size, "tone": _tone(change), "show": end if change is None else change}
    crosses = low < 0 < high
    return {**part, "label": ""} if crosses and not above else part


def _tone(change: float | None) -> str:
    if change is None:
        return "total"
    return "good" if change >= 0 else "bad"
