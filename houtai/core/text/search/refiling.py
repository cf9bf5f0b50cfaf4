"""Making documents anew, in batches, from where the last one ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from houtai.core.text.models import Refiling
from houtai.core.text.search.document import Document

BATCH = 100


def every() -> list[type[Document]]:
    """The tables of documents that there are."""
    return [model for model in apps.get_models() if issubclass(model, Document)]


def targets(documents: type[Document]) -> Any:
    return documents._meta.get_field("target").related_model


def rows_of(model: Any) -> Any:
    """With their newest draft, where there are drafts."""
    drafts = any(field.name == "latest_revision" for field in model._meta.fields)
    return model.objects.select_related("latest_revision") if drafts else model.objects.all()


def refile(
    documents: type[Document], *, seconds: float | None = None, tell: Callable[[int], Any] = lambda _done: None
) -> int:
    """Go on with what is under way, the newest first, for so many seconds or to the end; returns how many were done.

    Each batch is a transaction together with how far it came, so a kill loses one batch at most.
    """
    rows, began, done = rows_of(targets(documents)), time.monotonic(), 0
    while seconds is None or time.monotonic() - began < seconds:
        with transaction.atomic():
            under_way = Refiling.of(targets(documents)).select_for_update().first()
            if under_way is None:
                break
            batch = list(rows.filter(pk__lt=under_way.below).order_by("-pk")[:BATCH])
            for row in batch:
                documents.again(row)
            under_way.go_on(batch)
        done += len(batch)
        tell(done)
    return done


def next_turn(*, now: datetime) -> datetime | None:
    """For the schedule: now, while anything is left to do."""
    names = [targets(model)._meta.label_lower for model in every()]
    return now if Refiling.objects.filter(name__in=names).exists() else None
