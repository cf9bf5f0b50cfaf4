"""All bitmaps made anew from rows and events. What was kept as things changed must be equal to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from django.db import transaction
from pyroaring import BitMap

from houtai.core.events.log import events
from houtai.core.readers.following import NAME, by_day
from houtai.core.readers.models import Bitmap, Erasure, Position, Reader, ReaderTag
from houtai.core.readers.models.bitmap import Key, spread
from houtai.core.readers.models.tag import tag_key
from houtai.core.readers.owners import Owners
from houtai.core.readers.slices import Slice
from houtai.core.workspaces.alone import alone


def rebuild() -> list[Key]:
    """Make all bitmaps anew. Returns the keys of those that were wrong."""
    with transaction.atomic():
        alone("readers")
        kept, made = Bitmap.objects.found(), built()
        wrong = [key for key in {*kept, *made} if kept.get(key) != made.get(key)]
        Bitmap.objects.keep({key: made.get(key, BitMap()) for key in wrong}, before=kept)
    return sorted(wrong)


def built() -> dict[Key, BitMap]:
    """What the bitmaps should be, from all rows and the events up to the position they were followed to."""
    rows = spread((key, reader.pk) for reader in Reader.objects.there().iterator() for key in reader.own_keys())
    tags = spread((tag_key(tag), reader) for tag, reader in ReaderTag.objects.values_list("tag", "reader").iterator())
    return {**rows, **tags, **dict(behaviour())}


def behaviour() -> Iterator[tuple[Key, BitMap]]:
    end = Position.objects.reached(NAME)
    past = Erasure.objects.left_out(events()).filter(lambda t: t["commit"] <= end)
    counts = past.group_by("visitor", "name", "day", "simulated").aggregate(n=lambda t: t.count()).to_pyarrow()
    for (name, day), planes in by_day(counts, Owners.of(np.unique(counts["visitor"].to_numpy()))):
        yield from ((key, bits) for key, bits in Slice(name, day, planes).sets.items() if bits)
