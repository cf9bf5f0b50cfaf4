"""Which addresses of other sites public articles lead to, so that these are asked again and again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from houtai.core.work.models import Decision
from houtai.modules.content.models.asked_link import AskedLink
from houtai.modules.content.models.asking_links import outside

# Of one article; further ones are asked only when somebody saves or publishes it.
MOST = 200


class PublicLinks(models.QuerySet["PublicLink"]):
    def broken(self, articles: Any) -> PublicLinks:
        """Of those of these articles that are public, what broke last first."""
        public = articles.order_by().filter(live=True).values("pk")
        return self.filter(asked__since__isnull=False, article__in=public).order_by("-asked__since", "-pk")

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


def played(articles: Iterable[Any]) -> set[int]:
    """Keys of those that a played day decided about: of these nothing outside is asked."""
    of = {"subject__kind": "content.article", "subject__key__in": [str(row.pk) for row in articles]}
    return {int(key) for key in Decision.objects.filter(simulated=True, **of).values_list("subject__key", flat=True)}
