"""Cleans text that came past all models, in the rows of an archive: whoever wrote that may be hostile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from houtai.core.text.address import settle
from houtai.core.text.sanitise import clean

AT_ONCE = 200
Ways = Mapping[str, Callable[[Any], Any]]


def text(value: Any) -> str:
    """Stored rich text, clean; what is none becomes empty."""
    return clean(value, stored=True) if isinstance(value, str) else ""


def address(value: Any) -> str:
    return settle(value) if isinstance(value, str) else ""


def clean_columns(rows: Any, ways: Ways) -> int:
    """Clean these columns of all rows of a queryset. Returns how many rows were not clean."""
    last, changed = 0, 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").values("pk", *ways)[:AT_ONCE]):
        for row in batch:
            last = row.pop("pk")
            if row != (settled := cleaned(row, ways)):
                changed += rows.filter(pk=last).update(**settled)
    return changed


def clean_revisions(model: Any, ways: Ways) -> int:
    """The same within the revisions of a model, which hold its rows as they would become."""
    rows = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
    return clean_columns(rows, {"content": lambda content: cleaned(content, ways)})


def cleaned(values: Any, ways: Ways) -> Any:
    if not isinstance(values, dict):
        return {}
    return {name: ways[name](value) if name in ways else value for name, value in values.items()}
