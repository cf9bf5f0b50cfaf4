"""What stands first on the front page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.modules.content.models import Article, Pin


class PinArticle(Action):
    name = "content.pin"
    label = _("Pin to the front page")
    about = _("It stands first on the front page, until another is pinned or it is unpinned.")
    subject = "content.article"
    permission = "content.publish_article"
    inverse = "content.unpin"
    icon = "thumbtack"
    from_states = frozenset({"published"})

    def perform(self, target: Article, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        return {"before": Pin.objects.set(target.pk)}

    def possible(self, target: Article) -> bool:
        return super().possible(target) and not is_pinned(target)


class UnpinArticle(Action):
    """before: the article that stands there again."""

    name = "content.unpin"
    label = _("Unpin")
    subject = "content.article"
    permission = "content.publish_article"
    inverse = "content.pin"
    icon = "thumbtack-crossed"

    def perform(
        self, target: Article, *, at: datetime, actor: Actor, before: int | None = None, **_context: Any
    ) -> dict[str, Any]:
        Pin.objects.set(before if Article.objects.filter(pk=before).exists() else None)
        return {}

    def possible(self, target: Article) -> bool:
        return is_pinned(target)


def is_pinned(article: Article) -> bool:
    return getattr(article, "pin", None) is not None
