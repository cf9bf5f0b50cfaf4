"""What readers did with the arms they were shown: all trials in one scan of the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from houtai.core.events.log import events
from houtai.core.work.arms import Told
from houtai.core.workspaces.context import current
from houtai.modules.strategies.models.trial import Trial

# Who was shown an arm has so long to open it before counting as one who did not.
WINDOW = timedelta(minutes=10)
PATTERN = '"arm":"([A-Za-z0-9_-]{24})"'


def count(trials: Sequence[Trial], *, now: datetime, simulated: bool) -> None:
    """Put into each trial what is known of it, not saved yet. A visitor counts once, with the arm they saw first."""
    for trial in trials:
        nothing = [0] * len(trial.arms)
        trial.rounds = [{**row, "shown": list(nothing), "clicked": list(nothing)} for row in trial.rounds]
        trial.reading = [[0, 0.0, 0.0] for _arm in trial.arms]
    known = {trial.pk: trial for trial in trials}
    for row in rows(trials, now=now, simulated=simulated) if trials else ():
        told = Told.read(row["token"], subject=row["subject"], workspace=current())
        found = known.get(told.trial) if told else None
        if told and found and told.round < len(found.rounds) and told.place < len(found.arms):
            add(found, told, row)


def add(trial: Trial, told: Told, row: Mapping[str, Any]) -> None:
    trial.rounds[told.round]["shown"][told.place] += row["shown"]
    trial.rounds[told.round]["clicked"][told.place] += row["clicked"]
    read = (row["clicked"], row["seconds"], row["squares"])
    trial.reading[told.place] = [before + more for before, more in zip(trial.reading[told.place], read, strict=True)]


def rows(trials: Sequence[Trial], *, now: datetime, simulated: bool) -> Iterable[dict[str, Any]]:
    """For each subject and token: visitors shown, of them clicked, and of these the seconds read with their squares."""
    import ibis

    began = ibis.memtable(
        pa.table(
            {
                "subject": [f"{trial.subject.kind}:{trial.subject.key}" for trial in trials],
                "began": pa.array([trial.began for trial in trials], pa.timestamp("us", tz="UTC")),
            }
        )
    )
    told = events(simulated=simulated, since=min(trial.began for trial in trials).date(), until=now.date())
    told = told.filter(told.name.isin(["show", "click", "read"]) & told.props.contains('"arm":"'))
    told = told.join(began, "subject").filter(lambda t: (t["at"] >= t["began"]) & (t["at"] < now))
    told = told.mutate(token=told.props.re_extract(PATTERN, 1))
    shows = told.filter((told.name == "show") & (told["at"] < now - WINDOW))
    first = shows.group_by("subject", "visitor").aggregate(token=shows.token.argmin(shows["at"]))
    later = told.filter(told.name != "show")
    acts = later.group_by("subject", "visitor", "token").aggregate(
        clicked=(later.name == "click").max().cast("int64"),
        seconds=(later.name == "read").ifelse(later.value.fill_null(0.0), 0.0).sum(),
    )
    each = first.left_join(acts, ["subject", "visitor", "token"])
    each = each.mutate(
        clicked=each.clicked.fill_null(0), seconds=each.seconds.fill_null(0.0) * each.clicked.fill_null(0)
    )
    sums = each.group_by("subject", "token").aggregate(
        shown=each.count(),
        clicked=each.clicked.sum(),
        seconds=each.seconds.sum(),
        squares=(each.seconds * each.seconds).sum(),
    )
    return list(sums.to_pyarrow().to_pylist())
