"""Sums of votes of many subjects and days, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

FIGURES = ("shows", "clicks", "weight", "views", "readers")
HOUR, SCALE = 3600, 1 << 20
HOURS = 24
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """subjects: each once; numbers: int64, subject × hour × FIGURES; first: the first hour, since 1970."""

    subjects: list[str]
    numbers: Any
    first: int

    @classmethod
    def of_day(cls, day: date, changes: pa.Table) -> Sums:
        """From what `changes` gives for one day."""
        subjects, place = np.unique(changes["subject"].to_numpy(), return_inverse=True)
        first = hour_of(day)
        numbers = np.zeros((len(subjects), HOURS, len(FIGURES)), dtype=np.int64)
        for n, name in enumerate(FIGURES):
            numbers[place, changes["hour"].to_numpy() - first, n] = changes[name].to_numpy()
        return cls(subjects=subjects.tolist(), numbers=numbers, first=first)

    @classmethod
    def of_rows(cls, rows: list[tuple[str, date, bytes]], *, first: date, last: date) -> Sums:
        """Rows: subject, day and its numbers as bytes; of the days from `first` to `last`."""
        subjects, place = np.unique([subject for subject, _day, _sums in rows], return_inverse=True)
        days = np.array([(day - first).days for _subject, day, _sums in rows], dtype=np.int64)
        numbers = np.zeros((len(subjects), (last - first).days + 1, HOURS, len(FIGURES)), dtype=np.int64)
        each = np.frombuffer(b"".join(bytes(sums) for *_names, sums in rows), dtype=np.int64)
        numbers[place, days] = each.reshape(-1, HOURS, len(FIGURES))
        flat = numbers.reshape(len(subjects), numbers.shape[1] * HOURS, len(FIGURES))
        return cls(subjects=subjects.tolist(), numbers=flat, first=hour_of(first))

    def totals(self, *, since: datetime, now: datetime, half_life: float) -> dict[str, Any]:
        """FIGURES from the hour of `since` to that of `now`, and `fresh`: the weights as they are now; one each."""
        hours = self.first + np.arange(self.numbers.shape[1])
        inside = (hours >= since.timestamp() // HOUR) & (hours <= now.timestamp() // HOUR)
        decay = 0.5 ** ((now.timestamp() / HOUR - hours[inside]) / half_life) / SCALE
        chosen = self.numbers[:, inside, :]
        sums = dict(zip(FIGURES, chosen.sum(axis=1).T, strict=True))
        return sums | {"fresh": chosen[:, :, FIGURES.index("weight")] @ decay}

    def curves(self, *, now: datetime, hours: int) -> dict[str, list[int]]:
        """Views in each of the last hours by the clock, the oldest first, by subject."""
        end = int(now.timestamp() // HOUR) - self.first + 1
        views = self.numbers[:, max(end - hours, 0) : max(end, 0), FIGURES.index("views")]
        short = hours - views.shape[1]
        padded = np.pad(views, ((0, 0), (max(short, 0), 0)))
        return dict(zip(self.subjects, padded.tolist(), strict=True))


def hour_of(day: date) -> int:
    """The first hour of the day, since 1970."""
    return (day - EPOCH).days * HOURS
