"""What the page of a test shows: its trials, what readers opened, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.charts import Chart
from houtai.core.work.models.subject import beyond
from houtai.modules.strategies.models import Strategy, Trial
from houtai.modules.strategies.models.bounds import bounds
from houtai.modules.strategies.models.trying import foreseen_test

SHOWN = 20
SIDES = ("low", "rate", "high")


def trials_at_work(strategy: Strategy, user: Any, wanted: str) -> dict[str, Any]:
    """wanted: the number of the trial that is shown in full; the newest when it is none of these."""
    trials = trials_of(strategy, user)
    chosen = next((trial for trial in trials if str(trial.pk) == wanted), trials[0] if trials else None)
    test = strategy.test
    return {
        **foreseen_test(strategy, user=user),
        "point": catalog.points.get(test.point) if test else None,
        "trials": trials,
        "trial": chosen,
        "arms": arms_of(chosen) if chosen else [],
        "meaning": meaning(chosen) if chosen else "",
        "chart": rates_chart(chosen),
        "settle": settle_by_hand(strategy, user),
    }


def settle_by_hand(strategy: Strategy, user: Any) -> Any:
    """The action by which this person may choose without waiting for the end, or None."""
    point = catalog.points.get(strategy.test.point) if strategy.test else None
    action = catalog.actions.get(point.settles) if point and catalog.is_on(point.name) else None
    return action if action and user.has_perm(action.permission) else None


def trials_of(strategy: Strategy, user: Any) -> list[Trial]:
    """The newest, as far as this person may see them; real ones, or where there are none those of a played day."""
    rows = Trial.objects.filter(strategy=strategy).exclude(beyond(user, "subject__")).select_related("subject")
    newest = rows.order_by("-id")
    return list(newest.filter(simulated=False)[:SHOWN]) or list(newest[:SHOWN])


def arms_of(trial: Trial) -> list[dict[str, Any]]:
    """One row for each text: how many were shown it and opened it, the rate with its bounds, and its share now."""
    rows = []
    for place, (shown, clicked) in enumerate(trial.tried.sides):
        low, high = bounds(shown, clicked)
        read = trial.read_by(place)
        known = {"text": trial.arms[place], "shown": shown, "clicked": clicked, "low": low, "high": high}
        rate = clicked / shown if shown else None
        seconds = read.mean if read.n else None
        rows.append(
            {**known, "rate": rate, "share": trial.weights[place], "read": seconds, "won": place == trial.winner}
        )
    return rows


def meaning(trial: Trial) -> str:
    """What the figures say, in words, without saying more than they do."""
    if trial.ended:
        return trial.note
    tried = trial.tried
    shown = sum(side[0] for side in tried.sides)
    if not shown:
        return _("Nobody was shown it yet. Readers are counted ten minutes after they saw a headline.")
    said = {"proof": f"{tried.proof:.1f}", "asked": f"{tried.asked:.0f}", "text": trial.arms[tried.leader]}
    return _("Not sure yet. “%(text)s” leads; the proof that it is best stands at %(proof)s of %(asked)s.") % said


def rates_chart(trial: Trial | None) -> Chart:
    """The rate of each text between its bounds."""
    arms: Sequence[dict[str, Any]] = arms_of(trial) if trial else []
    return Chart(
        kind="bar",
        title=_("Opened by those who were shown it"),
        about=_("The truth lies between the outer bars, at any time."),
        unit="%",
        horizontal=True,
        columns=[pgettext("arm", "Text"), _("At least"), _("Opened"), _("At most")],
        rows=[[arm["text"], *(round(100 * arm[name], 1) for name in SIDES)] for arm in arms if arm["shown"]],
        empty=_("Nothing is measured yet. Promote it to live: readers are then shown one of the texts by chance."),
    )
