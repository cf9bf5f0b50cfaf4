"""Whom a push would reach if it were planned now: the arbiter's own choice, with nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from houtai.core.readers.models import Channel
from houtai.core.ui import figures
from houtai.core.work.errors import Refused
from houtai.modules.push.forms import ConsoleForm
from houtai.modules.push.models import Policy, Push
from houtai.modules.push.models.chosen import FATES as KNOWN
from houtai.modules.push.models.chosen import SEND, Chosen, choose
from houtai.modules.push.models.ground import Ground
from houtai.modules.push.views.fates import BY_NAME, Fate

SOON = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """total belong to the audience; send of them can be reached, by channel; kept_back: why the others are not;
    waits: how many of `send` are reached when their quiet hours end; problem: what stands against counting, in words.
    """

    total: int = 0
    send: int = 0
    channels: Sequence[tuple[Any, int]] = ()
    kept_back: Sequence[tuple[Fate, int]] = field(default_factory=tuple)
    waits: int = 0
    problem: str = ""


def reach(form: ConsoleForm, *, now: datetime) -> Reach | None:
    """None until an audience is chosen; what else is not filled in yet counts as it is by default."""
    chosen = getattr(form, "cleaned_data", {})
    audience = chosen.get("audience")
    if audience is None:
        return None
    at = (chosen.get("at") if chosen.get("when") == "at" else None) or now
    start = max(at, now)
    push = Push(
        channels=list(dict.fromkeys(chosen.get("channels") or Channel.values)),
        headlines=[""],
        expires=start + timedelta(minutes=chosen.get("expires_minutes") or 240),
    )
    try:
        members = audience.members(now=now)
    except Refused as refused:
        return Reach(problem=str(refused.message))
    return told(choose(push, members, policy=Policy.current(), ground=Ground.of(simulated=False), now=start), start)


def told(chosen: Chosen, start: datetime) -> Reach:
    names, sums, sent = dict(Channel.choices), chosen.sums, chosen.fate == SEND
    late = np.array([due > start + SOON for due in chosen.times.due], dtype=np.bool_)
    by_channel = [int((sent & (chosen.channel == place)).sum()) for place in range(len(chosen.push.channels))]
    return Reach(
        total=sums["audience"],
        send=sums["send"],
        channels=[(names[name], count) for name, count in zip(chosen.push.channels, by_channel, strict=True)],
        kept_back=[(BY_NAME[name], sums[name]) for name in KNOWN if name != "send" and sums[name]],
        waits=int((sent & late[chosen.zone]).sum()) if len(late) else 0,
    )


@dataclass(frozen=True, kw_only=True)
class Choice:
    pk: int
    label: str
    chosen: bool


def audiences(form: ConsoleForm) -> list[Choice]:
    """All that this person may see, with their size when they were counted last."""
    field_: Any = form.fields["audience"]
    wanted = str(form["audience"].value() or "")
    rows = field_.queryset.only("pk", "name", "size")
    return [Choice(pk=row.pk, label=label(row.name, row.size), chosen=str(row.pk) == wanted) for row in rows]


def label(name: str, size: int | None) -> str:
    return name if size is None else f"{name} ({figures.number(size)})"
