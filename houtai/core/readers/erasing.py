"""Everything that is kept about one reader: handed out, or erased. Found by walking all foreign keys to a reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.timezone import now

from houtai.core.events import erasing
from houtai.core.events.erasing import history
from houtai.core.readers.models import Erasure, Reader, Visitor
from houtai.core.workspaces.tasks import enqueue

AGAIN = timedelta(hours=1)

AGAIN = timedelta(hours=1)


def export(reader: Reader) -> dict[str, Any]:
    """Rows by table, and events; written as JSON with `Encoder`."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(reader):
        tables.setdefault(row._meta.label_lower, []).append(plain(row))
    events = history(visitors_of(reader)).to_pylist()
    return {"rows": tables, "events": events}


def erase(reader: Reader, *, at: datetime) -> int:
    """Delete all rows at once and the events soon after, when the log can be rewritten. Returns how many rows.

    What others did by a link that was theirs keeps their number (`via`), which leads to nobody any more.
    """
    with transaction.atomic():
        visitors, rows = visitors_of(reader), list(rows_of(reader))
        numbers = [row.pk for row in rows if isinstance(row, Reader)]
        reader.delete()
        Erasure.objects.keep(visitors, at=at)
        later(visitors, numbers, at=at)
    return len(rows)


def later(visitors: list[int], numbers: list[int], *, at: datetime) -> None:
    """Twice: what was still in the intake, or in a browser, comes into the log afterwards."""
    from houtai.core.readers.tasks import erase_events

    enqueue(erase_events, visitors, numbers, at.isoformat())
    enqueue(erase_events, visitors, numbers, at.isoformat(), after=now() + AGAIN)


def erase_events(visitors: list[int], numbers: list[int], *, until: datetime) -> int:
    """What the visitors did until then, and what was assigned to the readers with these numbers."""
    return erasing.erase(visitors, until=until) + erasing.erase_assignments(numbers)


def visitors_of(reader: Reader) -> list[int]:
    return list(Visitor.objects.filter(reader=reader).values_list("pk", flat=True))


def rows_of(row: models.Model, seen: set[tuple[str, Any]] | None = None) -> Iterator[models.Model]:
    """The row and all that points to it, however far, each once. What outlives its reader is not theirs."""
    seen = set() if seen is None else seen
    if (row._meta.label, row.pk) in seen:
        return
    seen.add((row._meta.label, row.pk))
    yield row
    for relation in row._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            for each in relation.related_model._base_manager.filter(**{relation.field.name: row}):
                yield from rows_of(each, seen)


def plain(row: models.Model) -> dict[str, Any]:
    """Columns by name; secrets of others are none here, and sets of readers are not theirs."""
    kept = [field for field in row._meta.concrete_fields if not isinstance(field, models.BinaryField)]
    return {field.attname: field.value_from_object(row) for field in kept}


Encoder = DjangoJSONEncoder
