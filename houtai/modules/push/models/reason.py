"""Why one reader did or did not get one push."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc
from django.utils.translation import gettext as say

from houtai.core.events.log import assignments
from houtai.core.readers.models import Address, Channel, Consent, Reader
from houtai.modules.push.models.batch import Batch
from houtai.modules.push.models.delivery import Delivery, DeliveryState
from houtai.modules.push.models.push import Push


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """fate: the delivery's state, or why there is none: "held_out", "opted_out", "no_channel", "capped", "quiet"; ""
    where the reader was not meant at all, or nothing is planned yet; words: sentences that say why.

    assignment: the row of the assignment batch (see events.schema.ASSIGNMENTS), or empty; headline: the variant drawn;
    others: deliveries of other pushes that took slots on the same day; consents, addresses: as they are now.
    """

    push: Push
    reader: Reader
    fate: str
    words: Sequence[str]
    assignment: Mapping[str, Any]
    headline: str
    delivery: Delivery | None
    others: Sequence[Delivery]
    consents: Sequence[Consent]
    addresses: Sequence[Address]


def why(push: Push, reader: Reader) -> Explanation:
    """Works before the assignment batch reached the log, too."""
    row = assignment(push, reader)
    delivery = Delivery.objects.filter(push=push, reader=reader).first()
    fate = delivery.state if delivery else ("" if not row else str(row["fate"]))
    others = taken_that_day(push, reader, delivery)
    return Explanation(
        push=push,
        reader=reader,
        fate=fate,
        words=sentences(push, reader, row, delivery, others),
        assignment=row,
        headline=push.headlines[row["arm"]] if row and row["arm"] < len(push.headlines) else "",
        delivery=delivery,
        others=others,
        consents=list(Consent.objects.filter(reader=reader)),
        addresses=list(Address.objects.filter(reader=reader)),
    )


def assignment(push: Push, reader: Reader) -> dict[str, Any]:
    """What the push meant for the reader; empty when they were not in the audience."""
    if push.planned is None or reader.pk not in push.audience_members:
        return {}
    batch = Batch.objects.filter(push=push).first()
    if batch:
        found = batch.table.filter(pc.field("reader") == reader.pk).to_pylist()
    else:
        day = push.planned.date()
        table = assignments().filter(lambda t: (t.push == push.pk) & (t.reader == reader.pk) & (t.day == day))
        found = table.to_pyarrow().to_pylist()
    return found[0] if found else {}


def taken_that_day(push: Push, reader: Reader, delivery: Delivery | None) -> list[Delivery]:
    """The other deliveries that took the reader's attention on that day of theirs, or around the time of planning."""
    if delivery is None and push.planned is None:
        return []
    from houtai.modules.push.models.ground import local

    day = delivery.day if delivery else local(push.planned, reader.timezone).date()
    rows = Delivery.objects.filter(reader=reader, day=day).exclude(slot=None).exclude(push=push)
    return list(rows.select_related("push__subject").defer("push__members").order_by("slot"))


def sentences(
    push: Push, reader: Reader, row: Mapping[str, Any], delivery: Delivery | None, others: Sequence[Delivery]
) -> list[str]:
    if delivery:
        return [*of_delivery(delivery), *of_draw(push, row)]
    if push.planned is None:
        return [push.why or say("It is not planned yet: nobody has been chosen.")]
    if not row:
        merged = [say("This reader was merged into another: ask for that one.")] if reader.merged_id else []
        return merged or [say("The reader was not in the audience when the push was planned.")]
    return [*of_fate(str(row["fate"]), int(row["held"]), others), *of_draw(push, row)]


def of_delivery(delivery: Delivery) -> list[str]:
    told = {
        "channel": dict(Channel.choices).get(delivery.channel, delivery.channel),
        "tries": delivery.tries,
        "error": delivery.error,
    }
    words = {
        DeliveryState.WAITING: say("It waits to be sent by %(channel)s."),
        DeliveryState.SENDING: say("It is being sent by %(channel)s at this moment."),
        DeliveryState.DELIVERED: say("It was delivered by %(channel)s, at try %(tries)s."),
        DeliveryState.FAILED: say("It could not be delivered by %(channel)s: %(error)s."),
        DeliveryState.EXPIRED: say("It was not delivered by %(channel)s before it expired. %(error)s"),
        DeliveryState.STOPPED: say("It was stopped before it was sent by %(channel)s. %(error)s"),
    }
    slot = [say("It took slot %(slot)s of that day.") % {"slot": delivery.slot}] if delivery.slot else []
    return [(words[DeliveryState(delivery.state)] % told).strip(), *slot]


def of_fate(fate: str, held: int, others: Sequence[Delivery]) -> list[str]:
    words = {
        "held_out": say(
            "The reader is held out by chance, and for good, so that the effect of pushes can be measured."
        ),
        "opted_out": say("The reader opted out of the channels that would have reached them."),
        "no_channel": say("The reader has no working address on any of the push's channels."),
        "capped": say("All the slots of the reader's day were taken: by %(count)s other pushes."),
        "quiet": say("It was quiet time where the reader lives, until after the push expired."),
    }
    by = {1: say("The hold-out of all pushes."), 2: say("The strategy's own hold-out."), 3: say("Both hold-outs.")}
    return [words[fate] % {"count": len(others)} if fate == "capped" else words[fate], *([by[held]] if held else [])]


def of_draw(push: Push, row: Mapping[str, Any]) -> list[str]:
    if not row or len(push.headlines) < 2:
        return []
    told = {"arm": row["arm"] + 1, "of": len(push.headlines), "share": f"{100 * row['propensity']:.0f}"}
    return [say("By chance (%(share)s %%) headline %(arm)s of %(of)s was drawn.") % told]
