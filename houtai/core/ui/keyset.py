"""Pages behind a row instead of after so many rows: one a million rows deep costs what the first one costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Func, Value
from django.db.models.lookups import GreaterThan, LessThan


class Row(Func):
    """Several values compared as one, the first one first; both engines use an index for it."""

    template = "(%(expressions)s)"
    output_field = Field()


@dataclass(frozen=True)
class Place:
    """Where a row stands in an order: its value there (None: it has none), its key, and perhaps the row."""

    value: Any
    key: Any
    row: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Order:
    """By one column ("-" before it: downwards), then by key in the same direction, so that one index serves both ways.
    Rows without a value come last, whatever the direction and the engine.
    """

    model: Any
    name: str

    @property
    def path(self) -> str:
        name = self.name.removeprefix("-")
        return "pk" if name == self.model._meta.pk.name else name

    @property
    def descends(self) -> bool:
        return self.name.startswith("-")

    @cached_property
    def fields(self) -> list[Any]:
        """The columns on the way to it; none when it is no column, but for instance counted for each row."""
        model, found = self.model, []
        try:
            for step in self.path.split("__"):
                found.append(model._meta.pk if step == "pk" else model._meta.get_field(step))
                model = found[-1].related_model
        except (FieldDoesNotExist, AttributeError):
            return []
        return found if all(field.concrete and not field.many_to_many for field in found) else []

    @cached_property
    def blank(self) -> str:
        """What is missing in rows that have no value; "" when all have one."""
        steps, null = self.path.split("__"), [field.null for field in self.fields]
        return self.path if null[-1] else "__".join(steps[: null.index(True) + 1]) if any(null) else ""

    def parts(self, rows: Any) -> list[tuple[bool, Any]]:
        """The rows with a value, then those without. Each part says whether its rows have one."""
        if not self.blank:
            return [(True, rows)]
        missing = {state: rows.filter(**{f"{self.blank}__isnull": state}) for state in (False, True)}
        return [(True, missing[False]), (False, missing[True])]

    def sort(self, rows: Any, *, back: bool = False, by_value: bool = True, blanks_last: bool = False) -> Any:
        """blanks_last: for rows of both parts; within one part it would only keep an index from being used."""
        turn = "desc" if self.descends != back else "asc"
        last = {"nulls_last": True} if blanks_last and self.blank else {}
        key = getattr(F("pk"), turn)()
        return rows.order_by(*([getattr(F(self.path), turn)(**last)] if by_value and self.path != "pk" else []), key)

    def behind(self, place: Place, *, back: bool) -> Any:
        """What comes after the place, or before it."""
        compare = LessThan if self.descends != back else GreaterThan
        if place.value is None or self.path == "pk":
            return compare(F("pk"), Value(place.key))
        there = Row(
            Value(place.value, output_field=self.fields[-1]), Value(place.key, output_field=self.model._meta.pk)
        )
        return compare(Row(F(self.path), F("pk")), there)

    def write(self, place: Place) -> str:
        """A place as an address says it; signed, so that only what was written can be read."""
        simple = place.value is None or isinstance(place.value, int | float | str)
        return signing.dumps([place.value if simple else str(place.value), place.key], salt=self.salt)

    def read(self, text: str) -> Place | None:
        """What `write` has written for this order; None for anything else."""
        try:
            value, key = signing.loads(text, salt=self.salt)
            return Place(None if value is None else self.fields[-1].to_python(value), key)
        except (signing.BadSignature, ValidationError):
            return None

    @property
    def salt(self) -> str:
        return f"{self.model._meta.label}:{self.name}"

    def places(self, rows: Any, valued: bool) -> Iterator[Place]:
        """Sorted by another table, keys alone are gathered first: whole rows are too wide to be sorted in groups."""
        if len(self.fields) > 1:
            keys = rows.values_list(self.path, "pk")
            yield from (Place(value if valued else None, key) for value, key in keys)
        else:
            yield from (Place(getattr(row, self.fields[0].attname), row.pk, row) for row in rows)

    def walk(self, rows: Any, *, place: Place | None, back: bool, count: int) -> list[Place]:
        """The next places after this one (None: from the beginning) or, going back, before it (None: from the end)."""
        found: list[Place] = []
        for valued, part in reversed(self.parts(rows)) if back else self.parts(rows):
            here = place is not None and (place.value is not None) == valued
            if place is not None and not here:
                continue
            rest = part
            if here and place is not None:
                rest = part.filter(self.behind(place, back=back))
            found += self.places(self.sort(rest, back=back, by_value=valued)[: count - len(found)], valued)
            place = None
            if len(found) == count:
                break
        return found
