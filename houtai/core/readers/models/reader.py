"""A reader: somebody we reach. The primary key is the dense number that bitmaps are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from houtai.core.events.schema import visitor_of
from houtai.core.readers.models.bitmap import Bitmap, Key, everybody_key, spread
from houtai.core.work.models import Subject, Visible
from houtai.core.workspaces.alone import alone

SOME = 5_000

Attributes = Mapping[str, str | int | float | bool]


class Readers(Visible):
    """What makes and changes readers here keeps their bitmaps too; `update` does not, so it is for other columns."""

    def known(self, key: str, *, now: datetime, simulated: bool = False) -> Reader:
        """The reader whom the site calls `key`, made when it is new."""
        return self.known_all([key], now=now, simulated=simulated)[key]

    def known_all(self, keys: Iterable[str], *, now: datetime, simulated: bool = False) -> dict[str, Reader]:
        wanted = set(keys)
        with transaction.atomic():
            alone("readers")
            found = {reader.key: reader for reader in in_parts(self, "key", wanted)}
            made = self.make_known(dict.fromkeys(sorted(wanted - found.keys()), now), simulated=simulated)
        return {**found, **{reader.key: reader for reader in made}}

    def numbers_of(self, seen: Mapping[str, datetime], *, simulated: bool) -> dict[str, int]:
        """Numbers of known readers by key, made when they are new and were `seen` then. Left out are those who are
        simulated when these are not, or the reverse.
        """
        with transaction.atomic():
            alone("readers")
            rows = list(in_parts(self.values_list("key", "pk", "simulated"), "key", seen))
            taken = {key for key, *_rest in rows}
            made = self.make_known({key: at for key, at in seen.items() if key not in taken}, simulated=simulated)
        return {key: pk for key, pk, alike in rows if alike == simulated} | {row.key: row.pk for row in made}

    def make_known(self, seen: Mapping[str, datetime], *, simulated: bool) -> list[Reader]:
        with transaction.atomic():
            new = [Reader(key=key, first_seen=at, last_seen=at, simulated=simulated) for key, at in seen.items()]
            made = self.bulk_create(new)
            Visitor.objects.number((own_visitor(reader.key), reader.pk) for reader in made)
        return made

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        with transaction.atomic():
            made: list[Any] = super().bulk_create(objs, *args, **options)
            Bitmap.objects.change(added=spread((key, reader.pk) for reader in made for key in reader.own_keys()))
        return made

    def anonymous(self, spans: Sequence[tuple[datetime, datetime]], *, simulated: bool) -> list[int]:
        """Make readers of whom nothing is known but when they were seen first and last. Returns their numbers.

        As bulk_create, in a fifth of the time: a hundred thousand may come in a minute.
        """
        made: list[int] = []
        with transaction.atomic():
            for start in range(0, len(spans), SOME):
                made += insert_anonymous(spans[start : start + SOME], simulated=simulated)
            Bitmap.objects.change(added={everybody_key(simulated=simulated): BitMap(made)} if made else {})
        return made

    def describe(self, wanted: Mapping[int, Mapping[str, Any]]) -> list[tuple[int, str, Any, Any]]:
        """Set attributes, by reader's number and name; None takes one away. Returns what changed: number, name, value
        before and after. Readers who are gone are left out.
        """
        with transaction.atomic(), connection.cursor() as cursor:
            alone("readers")
            changed, kept = self.differences(wanted)
            cursor.executemany("UPDATE readers_reader SET attributes = %s WHERE id = %s", kept)
            Bitmap.objects.change(
                added=spread((attribute_key(name, new), row) for row, name, _old, new in changed if new is not None),
                removed=spread((attribute_key(name, old), row) for row, name, old, _new in changed if old is not None),
            )
        return changed

    def differences(self, wanted: Mapping[int, Mapping[str, Any]]) -> tuple[list[tuple[int, str, Any, Any]], Any]:
        """What `describe` returns, and the columns to write: attributes with the reader's number."""
        changed: list[tuple[int, str, Any, Any]] = []
        kept: list[tuple[Any, int]] = []
        field = Reader._meta.get_field("attributes")
        for number, held in list(in_parts(self.values_list("pk", "attributes"), "pk", wanted)):
            new = {name: value for name, value in {**held, **wanted[number]}.items() if value is not None}
            differ = [(name, held.get(name), new.get(name)) for name in wanted[number]]
            differ = [row for row in differ if attribute_key(*row[:2]) != attribute_key(row[0], row[2])]
            changed += [(number, *row) for row in differ]
            if differ:
                kept.append((field.get_db_prep_save(new, connection), number))
        return changed, kept

    def discard(self, seen: Mapping[int, datetime]) -> int:
        """Delete readers of whom nothing is known: number, and when they were first seen. Who did anything since
        stays. Returns how many went.
        """
        first = min(seen.values(), default=None)
        if first is None:
            return 0
        did = Bitmap.objects.filter(kind="did", day__gte=first.date()).found()
        numbers = BitMap(seen) - BitMap.union(BitMap(), *did.values())
        wanted = list(numbers)
        with transaction.atomic():
            Bitmap.objects.change(removed={everybody_key(simulated=each): numbers for each in (False, True)})
            for start in range(0, len(wanted), SOME):
                models.QuerySet.delete(self.filter(pk__in=wanted[start : start + SOME]))
        return len(wanted)

    def there(self) -> Readers:
        """Those who stand for somebody: not merged into another."""
        return self.filter(merged=None)


