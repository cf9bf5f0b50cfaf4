"""What waits for a decision here: collected drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from houtai.core.catalog.words import Fact
from houtai.core.ui.widgets import LongSelect
from houtai.core.work.queues import Queue
from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.models.facts import facts_of
from houtai.modules.collect.models.labels import LANGUAGES


class Waits(ChoiceFilter):
    """At least so many hours."""

    def filter(self, drafts: Any, hours: str) -> Any:
        return drafts.filter(collected_at__lte=timezone.now() - timedelta(hours=int(hours))) if hours else drafts


class Filters(FilterSet):
    source = ModelChoiceFilter(
        queryset=lambda request: Source.objects.visible_to(request.user), label=_("Source"), widget=LongSelect
    )
    language = ChoiceFilter(choices=LANGUAGES, label=_("Language"))
    waits = Waits(
        label=_("Waits at least"),
        choices=[("1", _("an hour")), ("24", _("a day")), ("168", _("a week")), ("720", _("a month"))],
    )

    class Meta:
        model = Draft
        fields: ClassVar = ["source", "language"]


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
    filters = Filters
    orders = (
        ("-collected_at", _("Newest first")),
        ("-words", _("Longest text first")),
        ("words", _("Shortest text first")),
        ("-similarity", _("Most like what we have first")),
        ("title", _("By title")),
    )
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
