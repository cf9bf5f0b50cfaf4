"""One row of every model that has none yet, with the canary in its texts: what the product makes only now and then."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.utils.timezone import now

from houtai.core.workspaces.stamps import is_control

# Counted from events and by tasks, and not to be made up.
LEFT_OUT = ("insight.", "rankings.", "readers.Import", "readers.Change", "work.Request", "workspaces.Outbox", "push.")

PLAIN: dict[type, Any] = {
    models.BooleanField: False,
    models.IntegerField: 1,
    models.FloatField: 1.0,
    models.DecimalField: 1,
    models.BinaryField: b"",
    models.UUIDField: uuid.UUID(int=7),
}


class NoValue(LookupError):
    """Nothing is there that the field could point to."""


def fill_rest(canary: str) -> list[str]:
    """Returns the labels of models that stay empty."""
    return [model._meta.label for model in empty() if not made(model, canary)]


def empty() -> list[Any]:
    return [
        model
        for model in apps.get_models()
        if not model._meta.label.startswith(LEFT_OUT)
        and model._meta.managed
        and not is_control(model)
        and not model._base_manager.exists()
    ]


def made(model: Any, canary: str) -> bool:
    try:
        with transaction.atomic():
            values = {field.name: value(field, canary) for field in model._meta.concrete_fields if wanted(field)}
            models.Model.save_base(model(**values), raw=True)
    except (NoValue, DatabaseError, ValueError):
        return False
    return True


def wanted(field: Any) -> bool:
    return not field.primary_key or isinstance(field, models.CharField | models.UUIDField | models.OneToOneField)


def value(field: Any, canary: str) -> Any:
    if field.is_relation:
        return related(field)
    if field.choices:
        return field.flatchoices[0][0]
    texts = {models.CharField: canary[: field.max_length], models.TextField: canary, models.JSONField: {"name": canary}}
    made = {**texts, **PLAIN, models.DateTimeField: now(), models.DateField: now().date()}
    return next((one for kind, one in made.items() if isinstance(field, kind)), field.get_default())


def related(field: Any) -> Any:
    row = field.remote_field.model._base_manager.first()
    if row is None and not field.null:
        raise NoValue(field.name)
    return row
