"""Looks at what an import would change, carries it out, and takes exactly that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from pyroaring import BitMap

from houtai.core.readers.imports.sheet import Sheet, Wish, read
from houtai.core.readers.models import Reader, ReaderTag, Tag
from houtai.core.readers.models.importing import Change, Import, ImportState
from houtai.core.readers.models.reader import attribute_key, in_parts
from houtai.core.work.models import Subject

AT_ONCE = 5_000


def check(row: Import) -> Import:
    """Read the table and count what it would change. Changes no reader."""
    sheet = read(bytes(row.data))
    refuse_played(sheet)
    row.problems, row.wrong = sheet.problems, sheet.wrong
    row.report = {} if sheet.wrong else foreseen(sheet.wishes)
    row.state = ImportState.WRONG if sheet.wrong or not sheet.wishes else ImportState.READY
    row.save()
    return row


def refuse_played(sheet: Sheet) -> None:
    keys = {wish.key for wish in sheet.wishes}
    played = set(in_parts(Reader.objects.filter(simulated=True).values_list("key", flat=True), "key", keys))
    for wish in sheet.wishes if played else ():
        if wish.key in played:
            sheet.complain(wish.line, _("“%(key)s” is a simulated reader.") % {"key": wish.key})


def foreseen(wishes: Sequence[Wish]) -> dict[str, int]:
    """What would change: readers known and new, tags and attributes given, changed, and as they are already."""
    known = {
        key: (pk, held)
        for key, pk, held in in_parts(
            Reader.objects.values_list("key", "pk", "attributes"), "key", {wish.key for wish in wishes}
        )
    }
    numbers, attributes = {key: pk for key, (pk, _held) in known.items()}, dict(known.values())
    report = counted(known=len(known), new=len({wish.key for wish in wishes} - known.keys()))
    for name, keys in tagged(wishes).items():
        tag = Tag.objects.filter(name=name).first()
        report["new_tags"] += tag is None
        theirs = BitMap(numbers[key] for key in keys if key in numbers)
        already = ReaderTag.objects.having(tag, theirs) if tag else BitMap()
        report["tags"] += len(keys) - len(already)
        report["same"] += len(already)
    for wish in wishes:
        if wish.attribute:
            held = attributes.get(numbers.get(wish.key, 0), {})
            report[difference(held, wish)] += 1
    return report


def counted(**known: int) -> dict[str, int]:
    return {"known": 0, "new": 0, "new_tags": 0, "tags": 0, "set": 0, "changed": 0, "same": 0, **known}


def difference(held: dict[str, Any], wish: Wish) -> str:
    if wish.attribute not in held:
        return "set"
    same = attribute_key("", held[wish.attribute]) == attribute_key("", wish.value)
    return "same" if same else "changed"


def tagged(wishes: Sequence[Wish]) -> dict[str, list[str]]:
    """Keys of readers by tag."""
    by_tag: dict[str, list[str]] = {}
    for wish in wishes:
        if wish.tag:
            by_tag.setdefault(wish.tag, []).append(wish.key)
    return by_tag


def carry_out(row: Import, *, at: datetime) -> dict[str, int]:
    """Do all of it, in the caller's transaction, and keep what it changed instead of the table."""
    wishes = read(bytes(row.data)).wishes
    report = foreseen(wishes)
    before = {key for (key,) in in_parts(Reader.objects.values_list("key"), "key", {wish.key for wish in wishes})}
    numbers = Reader.objects.numbers_of({wish.key: at for wish in wishes}, simulated=False)
    changes = [Change(of=row, reader_id=numbers[key], made=True) for key in numbers if key not in before]
    for name, keys in tagged(wishes).items():
        tag = Tag.objects.get_or_create(name=name)[0]
        given = ReaderTag.objects.give(tag, [numbers[key] for key in keys], how="import", at=at)
        changes += [Change(of=row, reader_id=number, tag=tag) for number in given]
    wanted: dict[int, dict[str, Any]] = {}
    for wish in wishes:
        if wish.attribute:
            wanted.setdefault(numbers[wish.key], {})[wish.attribute] = wish.value
    for number, name, old, new in Reader.objects.describe(wanted):
        changes.append(Change(of=row, reader_id=number, attribute=name, before=old, after=new))
    Change.objects.bulk_create(changes, batch_size=AT_ONCE)
    row.state, row.data, row.report, row.at = ImportState.DONE, b"", report, at
    row.save()
    return report


def take_back(row: Import) -> dict[str, int]:
    """Take back what the import changed and nobody changed since, in the caller's transaction."""
    changes = row.changes.all()
    tags = take_tags(row, changes)
    values = take_values(changes)
    gone = drop_readers(changes)
    row.changes.all().delete()
    row.state = ImportState.UNDONE
    row.save()
    return {"tags": tags, "attributes": values, "readers": gone}


def take_tags(row: Import, changes: Any) -> int:
    taken = 0
    for tag in Tag.objects.filter(imported__of=row).distinct():
        mine = ReaderTag.objects.filter(tag=tag, how="import", at=row.at).values_list("reader", flat=True)
        numbers = BitMap(changes.filter(tag=tag).values_list("reader", flat=True)) & BitMap(mine)
        taken += len(ReaderTag.objects.take(tag, numbers))
    return taken


def take_values(changes: Any) -> int:
    rows = list(changes.exclude(attribute="").values_list("reader", "attribute", "before", "after"))
    held = dict(in_parts(Reader.objects.values_list("pk", "attributes"), "pk", {number for number, *_rest in rows}))
    wanted: dict[int, dict[str, Any]] = {}
    for number, name, before, after in rows:
        if name in held[number] and attribute_key("", held[number][name]) == attribute_key("", after):
            wanted.setdefault(number, {})[name] = before
    return len(Reader.objects.describe(wanted))


def drop_readers(changes: Any) -> int:
    """Those whom the import made, unless anything came to be known of them since."""
    made = Reader.objects.filter(imported__in=changes.filter(made=True), attributes={})
    for relation in Reader._meta.related_objects:
        if relation.related_model is not Change and relation.name != "visitors":
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            made = made.exclude(Exists(rows))
    decided = Subject.objects.filter(kind="readers.reader", key=Cast(OuterRef("pk"), CharField()))
    made = made.exclude(Exists(decided)).annotate(many=Count("visitors")).filter(many__lte=1)
    return Reader.objects.discard(dict(made.values_list("pk", "first_seen")))
