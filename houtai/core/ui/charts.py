"""Charts as data: the same rows become a picture and a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from babel.dates import format_skeleton
from babel.numbers import get_currency_precision
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from houtai.core.ui import figures, waterfall

Kind = Literal["line", "bar", "stacked", "waterfall"]
Style = Literal["number", "money", "seconds", "percent"]
Value = int | float | None
FEW = 8


class ChartRowsDoNotFit(ValueError):
    """A row has not as many cells as the chart has columns, or a waterfall has more than one series."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A picture with the table that says the same.

    columns: headings; the first names the rows, each other one a series.
    rows: one per category: its label (text or a date), then one value per series; None is a gap.
    style: number (with `unit`), money (minor units of the currency in `unit`), seconds, percent (a share of one).
    In a waterfall the one series holds changes, and None stands for the total so far.
    `about` is one sentence that says what the picture shows; `empty` says what to do when there are no rows.
    """

    kind: Kind
    title: Any
    columns: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    style: Style = "number"
    unit: Any = ""
    about: Any = ""
    empty: Any = field(default=_("There is nothing to show yet."))
    horizontal: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ChartRowsDoNotFit(f"Each row of {self.title!s} needs {len(self.columns)} cells.")
        if self.kind == "waterfall" and len(self.columns) != 2:
            raise ChartRowsDoNotFit("A waterfall has one series.")

    def option(self) -> dict[str, Any]:
        """Plain data for the chart island, which adds the looks."""
        series = waterfall.series(self) if self.kind == "waterfall" else [self._series(i) for i in self._each_series()]
        return {
            "categories": [label(row[0]) for row in self.rows],
            "series": series,
            "horizontal": self.horizontal,
            "legend": self.kind != "waterfall" and len(self.columns) > 2,
        }

    def table(self) -> dict[str, list[Any]]:
        """Headings and rows of written cells."""
        values = waterfall.totals(self.rows) if self.kind == "waterfall" else [row[1:] for row in self.rows]
        rows = [
            [label(row[0]), *(self.written(value) for value in cells)]
            for row, cells in zip(self.rows, values, strict=True)
        ]
        return {"columns": [str(column) for column in self.columns], "rows": rows}

    def format(self) -> dict[str, Any]:
        """How the island writes figures."""
        if self.style == "money":
            return {"style": "money", "currency": str(self.unit), "digits": get_currency_precision(str(self.unit))}
        return {"style": self.style, "unit": str(self.unit)}

    def written(self, value: Value) -> str:
        if value is None:
            return ""
        if self.style == "money":
            return figures.money(int(value), str(self.unit))
        if self.style == "number":
            return figures.number(value, self.unit)
        return figures.duration(value) if self.style == "seconds" else figures.percent(value)

    def _each_series(self) -> Sequence[int]:
        return range(1, len(self.columns))

    def _series(self, index: int) -> dict[str, Any]:
        return {
            "name": str(self.columns[index]),
            "type": "line" if self.kind == "line" else "bar",
            "data": [row[index] for row in self.rows],
            "labels": self.kind == "bar" and len(self.columns) == 2 and len(self.rows) <= FEW,
            **({"stack": "all"} if self.kind == "stacked" else {}),
        }


def label(value: Any) -> str:
    """A category as text; dates and times are written short, in the reader's language and zone."""
    if isinstance(value, datetime):
        # No language knows a skeleton for day and time together.
        value = timezone.localtime(value)
        return f"{label(value.date())} {value:%H:%M}"
    return str(format_skeleton("MMMd", value, locale=figures.locale())) if isinstance(value, date) else str(value)
