"""The books out front: events, pushes and what they brought, counted from where each is kept, and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from houtai.core.events.log import assignments, event_log
from houtai.core.events.schema import Fate
from houtai.modules.push.models import Delivery, Policy, Push
from houtai.modules.strategies.models.effect import Effect
from houtai.site.day.front.clicks import true_lift
from houtai.site.day.front.front import Front

FATES = {int(Fate.COUNTED): "counted", int(Fate.BOT): "bot", int(Fate.DUPLICATE): "duplicate"}


def front_books(front: Front) -> dict[str, Any]:
    """Everything out front as JSON; `imbalances` names what does not add up."""
    pushes = list(front.pushes().order_by("pk").select_related("subject"))
    told = {"events": events_of(front), "pushes": pushes_of(pushes), "doors": doors_of(front), "lift": lift_of(front)}
    return {
        **told,
        "imbalances": [*event_faults(told["events"]), *push_faults(pushes, front), *lift_faults(told["lift"])],
    }


def events_of(front: Front) -> dict[str, int]:
    """sent: as the readers' own tally has it; the others as the event log has them, but refused: as it was answered."""
    rows = event_log().rows()
    rows = rows.filter(rows.commit > front.plan.commit, rows.simulated)
    sums = rows.group_by("fate").aggregate(n=lambda t: t.count()).to_pyarrow().to_pylist()
    kept = dict.fromkeys(FATES.values(), 0) | {FATES[row["fate"]]: row["n"] for row in sums}
    tally = front.tally.sums()
    return {"sent": sum(tally.values()), **kept, "refused": tally["refused"], "sent_again": front.tally.again}


def event_faults(found: dict[str, int]) -> Iterator[str]:
    """What a killed step had sent is sent again, and comes out as duplicates: at most so many more."""
    over = found["counted"] + found["bot"] + found["duplicate"] + found["refused"] - found["sent"]
    if not 0 <= over <= found["sent_again"]:
        yield f"events sent are not counted + bot + duplicate + refused: {over} over"


def pushes_of(pushes: list[Push]) -> dict[str, int]:
    total: Counter[str] = Counter({"pushes": len(pushes)})
    for push in pushes:
        total.update(push.books)
    return dict(total)


def doors_of(front: Front) -> dict[str, int]:
    """What the loopback services took."""
    sinks = front.doors.sinks
    by_channel = Counter(one.channel for one in sinks.received)
    return {**by_channel, "repeats": sinks.repeats, "problems": len(sinks.problems)}


def push_faults(pushes: list[Push], front: Front) -> Iterator[str]:
    for push in pushes:
        books = dict(push.books)
        if books.pop("audience") != sum(books.values()):
            yield f"push {push.pk}: audience is not the sum of its fates: {push.books}"
        if books["waiting"] + books["sending"]:
            yield f"push {push.pk} is still open"
    yield from delivered_faults(pushes, front)
    yield from cap_faults(pushes)
    yield from (f"a service complains: {problem}" for problem in front.doors.sinks.problems)


def delivered_faults(pushes: list[Push], front: Front) -> Iterator[str]:
    """Each delivery came through its door, once; nothing came that is not in the delivery log."""
    came = Counter((one.channel, one.address, one.key) for one in front.doors.sinks.received)
    yield from (f"delivered twice: {place}" for place, number in came.items() if number > 1)
    mail = [place for place in front.doors.sinks.books.repeats if place[0] == "email"]
    yield from (f"mailed twice: {place}" for place in mail)
    settled = Delivery.objects.filter(push__in=pushes)
    delivered, all_of = settled.filter(state="delivered").count(), settled.count()
    if not delivered <= len(came) <= all_of:
        yield f"{delivered} delivered of {all_of}, but {len(came)} came through the doors"


def cap_faults(pushes: list[Push]) -> Iterator[str]:
    """No reader has more on a day than the policy allows, on any channel and on all together."""
    policy, reserved = Policy.current(), Delivery.objects.filter(push__in=pushes).exclude(slot=None)
    rows = list(reserved.values_list("reader_id", "day", "channel"))
    days = Counter((reader, day) for reader, day, _channel in rows)
    if days and max(days.values()) > policy.cap:
        yield f"the cap of {policy.cap} a day is broken"
    for (_reader, _day, channel), number in Counter(rows).items():
        if number > policy.caps[channel]:
            yield f"the cap of {channel} is broken: {number}"


def lift_of(front: Front) -> dict[str, Any]:
    """What the campaign brought, by its hold-out, beside the truth that only the simulation knows."""
    effect = Effect.objects.filter(strategy=front.stage.campaign, simulated=True).order_by("at", "pk").last()
    if effect is None or not effect.held:
        return {}
    found = effect.lift
    return {
        "treated": effect.treated,
        "held_out": effect.held,
        "visits_a_reader": round(found.difference, 4),
        "low": round(found.low, 4),
        "high": round(found.high, 4),
        "truth": round(truth_of(front), 4),
    }


def truth_of(front: Front) -> float:
    rows = assignments().filter(lambda t: t.strategy == front.stage.campaign.key, lambda t: t.held % 2 == 0)
    rows = rows.filter(lambda t: t.push > front.plan.push)
    first = rows.group_by("reader").aggregate(held=rows.held.max(), since=rows["at"].min()).to_pyarrow().to_pylist()
    places = front.crowd.places
    since = {places[row["reader"]]: row["since"] for row in first}
    held = np.array([places[row["reader"]] for row in first if row["held"]], dtype=np.int64)
    treated = np.array([places[row["reader"]] for row in first if not row["held"]], dtype=np.int64)
    pushes = list(front.pushes().select_related("subject"))
    return true_lift(
        pushes,
        seed=front.plan.seed,
        crowd=front.crowd,
        arrived=front.doors.arrived,
        treated=treated,
        held=held,
        since=since,
    )


def lift_faults(found: dict[str, Any]) -> Iterator[str]:
    if found and not found["low"] <= found["truth"] <= found["high"]:
        yield f"the true lift {found['truth']} does not lie in [{found['low']}, {found['high']}]"
