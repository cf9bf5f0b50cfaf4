"""What is lost with a row of a list, and what of it can be put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import PROTECT, Exists, OuterRef, Q


def named(rows: Any) -> Any:
    """Those of a queryset that cannot go, because articles name them."""
    relations = [one for one in rows.model._meta.related_objects if one.on_delete is PROTECT]
    found = Q(pk__in=[])
    for one in relations:
        found |= Exists(one.related_model._base_manager.filter(**{one.field.name: OuterRef("pk")}))
    return rows.filter(found)


def held_by(row: Any) -> dict[str, Any]:
    """Its values by field, others by their primary key."""
    return {field.name: getattr(row, field.attname) for field in kept(row)}


def addresses_of(row: Any) -> list[str]:
    return list(row.old_addresses.order_by("pk").values_list("slug", flat=True))


def put_back(row: Any, held: Mapping[str, Any]) -> list[str]:
    """Fill the row, as far as this is known. Returns the fields whose object is gone by now; these stay empty."""
    lost = []
    for field in (one for one in kept(row) if one.name in held):
        value = held[field.name]
        if value is not None and field.is_relation and not field.related_model._base_manager.filter(pk=value).exists():
            lost.append(field.name)
            value = None
        setattr(row, field.attname, value)
    return lost


def lead_again(row: Any, slugs: Sequence[str]) -> list[str]:
    """Give it its old addresses again. Returns those that others use by now: they keep them."""
    used = {*type(row)._base_manager.filter(slug__in=slugs).values_list("slug", flat=True)}
    used |= {*row.old_addresses.model.objects.filter(slug__in=slugs).values_list("slug", flat=True)}
    for slug in slugs:
        if slug not in used:
            row.old_addresses.create(slug=slug)
    return [slug for slug in slugs if slug in used]


def kept(row: Any) -> list[Any]:
    """Its fields but its number and what every save sets."""
    return [one for one in row._meta.concrete_fields if not (one.primary_key or getattr(one, "auto_now", False))]
