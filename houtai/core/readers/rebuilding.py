"""All bitmaps made anew from rows and events. What was kept as things changed must be equal to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from pyroaring import BitMap

from houtai.core.events.log import events
from houtai.core.readers.following import NAME, by_day, summed
from houtai.core.readers.models import Bitmap, Position, Reader, ReaderTag, Visitor
from houtai.core.readers.models.bitmap import Key, spread
from houtai.core.readers.models.reader import in_parts
from houtai.core.readers.models.tag import tag_key


def rebuild() -> list[Key]:
    """Make all bitmaps anew. Returns the keys of those that were wrong."""
    with transaction.atomic():
        kept, made = Bitmap.objects.select_for_update().found(), built()
        wrong = [key for key in {*kept, *made} if kept.get(key) != made.get(key)]
        for key in wrong:
            Bitmap.objects.put(key, made.get(key, BitMap()))
    return sorted(wrong)


def built() -> dict[Key, BitMap]:
    """What the bitmaps should be, from all rows and the events up to the position they were followed to."""
    rows = spread((key, reader.pk) for reader in Reader.objects.there().iterator() for key in reader.own_keys())
    tags = spread((tag_key(tag), reader) for tag, reader in ReaderTag.objects.values_list("tag", "reader").iterator())
    return {**rows, **tags, **dict(behaviour())}


def behaviour() -> Iterator[tuple[Key, BitMap]]:
    end = Position.objects.reached(NAME)
    past = events().filter(lambda t: t["commit"] <= end)
    counts = past.group_by("visitor", "name", "day", "simulated").aggregate(n=lambda t: t.count()).to_pyarrow()
    visitors = set(counts["visitor"].to_pylist())
    owners = {each.pk: each.reader for each in in_parts(Visitor.objects.select_related("reader"), "pk", visitors)}
    for (name, day), (numbers, values) in by_day(counts, owners).items():
        for digit, plane in enumerate(summed(numbers, values)):
            if plane:
                yield Key("did", name, day=day, plane=digit), plane
