"""The arbiter: decides which push gets which reader's attention, pushes by hand and by strategies alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import transaction
from django.utils.translation import gettext as say
from pyroaring import BitMap

from houtai.core.readers.models import Audience
from houtai.core.work.errors import NotPossible, Refused
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.push.models.batch import Batch
from houtai.modules.push.models.chosen import Chosen, choose
from houtai.modules.push.models.delivery import Delivery
from houtai.modules.push.models.ground import Ground
from houtai.modules.push.models.policy import Policy
from houtai.modules.push.models.push import Push, PushState

AT_ONCE = 5_000


def plan(*, now: datetime, simulated: bool = False) -> list[Push]:
    """Plan all that is due: the highest priority first, then what promises more, each in one transaction of its own.

    Any number may plan at the same time, and be killed at any time: each push is planned once, and no cap is broken.
    Raises an ExceptionGroup, after all had their turn, when some could not be planned; they stay scheduled.
    """
    if not Push.objects.due(now=now, simulated=simulated).exists():
        return []
    ground = Ground.of(simulated=simulated)
    # At its first array pyarrow brings in pandas, which takes a second: not while others wait for the lock.
    pa.array(ground.numbers)
    planned: list[Push] = []
    broken: dict[int, Exception] = {}
    while push := Push.objects.due(now=now, simulated=simulated).exclude(pk__in=broken).first():
        try:
            planned += plan_one(push.pk, ground=ground, now=now)
        except Exception as error:  # noqa: BLE001 - one must not stop the others; all are raised below
            error.add_note(f"push {push.pk}: {push}")
            broken[push.pk] = error
    if broken:
        raise ExceptionGroup("pushes could not be planned", list(broken.values()))
    return planned


def plan_one(pk: int, *, ground: Ground, now: datetime) -> list[Push]:
    """Plan one push, unless somebody else did meanwhile: deliveries, sums and the assignment batch together."""
    with transaction.atomic():
        policy = Policy.current(lock=True)
        push = Push.objects.select_for_update(of=("self",)).select_related("subject", "audience").get(pk=pk)
        if push.state != PushState.SCHEDULED:
            return []
        try:
            members = audience(push, now=now)
        except Refused as refused:
            push.stop(str(refused.message), at=now)
        else:
            write(push, choose(push, members, policy=policy, ground=ground, now=now), now=now)
        return [push]


def audience(push: Push, *, now: datetime) -> BitMap:
    """Whom it is for, as of now. Raises a Refused that says why it cannot be sent any more."""
    if push.expires <= now:
        raise NotPossible(say("It expired before it could be sent."))
    if push.subject.state != "published":
        raise NotPossible(say("The article is no longer published."))
    if push.audience is None:
        raise NotPossible(say("The audience no longer exists."))
    members: BitMap = push.audience.members(now=now, simulated=push.simulated)
    return members


def write(push: Push, chosen: Chosen, *, now: datetime) -> None:
    from houtai.modules.push import tasks

    Delivery.objects.bulk_create(chosen.deliveries(), batch_size=AT_ONCE, ignore_conflicts=True)
    reserved = Delivery.objects.filter(push=push).values_list("reader_id", flat=True)
    chosen = chosen.kept_to(np.fromiter(reserved, dtype=np.uint32))
    push.members, push.sums = chosen.members.serialize(), chosen.sums
    push.state, push.planned = PushState.SENDING, now
    push.save(update_fields=["members", "sums", "state", "planned"])
    Batch.keep(push, chosen.assignments(at=now))
    Push.finish([push.pk], at=now)
    enqueue(tasks.record_assignments, once=f"push.record:{push.pk}")
    if not push.simulated:
        enqueue(tasks.deliver, once=f"push.deliver:{push.pk}")


def forecast(
    meant: Audience,
    *,
    channels: Sequence[str],
    now: datetime,
    due: datetime | None = None,
    expires: datetime,
    holdout: dict[str, Any] | None = None,
    simulated: bool = False,
) -> dict[str, int]:
    """What a push would come to if it were planned now: "audience", "send" and the other fates. Changes nothing."""
    push = Push(channels=list(channels), headlines=[""], expires=expires, holdout=holdout or {}, simulated=simulated)
    members = meant.members(now=now, simulated=simulated)
    ground, start = Ground.of(simulated=simulated), max(now, due or now)
    return choose(push, members, policy=Policy.current(), ground=ground, now=start).sums
