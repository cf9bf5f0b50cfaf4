"""What is known about a tag of articles: whether it stands for itself, or was merged into another."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import HasSubject

LONGEST_CHAIN = 20
# Stands for the empty address of a tag such as "!!!".
NO_LETTERS = "-"


class Topic(HasSubject):
    """Merged, the tag is an alias: its address leads on, and articles that bring it get the other one.

    The tag itself stays, for Wagtail's pictures and documents have the same tags.
    """

    tag = models.OneToOneField("taggit.Tag", models.CASCADE, related_name="topic")
    into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="aliases")

    class Meta:
        verbose_name = _("tag of articles")
        verbose_name_plural = _("tags of articles")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.tag.name)

    @property
    def state(self) -> str:
        return "merged" if self.into_id else "standing"

    @property
    def standing(self) -> Topic:
        """Itself, or what it was merged into, however often."""
        found: Topic = self
        for _step in range(LONGEST_CHAIN):
            if found.into is None:
                break
            found = found.into
        return found

    def get_absolute_url(self) -> str:
        return reverse("content:tag", args=[self.tag.slug or NO_LETTERS])

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "url": self.get_absolute_url(), "state": self.state}

    def merge(self, into: Topic) -> dict[str, list[int]]:
        """Gives its articles the other tag. Returns those that had only this one, and those that had both."""
        has_other = self.items.filter(content_object__in=into.items.values("content_object"))
        both = list(has_other.values_list("content_object", flat=True))
        has_other.delete()
        moved = list(self.items.values_list("content_object", flat=True))
        self.items.update(tag=into.tag)
        self.into = into
        self.save()
        return {"moved": moved, "both": both}

    def take_apart(self, *, moved: list[int], both: list[int]) -> None:
        """Back to its own articles, as far as these still have the other tag."""
        other = self.into
        self.into = None
        self.save()
        if other is None:
            return
        other.items.filter(content_object__in=moved).update(tag=self.tag)
        had = other.items.filter(content_object__in=both).values_list("content_object", flat=True)
        items = self.tag.content_articletag_items
        items.bulk_create(items.model(tag=self.tag, content_object_id=key) for key in list(had))

    @property
    def items(self) -> Any:
        """The rows that give articles this tag."""
        return self.tag.content_articletag_items.all()


def settle_tags(article: Any) -> None:
    """Every tag of an article is known here, and what was merged is replaced, from whichever revision it came."""
    rows = list(article.tags.through.objects.filter(content_object=article).select_related("tag__topic"))
    for row in rows:
        topic = getattr(row.tag, "topic", None)
        if topic is None:
            Topic.objects.get_or_create(tag=row.tag)
        elif topic.into_id:
            replace(row, topic.standing.tag, others=rows)


def replace(row: Any, tag: Any, *, others: list[Any]) -> None:
    if any(other.tag_id == tag.pk for other in others):
        row.delete()
    else:
        row.tag = tag
        row.save(update_fields=["tag"])
