"""What becomes of each reader of an audience, worked out for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyroaring import BitMap

from houtai.core.events.schema import ASSIGNMENTS
from houtai.core.readers.holdout import drawn
from houtai.modules.push.models.delivery import Delivery
from houtai.modules.push.models.ground import Flags, Ground, Numbers, local
from houtai.modules.push.models.policy import Policy
from houtai.modules.push.models.push import Push
from houtai.modules.push.models.slots import Slots, Taken

FATES = ("send", "held_out", "opted_out", "no_channel", "capped", "quiet")
SEND, HELD_OUT, OPTED_OUT, NO_CHANNEL, CAPPED, QUIET = range(len(FATES))
GLOBAL, OWN = 1, 2


@dataclass(frozen=True, kw_only=True)
class Times:
    """By time zone: when a push may reach its readers, on which date of theirs, and whether that is too late."""

    due: Sequence[datetime]
    day: Sequence[date]
    late: Flags

    @classmethod
    def of(cls, zones: Sequence[str], *, policy: Policy, now: datetime, expires: datetime) -> Times:
        opens = [policy.opens(local=local(now, zone)) for zone in zones]
        late = [moment.astimezone(UTC) >= expires for moment in opens]
        # Who is reached no more today is counted under today.
        days = [
            (local(now, zone) if over else moment).date() for zone, moment, over in zip(zones, opens, late, strict=True)
        ]
        return cls(due=[moment.astimezone(UTC) for moment in opens], day=days, late=np.array(late, dtype=np.bool_))


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Row for row: a reader's number, bits of `held`, fate (index into FATES), arm, channel (index into the push's
    channels, -1 for none), slots (0 for none) and time zone (index into the times).
    """

    push: Push
    times: Times
    numbers: Numbers
    held: NDArray[np.int8]
    fate: NDArray[np.int8]
    arm: NDArray[np.int16]
    channel: NDArray[np.int8]
    slot: Slots
    channel_slot: Slots
    zone: NDArray[np.int32]

    @property
    def sums(self) -> dict[str, int]:
        counts = np.bincount(self.fate, minlength=len(FATES)).tolist()
        return {"audience": len(self.numbers), **dict(zip(FATES, counts, strict=True))}

    @property
    def members(self) -> BitMap:
        return BitMap(self.numbers)

    def deliveries(self) -> list[Delivery]:
        rows = np.flatnonzero(self.fate == SEND)
        columns = (self.numbers, self.arm, self.channel, self.slot, self.channel_slot, self.zone)
        return [
            Delivery(
                push=self.push,
                reader_id=number,
                arm=arm,
                channel=self.push.channels[channel],
                slot=slot,
                channel_slot=channel_slot,
                day=self.times.day[zone],
                due=self.times.due[zone],
            )
            for number, arm, channel, slot, channel_slot, zone in zip(*(c[rows].tolist() for c in columns), strict=True)
        ]

    def kept_to(self, reserved: Numbers) -> Chosen:
        """Where another plan took the slot in the same moment, the reader is capped."""
        lost = (self.fate == SEND) & ~np.isin(self.numbers, reserved)
        return replace(
            self,
            fate=np.where(lost, CAPPED, self.fate).astype(np.int8),
            channel=np.where(lost, -1, self.channel).astype(np.int8),
        )

    def assignments(self, *, at: datetime) -> pa.Table:
        """As in events.schema.ASSIGNMENTS. propensity: of this headline; the hold-outs' shares are the push's own."""
        count, push = len(self.numbers), self.push
        names = pa.array([*push.channels, ""])
        columns = {
            "push": same(push.pk, count),
            "decision": same(push.decision, count),
            "strategy": same(push.strategy, count),
            "at": same(at, count),
            "day": same(at.astimezone(UTC).date(), count),
            "reader": pa.array(self.numbers),
            "arm": pa.array(self.arm),
            "propensity": same(1 / max(len(push.headlines), 1), count),
            "held": pa.array(self.held),
            "fate": pa.array(FATES).take(pa.array(self.fate)),
            "channel": names.take(pa.array(np.where(self.channel < 0, len(push.channels), self.channel))),
            "simulated": same(push.simulated, count),
        }
        return pa.table({field.name: columns[field.name].cast(field.type) for field in ASSIGNMENTS}, schema=ASSIGNMENTS)


def same(value: Any, count: int) -> pa.Array:
    return pa.array([value] * count) if value is None else pa.repeat(pa.scalar(value), count)


def choose(push: Push, members: BitMap, *, policy: Policy, ground: Ground, now: datetime) -> Chosen:
    """Fates in their order: held out, opted out, no channel, capped, quiet. Changes nothing.

    Who is in quiet hours that end before the push expires is sent to then, in a slot of that day.
    """
    rows = ground.places(members)
    numbers, zone = ground.numbers[rows], ground.zone[rows]
    times = Times.of(ground.zones, policy=policy, now=now, expires=push.expires)
    taken = Taken.of(numbers, days=times.day, day=zone, channels=push.channels)
    channel, channel_slot, usable = first_channel(push, rows, ground=ground, policy=policy, taken=taken)
    slot = taken.free(cap=policy.cap)
    held = held_bits(numbers, push=push, policy=policy)
    refused = np.any([ground.refused[name][rows] for name in push.channels], axis=0)
    tests = (held > 0, ~usable & refused, ~usable, (channel < 0) | (slot == 0), times.late[zone])
    fate = np.select(tests, (HELD_OUT, OPTED_OUT, NO_CHANNEL, CAPPED, QUIET), default=SEND).astype(np.int8)
    return Chosen(
        push=push,
        times=times,
        numbers=numbers,
        held=held,
        fate=fate,
        arm=arms(numbers, push=push, policy=policy),
        channel=np.where(fate == SEND, channel, -1).astype(np.int8),
        slot=slot,
        channel_slot=channel_slot,
        zone=zone,
    )


def first_channel(
    push: Push, rows: NDArray[np.int64], *, ground: Ground, policy: Policy, taken: Taken
) -> tuple[NDArray[np.int8], Slots, Flags]:
    """For each row the first channel that reaches the reader and has a slot (-1: none), its slot, and whether any does
    reach them."""
    channel, slots = np.full(len(rows), -1, dtype=np.int8), np.zeros(len(rows), dtype=np.int16)
    usable = np.zeros(len(rows), dtype=np.bool_)
    for place, name in enumerate(push.channels):
        reaches = ground.reachable[name][rows] & ~ground.refused[name][rows]
        free = taken.free_of(name, cap=policy.caps[name])
        fits = reaches & (free > 0) & (channel < 0)
        channel[fits], slots[fits] = place, free[fits]
        usable |= reaches
    return channel, slots, usable


def held_bits(numbers: Numbers, *, push: Push, policy: Policy) -> NDArray[np.int8]:
    out = np.where(drawn(numbers, salt=policy.salt) * 100 < policy.holdout, GLOBAL, 0)
    if push.holdout:
        own = drawn(numbers, salt=push.holdout["salt"]) * 100 < push.holdout["percent"]
        out = out | np.where(own, OWN, 0)
    return out.astype(np.int8)


def arms(numbers: Numbers, *, push: Push, policy: Policy) -> NDArray[np.int16]:
    share = drawn(numbers, salt=f"{policy.salt}:push:{push.pk}")
    return (share * max(len(push.headlines), 1)).astype(np.int16)
