"""Which addresses of other sites public articles lead to, so that these are asked again and again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Subquery

from houtai.core.work.models import Decision
from houtai.modules.content.models.asked_link import AskedLink
from houtai.modules.content.models.asking_links import outside

# Of one article; further ones are asked only when somebody saves or publishes it.
MOST = 200


class PublicLinks(models.QuerySet["PublicLink"]):
    def broken(self) -> PublicLinks:
        return self.filter(asked__in=AskedLink.objects.filter(since__isnull=False).values("pk"))

    def note(self, article: Any, *, at: datetime) -> None:
        """What this row's text leads to, in place of what was noted; nothing while it is not public."""
        urls = [url for url in outside(article.body) if len(url) <= AskedLink.LONGEST] if article.live else []
        with transaction.atomic():
            asked = AskedLink.objects.followed(urls[:MOST], at=at)
            self.filter(article=article).exclude(asked__in=asked).delete()
            self.bulk_create([PublicLink(article=article, asked=row) for row in asked], ignore_conflicts=True)


class PublicLink(models.Model):
    article = models.ForeignKey("content.Article", models.CASCADE, related_name="public_links")
    asked = models.ForeignKey(AskedLink, models.CASCADE, related_name="public_links")

    objects = PublicLinks.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "asked"], name="content_one_link_of_article")]

    def __str__(self) -> str:
        return str(self.asked)


def broken_in(articles: Any) -> Any:
    """Broken addresses that these lead to and that readers see, what broke last first; each with the `article` and its
    `title`, one of several. It looks at what is broken alone, never at all articles.
    """
    seen = Exists(articles.order_by().filter(live=True, pk=OuterRef("article")))
    links = PublicLink.objects.filter(seen, asked=OuterRef("pk")).order_by("pk")
    first = {"article": Subquery(links.values("article")[:1]), "title": Subquery(links.values("article__title")[:1])}
    broken = AskedLink.objects.filter(since__isnull=False).annotate(**first)
    return broken.filter(article__isnull=False).order_by("-since")


def played(articles: Iterable[Any]) -> set[int]:
    """Keys of those that a played day decided about: of these nothing outside is asked."""
    of = {"subject__kind": "content.article", "subject__key__in": [str(row.pk) for row in articles]}
    return {int(key) for key in Decision.objects.filter(simulated=True, **of).values_list("subject__key", flat=True)}
