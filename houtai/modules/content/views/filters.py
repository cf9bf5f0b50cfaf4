"""By what articles are looked for at the desk. Each has an index, or is of what most rows are."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import CharFilter, ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from houtai.core.ui.widgets import LongSelect
from houtai.modules.content import models
from houtai.modules.content.models import Article, ArticleTag
from houtai.modules.content.models.reviews import REVIEW
from houtai.modules.content.models.working import assignees

YES, NO, BROKEN = "yes", "no", "broken"


class Assignee(ModelChoiceFilter):
    def get_queryset(self, request: Any) -> Any:
        """Of what the list may show, without asking again what that is."""
        return assignees(self.parent.queryset)


class Tag(CharFilter):
    """By its whole name or its address: there may be too many to choose from."""

    def filter(self, rows: Any, name: str) -> Any:
        named = Q(tag__name=name) | Q(tag__slug=name)
        return rows.filter(pk__in=ArticleTag.objects.filter(named).values("content_object")) if name else rows


class Filters(WagtailFilterSet):
    review = ChoiceFilter(label=_("Review"), choices=list(REVIEW.items()), widget=Select)
    assignee = Assignee(label=_("Assigned to"), widget=Select)
    author = ModelChoiceFilter(queryset=models.Author.objects.all(), label=_("Author"), widget=LongSelect)
    series = ModelChoiceFilter(
        queryset=models.Series.objects.all(), label=pgettext_lazy("articles", "Series"), widget=LongSelect
    )
    tag = Tag(label=_("Tag"), help_text=_("Its whole name."))
    updated = DateFromToRangeFilter(label=_("Changed"), widget=DateRangePickerWidget)
    first_published_at = DateFromToRangeFilter(
        label=_("First published"), widget=DateRangePickerWidget, method="published_between"
    )
    collected = ChoiceFilter(
        label=_("Source"),
        choices=[(YES, pgettext_lazy("article", "Collected")), (NO, _("Written here"))],
        widget=Select,
        method="by_origin",
    )
    locked = ChoiceFilter(
        label=_("Lock"), choices=[(YES, _("Locked")), (NO, _("Not locked"))], widget=Select, method="by_lock"
    )
    links = ChoiceFilter(label=_("Links"), choices=[(BROKEN, _("Broken links"))], widget=Select, method="by_links")

    class Meta:
        model = Article
        fields = ["state", "review", "column", "author", "assignee", "language"]

    def published_between(self, rows: Any, name: str, days: slice) -> Any:
        """Withdrawn ones too; with `live` named, for the index begins with it."""
        ends = {f"{name}__{end}": day for end, day in (("gte", days.start), ("lte", days.stop)) if day}
        return rows.filter(live__in=(True, False), **ends)

    def by_origin(self, rows: Any, _name: str, chosen: str) -> Any:
        return rows.filter(origin__isnull=chosen == NO)

    def by_links(self, rows: Any, _name: str, _chosen: str) -> Any:
        """Of public ones, by what their links answered when they were last asked."""
        return rows.filter(live=True, pk__in=models.PublicLink.objects.broken().values("article"))

    def by_lock(self, rows: Any, _name: str, chosen: str) -> Any:
        return rows.filter(locked=chosen == YES)
