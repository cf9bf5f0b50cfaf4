"""What waits for a decision here: collected drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.words import Fact
from houtai.core.work.queues import Queue
from houtai.modules.collect.models import Draft
from houtai.modules.collect.models.labels import LANGUAGES
from houtai.modules.collect.models.record import Record
from houtai.modules.collect.models.story import counted


class Drafts(Queue):
    name = "collect.drafts"
    label = _("Collected drafts")
    about = _("Texts that were collected and cleaned, and wait to be published, edited, merged or skipped.")
    subject = "collect.draft"
    permission = "collect.decide_draft"
    icon = "download"
    choices = ("content.accept", "content.take", "collect.merge", "collect.skip")
    template = "collect/draft_item.html"
    searched = "title"
    known = (
        Fact(name="source", label=_("Source"), kind="text"),
        Fact(name="words", label=_("Words")),
        Fact(name="images", label=_("Images")),
        Fact(name="language", label=_("Language"), kind="choice", choices=LANGUAGES),
        Fact(name="similarity", label=_("Similarity to what we have"), unit="%"),
        Fact(name="age_hours", label=_("Age"), unit=_("hours")),
        Fact(name="title_length", label=_("Length of title"), unit=_("characters")),
        Fact(name="has_author", label=_("Author is known"), kind="flag"),
        Fact(name="has_page", label=_("Page behind it was read"), kind="flag"),
        Fact(name="sources", label=_("Sources that bring it")),
        Fact(name="source_share", label=_("Published from this source so far"), unit="%"),
        Fact(name="source_decided", label=_("Decided from this source so far")),
    )

    def waiting(self) -> Any:
        return Draft.objects.waiting().select_related("source", "similar").order_by("collected_at", "pk")

    def facts(self, items: Sequence[Draft], *, now: datetime) -> Mapping[Any, dict[str, Any]]:
        records = Record.of({item.source_id for item in items}, until=now)
        sources = counted(items)
        return {
            item.pk: {**facts_of(item, records[item.source_id], now), "sources": sources[item.pk]} for item in items
        }


def facts_of(draft: Draft, record: Record, now: datetime) -> dict[str, Any]:
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
        "has_page": not draft.page_note,
        "source_share": record.share,
        "source_decided": record.decided,
    }
