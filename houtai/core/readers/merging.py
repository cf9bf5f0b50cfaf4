"""When an anonymous reader turns out to be a known one, and when a reader goes: what becomes of their bitmaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from pyroaring import BitMap

from houtai.core.readers import counters
from houtai.core.readers.models.address import Address, Consent
from houtai.core.readers.models.bitmap import Bitmap
from houtai.core.readers.models.reader import Reader, Visitor
from houtai.core.readers.models.tag import ReaderTag, tag_key
from houtai.core.readers.slices import Slice

DAY = timedelta(days=1)


def merge(pairs: Mapping[Reader, Reader]) -> None:
    """Each anonymous reader (the key) goes over into a known one (the value). Call it in a transaction."""
    for anonymous, known in pairs.items():
        hand_over(anonymous, known)
    into = {anonymous.number: known.number for anonymous, known in pairs.items()}
    first = min((each.first_seen.date() for each in pairs), default=date.max)
    last = max((each.last_seen.date() for each in pairs), default=date.min)
    for kept in slices(first, last):
        moving = BitMap.union(*kept.planes) & BitMap(into)
        if moving:
            counts = [(into[number], counters.counted(kept.planes, number)) for number in moving]
            kept.become(counters.totals([[plane - moving for plane in kept.planes], *one_by_one(counts)]))


def hand_over(anonymous: Reader, known: Reader) -> None:
    """Rows go over; what the known reader has already stays, and of two consents the more recent one."""
    Visitor.objects.filter(reader=anonymous).update(reader=known)
    Address.objects.filter(reader=anonymous).update(reader=known)
    for consent in Consent.objects.filter(reader=anonymous):
        hand_over_consent(consent, known)
    for tag in ReaderTag.objects.filter(reader=anonymous):
        ReaderTag.objects.give(tag.tag, [known.number], how=tag.how, at=tag.at)
        tag.delete()
    known.attributes = {**anonymous.attributes, **known.attributes}
    known.first_seen = min(known.first_seen, anonymous.first_seen)
    known.last_seen = max(known.last_seen, anonymous.last_seen)
    known.timezone = anonymous.timezone if known.timezone == "UTC" else known.timezone
    known.language = known.language or anonymous.language
    known.save()
    anonymous.merged, anonymous.attributes = known, {}
    anonymous.save()


def hand_over_consent(consent: Consent, known: Reader) -> None:
    other = Consent.objects.filter(reader=known, channel=consent.channel).first()
    if other and other.at >= consent.at:
        consent.delete()
        return
    if other:
        other.delete()
    consent.reader = known
    consent.save(update_fields=["reader"])


def forget(reader: Reader) -> None:
    """Take a reader out of every bitmap. Call it in the transaction that deletes the row."""
    tags = [tag_key(tag) for tag in reader.tags.values_list("tag", flat=True)]
    gone = BitMap([reader.number])
    Bitmap.objects.change(removed=dict.fromkeys([*tags, *reader.own_keys()], gone))
    for kept in slices(reader.first_seen.date(), reader.last_seen.date()):
        if any(reader.number in plane for plane in kept.planes):
            kept.become([plane - gone for plane in kept.planes])


def slices(first: date, last: date) -> Iterable[Slice]:
    """What was done between, for readers who were first and last seen on these days."""
    # When somebody was last seen is kept to the hour, so it may have been the day after.
    rows = Bitmap.objects.filter(kind="did", day__gte=first, day__lte=min(last, date.max - DAY) + DAY)
    for name, day in sorted(set(rows.values_list("name", "day"))):
        yield Slice.of(name, day, rows.filter(name=name, day=day).found())


def one_by_one(counts: Sequence[tuple[int, int]]) -> Iterable[list[BitMap]]:
    """As planes, where several counts may go to one reader."""
    for _place, group in groupby(sorted(ranked(counts)), key=lambda row: row[0]):
        numbers, values = zip(*[(number, count) for _place, number, count in group], strict=True)
        yield counters.sliced(numbers, values)


def ranked(counts: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, int]]:
    """Each with how many counts of the same reader came before it."""
    seen: dict[int, int] = {}
    for number, count in counts:
        yield seen.setdefault(number, 0), number, count
        seen[number] += 1
