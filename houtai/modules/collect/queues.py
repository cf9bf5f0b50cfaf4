"""What waits for a decision here: collected drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.words import Fact
from houtai.core.work.queues import Queue
from houtai.modules.collect.models import Draft
from houtai.modules.collect.models.facts import facts_of
from houtai.modules.collect.models.labels import LANGUAGES


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
        Fact(name="has_licence", label=_("Terms of use are stated"), kind="flag"),
        Fact(name="has_page", label=_("Page behind it was read"), kind="flag"),
        Fact(name="sources", label=_("Sources that bring it")),
        Fact(name="source_share", label=_("Published from this source so far"), unit="%"),
        Fact(name="source_decided", label=_("Decided from this source so far")),
    )

    def waiting(self) -> Any:
        return Draft.objects.waiting().select_related("source", "similar").order_by("collected_at", "pk")

    def visible_to(self, user: Any) -> Any:
        return super().visible_to(user).told_to(user)

    def facts(self, items: Sequence[Draft], *, now: datetime) -> Mapping[Any, dict[str, Any]]:
        return facts_of(items, now=now)
