"""People's time that campaigns saved: what sending by hand takes, times what they sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houtai.core.ledger.log import Log, Touched, evidence_link, in_seconds, within
from houtai.core.ledger.metric import Measurement
from houtai.core.ledger.resampling import chance, interval, means
from houtai.modules.strategies.metrics.saved import DECIDED, TimeSaved, evidence, rounded


class SendingSaved(TimeSaved):
    """Per action, in seconds: saved = n × by hand, in whole milliseconds, then rounded once, half a second up.

    n: campaigns' decisions in the span less those taken back in it; by hand: mean touch time of people's decisions of
    the same action up to `through`, at least log.ENOUGH of them.
    """

    name = "strategies.sending_saved"
    label = gettext_lazy("Sending by hand saved")
    about = gettext_lazy("People's time that campaigns saved by sending what people would have sent by hand.")
    terms = {
        **DECIDED,
        "hand_measured": gettext_lazy("Decisions by hand, measured"),
        "hand_unmeasured": gettext_lazy("Decisions by hand, not measured"),
        "hand_ms": gettext_lazy("Touch time per decision by hand, in milliseconds"),
    }

    def measure(self, *, start: datetime, end: datetime, through: int, simulated: bool) -> list[Measurement]:
        log = Log(through=through, simulated=simulated)
        actions = campaigns(log).order_by("action").values_list("action", flat=True).distinct()
        known = [line(log, action, start, end) for action in actions]
        return [found for found in known if found]

    def formula(self, inputs: Mapping[str, Any]) -> str:
        said = {**inputs, "hand": in_seconds(inputs["hand_ms"])}
        return _("(%(made)s - %(taken_back)s) decisions × %(hand)s s by hand") % said


def campaigns(log: Log) -> Any:
    return log.rows().filter(actor="strategy", queue="", undoes=None)


def line(log: Log, action: str, start: datetime, end: datetime) -> Measurement | None:
    """None when nothing was sent in the span, or too little by hand to compare with."""
    made = within(campaigns(log).filter(action=action), start=start, end=end).count()
    undoings = log.until().filter(undoes__in=campaigns(log).filter(action=action).order_by().values("id"))
    back = within(undoings, start=start, end=end).count()
    hand = Touched.of(log.people("").filter(action=action).values_list("touch_ms", flat=True))
    if not hand.enough or not (made or back):
        return None
    n = made - back
    low, high = interval(n * means(hand.ms, random=chance()))
    return Measurement(
        part=action,
        value=rounded(n * hand.mean),
        low=rounded(min(low, n * hand.mean)),
        high=rounded(max(high, n * hand.mean)),
        evidence=evidence(log),
        inputs={
            "made": made,
            "taken_back": back,
            "hand_measured": len(hand.ms),
            "hand_unmeasured": hand.unmeasured,
            "hand_ms": hand.mean,
        },
        link=evidence_link(start=start, end=end, actor="strategy", simulated=log.simulated),
    )