class Reader(models.Model):
    """key: the site's own name for a reader it knows, None while anonymous; merged: the reader this one turned out to
    be; attributes: name to text, number or flag; simulated: made by a played day, and never reached for real.

    It is a subject, but its row is made by its first decision: most readers never have one.
    """

    key = models.CharField(_("key"), max_length=200, unique=True, null=True, blank=True)
    first_seen = models.DateTimeField(_("first seen"))
    last_seen = models.DateTimeField(_("last seen"), db_index=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="UTC")
    language = models.CharField(_("language"), max_length=20, blank=True)
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    merged = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="absorbed")
    simulated = models.BooleanField(_("simulated"), default=False)

    objects = Readers.as_manager()

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        permissions = [
            ("tag_reader", _("Can tag readers and keep their consent")),
            ("export_reader", _("Can take out everything that is kept about a reader")),
        ]

    def __str__(self) -> str:
        return self.key or f"#{self.pk}"

    @property
    def number(self) -> int:
        return int(self.pk)

    def own_keys(self) -> set[Key]:
        """Of the bitmaps that follow from its own row."""
        if self.merged_id:
            return set()
        attributes = {attribute_key(name, value) for name, value in self.attributes.items()}
        return {everybody_key(simulated=self.simulated), *attributes}

    def save(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            before = set() if self._state.adding else self.kept_keys()
            super().save(*args, **options)
            after = self.kept_keys() if options.get("update_fields") else self.own_keys()
            own = {self.number}
            Bitmap.objects.change(
                added=spread((key, number) for key in after - before for number in own),
                removed=spread((key, number) for key in before - after for number in own),
            )

    def kept_keys(self) -> set[Key]:
        kept = Reader.objects.filter(pk=self.pk).first()
        return kept.own_keys() if kept else set()

    def delete(self, *args: Any, **options: Any) -> Any:
        from houtai.core.readers.merging import forget

        with transaction.atomic():
            forget(self)
            Subject.objects.filter(kind=self._meta.label_lower, key=str(self.pk)).update(
                state="deleted", version=F("version") + 1
            )
            return super().delete(*args, **options)

    @property
    def subject(self) -> Subject:
        """Its title is its number, because the decision log outlives an erased reader."""
        told = {"title": f"#{self.pk}", "url": reverse("readers.reader", args=[self.pk])}
        row, _made = Subject.objects.get_or_create(kind=self._meta.label_lower, key=str(self.pk), defaults=told)
        return row

    def touch_subject(self) -> None:
        """Whoever decides on what they saw before is refused."""
        Subject.objects.filter(pk=self.subject.pk).update(version=F("version") + 1)


class Visitors(models.QuerySet["Visitor"]):
    def number(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Keep visitors, each with the number of their reader. Whose they are already stays."""
        insert = "INSERT INTO readers_visitor (id, reader_id) VALUES (%s, %s) ON CONFLICT (id) DO NOTHING"
        with connection.cursor() as cursor:
            cursor.executemany(insert, list(pairs))


class Visitor(models.Model):
    """One browser or one known key, as events name it (`events.schema.visitor_of`), and whose it is."""

    id = models.BigIntegerField(primary_key=True)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="visitors")

    objects = Visitors.as_manager()

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")

    def __str__(self) -> str:
        return f"{self.pk}"


def insert_anonymous(spans: Sequence[tuple[datetime, datetime]], *, simulated: bool) -> list[int]:
    """The columns that follow from the two, as a new Reader has them."""
    blank = Reader(simulated=simulated)
    fields = [field for field in Reader._meta.concrete_fields if not field.primary_key]
    same = [field.get_db_prep_save(getattr(blank, field.attname), connection) for field in fields]
    first, last = (fields.index(Reader._meta.get_field(name)) for name in ("first_seen", "last_seen"))
    adapt, values = connection.ops.adapt_datetimefield_value, []
    for seen in spans:
        same[first], same[last] = adapt(seen[0]), adapt(seen[1])
        values += same
    row = f"({', '.join(['%s'] * len(fields))})"
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        # Only names of columns and marks for values are put together here.
        cursor.execute(
            f"INSERT INTO readers_reader ({names}) VALUES {', '.join([row] * len(spans))} RETURNING id",  # noqa: S608
            values,
        )
        return [number for (number,) in cursor.fetchall()]


def attribute_key(name: str, value: Any) -> Key:
    return Key("attribute", name[:120], json.dumps(value, ensure_ascii=False)[:300])


def own_visitor(key: str) -> int:
    """What stands in events for a reader known by key alone."""
    return visitor_of(f"reader:{key}")


def in_parts(rows: Any, field: str, values: Iterable[Any], *, size: int = 20_000) -> Iterable[Any]:
    """Rows whose field is one of many values: databases bound how many a query may name."""
    wanted = list(values)
    for start in range(0, len(wanted), size):
        yield from rows.filter(**{f"{field}__in": wanted[start : start + size]})
