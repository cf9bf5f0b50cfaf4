"""Why one reader did or did not get one push."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from houtai.core.events.log import assignments
from houtai.core.readers.models import Address, Consent, Reader
from houtai.modules.push.models.batch import Batch
from houtai.modules.push.models.delivery import Delivery
from houtai.modules.push.models.push import Push
from houtai.modules.push.models.words import sentences


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
