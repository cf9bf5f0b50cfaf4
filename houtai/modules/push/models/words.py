"""What became of one reader of a push, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as say

from houtai.core.readers.models import Channel, Reader
from houtai.modules.push.models.delivery import Delivery, DeliveryState
from houtai.modules.push.models.push import Push


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
