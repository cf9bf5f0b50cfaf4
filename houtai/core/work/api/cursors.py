"""Pages by key: where the last one ended, so that the next is as quick as the first and nothing is seen twice."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from houtai.core.work.api.unfit import Unfit

LONGEST = 18


def page(rows: Any, *, by: str, after: str, limit: int) -> tuple[list[Any], str]:
    """The newest rows by a column of times, then by key; and the cursor of the next page, "" after the last.

    after: the cursor that the page before gave, or "". Raises Unfit for one that is none of ours.
    """
    if after:
        at, key = read(after, by=by)
        rows = rows.filter(Q(**{f"{by}__lt": at}) | Q(**{by: at, "pk__lt": key}))
    found = list(rows.order_by(f"-{by}", "-pk")[: limit + 1])
    more = len(found) > limit
    return found[:limit], written(found[limit - 1], by=by) if more else ""


def written(row: Any, *, by: str) -> str:
    told = json.dumps([by, getattr(row, by).isoformat(), row.pk])
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read(cursor: str, *, by: str) -> tuple[datetime, int]:
    try:
        name, at, key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment = parse_datetime(at)
        if name == by and moment is not None and moment.tzinfo and type(key) is int and len(str(key)) <= LONGEST:
            return moment, key
    except (ValueError, TypeError):
        pass
    raise Unfit.one("query.cursor", _("This is no cursor of this list. Begin without one."))
