"""Events as the desk lists them: a page of the newest, with titles and paths that people can read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from houtai.core.events.arrivals import NEWEST_DAYS, SEARCHED_DAYS, newest
from houtai.core.events.schema import Fate
from houtai.core.work.models import Subject
from houtai.core.work.models.subject import beyond

PAGE, PAGES = 50, 20
FATES = {Fate.COUNTED: (_("Counted"), "good"), Fate.BOT: (_("Bot"), "warn"), Fate.DUPLICATE: (_("Duplicate"), "plain")}


def page(wanted: dict[str, Any], *, now: datetime, user: Any) -> dict[str, Any]:
    """wanted: as `newest` takes it, and the number of the page as `p`."""
    number = wanted.pop("p") or 1
    found = cut(number, now=now, **wanted)
    more = len(found) > PAGE and number < PAGES
    rows = readable(found[:PAGE], user)
    return {"rows": rows, "previous": number - 1 or None, "next": number + 1 if more else None}


def cut(number: int, **wanted: Any) -> list[dict[str, Any]]:
    """Of the last two days; far more must be searched when something is looked for, or when these were quiet."""
    for days in (NEWEST_DAYS, SEARCHED_DAYS):
        rows = newest(days=days, **wanted).limit(PAGE + 1, offset=(number - 1) * PAGE).to_pyarrow().to_pylist()
        if len(rows) > PAGE or (rows and not any(wanted.get(name) for name in ("name", "subject", "visitor"))):
            break
    return list(rows)


def readable(rows: Sequence[dict[str, Any]], user: Any) -> list[dict[str, Any]]:
    known = titles({row["subject"] for row in rows if row["subject"]}, user)
    return [
        row | {"fate": FATES[row["fate"]], "title": known.get(row["subject"], ""), "path": unquote(row["path"] or "")}
        for row in rows
    ]


def titles(subjects: set[str], user: Any) -> dict[str, str]:
    """By "kind:key", of those that this person may see."""
    keys = [name.partition(":")[2] for name in subjects]
    seen = Subject.objects.filter(key__in=keys)
    out = beyond(user)
    rows = (seen.exclude(out) if out else seen).values_list("kind", "key", "title")
    return {f"{kind}:{key}": title for kind, key, title in rows}
