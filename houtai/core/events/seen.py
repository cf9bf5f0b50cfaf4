"""Which batches of a workspace came in lately, so that a repeated one is not counted twice."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
DAYS = 7
MOST = 32_000_000
DAY_US = 86_400_000_000


@dataclass
class Run:
    """Sorted ids of batches received on one day (days since 1970)."""

    day: int
    ids: Ids


@dataclass
class Seen:
    """Ids by the day on which they were received: seven days and at most 32 million, the oldest go first."""

    runs: list[Run] = field(default_factory=list)

    def known(self, ids: Ids) -> npt.NDArray[np.bool_]:
        """For each id whether it was added before."""
        found = np.zeros(len(ids), dtype=np.bool_)
        for run in self.runs:
            place = np.searchsorted(run.ids, ids)
            found |= run.ids[np.minimum(place, len(run.ids) - 1)] == ids
        return found

    def add(self, ids: Ids, *, received: Ids) -> None:
        """received: microseconds since 1970, one for each id."""
        days = received // DAY_US
        for day in np.unique(days):
            self.runs.append(Run(int(day), np.unique(ids[days == day])))
        self._merge()
        self._forget()

    def _merge(self) -> None:
        """A run grows with a neighbour of its day and about its size, so that there are few and merging is rare."""
        runs: list[Run] = []
        for run in sorted(self.runs, key=lambda run: (run.day, -len(run.ids))):
            runs.append(run)
            while len(runs) > 1 and runs[-2].day == runs[-1].day and len(runs[-2].ids) < 2 * len(runs[-1].ids):
                last = runs.pop()
                runs[-1] = Run(last.day, np.union1d(runs[-1].ids, last.ids))
        self.runs = runs

    def _forget(self) -> None:
        newest = max(run.day for run in self.runs)
        self.runs = [run for run in self.runs if run.day > newest - DAYS]
        while sum(len(run.ids) for run in self.runs) > MOST:
            self.runs.pop(0)
