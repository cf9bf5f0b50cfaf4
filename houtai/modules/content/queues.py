"""What waits for a decision here: articles that are reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.words import Fact
from houtai.core.work.queues import Queue
from houtai.modules.content.models import Article
from houtai.modules.content.models.reviews import answerable, facts_of, keys, states


class Reviews(Queue):
    name = "content.reviews"
    label = _("Articles to review")
    about = _("Articles that were submitted, and whose step in the workflow you may answer.")
    subject = "content.article"
    permission = "content.change_article"
    icon = "doc-full"
    choices = ("content.approve", "content.reject")
    template = "content/review_item.html"
    searched = "title"
    known = (
        Fact(name="step", label=_("Step"), kind="text"),
        Fact(name="submitted_by", label=_("Submitted by"), kind="text"),
        Fact(name="hours", label=_("Waits"), unit=_("hours")),
        Fact(name="assignee", label=_("Assigned to"), kind="text"),
        Fact(name="author", label=_("Author"), kind="text"),
        Fact(name="column", label=_("Column"), kind="text"),
        Fact(name="words", label=_("Words")),
        Fact(name="minutes", label=_("Reading time"), unit=_("min")),
        Fact(name="language", label=_("Language"), kind="text"),
        Fact(name="remarks", label=_("Remarks of the checks")),
        Fact(name="has_cover", label=_("Has a cover"), kind="flag"),
        Fact(name="was_public", label=_("Has been public"), kind="flag"),
    )

    def waiting(self) -> Any:
        rows = Article.objects.filter(pk__in=keys(states(Article)))
        return rows.select_related("latest_revision", "assignee", "column", "author").order_by("updated", "pk")

    def visible_to(self, user: Any) -> Any:
        """Also only those whose step this person may answer."""
        return super().visible_to(user).filter(pk__in=keys(answerable(Article, user)))

    def facts(self, items: Sequence[Article], *, now: datetime) -> Mapping[Any, dict[str, Any]]:
        return facts_of(items, now=now) if items else {}
