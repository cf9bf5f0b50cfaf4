"""What is known about a draft when somebody decides about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from houtai.modules.collect.models.draft import Draft
from houtai.modules.collect.models.record import Record
from houtai.modules.collect.models.story import counted


def facts_of(drafts: Sequence[Draft], *, now: datetime) -> dict[Any, dict[str, Any]]:
    """By primary key, in a constant number of queries."""
    records = Record.of({draft.source_id for draft in drafts}, until=now)
    sources = counted(drafts)
    return {draft.pk: {**own(draft, records[draft.source_id], now), "sources": sources[draft.pk]} for draft in drafts}


def own(draft: Draft, record: Record, now: datetime) -> dict[str, Any]:
    age = now - (draft.published or draft.collected_at)
    return {
        "source": draft.source.name,
        "words": draft.words,
        "images": draft.images,
        "language": draft.language,
        "similarity": round(draft.similarity * 100),
        "age_hours": max(0.0, round(age.total_seconds() / 3600, 1)),
        "title_length": len(draft.title),
        "has_author": bool(draft.author),
        "has_licence": bool(draft.licence),
        "has_page": not draft.page_note,
        "source_share": record.share,
        "source_decided": record.decided,
    }
