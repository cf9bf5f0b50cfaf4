"""A second article of the same text, to be written on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.text import shared
from houtai.core.work.actions import Action, Call
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.models import Article
from houtai.modules.content.models.copying import copied


class Duplicate(Action):
    name = "content.duplicate"
    label = pgettext_lazy("article", "Duplicate")
    about = _("Makes a new draft of the newest text, with “(copy)” behind its title, and opens it.")
    subject = "content.article"
    permission = "content.add_article"
    inverse = "content.remove_copy"
    icon = "copy"

    def consider(self, target: Article, call: Call) -> dict[str, Any]:
        """The last words are in the copy too."""
        shared.settle(target)
        return {}

    def perform(self, target: Article, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        made = copied(target, user=actor.user)
        opened = reverse("wagtailsnippets_content_article:edit", args=[made.pk])
        return {"article": made.pk, "revision": made.latest_revision_id, "open": opened}


class RemoveCopy(Action):
    """Takes duplicating back, while nobody has written on."""

    name = "content.remove_copy"
    label = _("Remove the copy")
    subject = "content.article"
    permission = "content.add_article"
    icon = "bin"

    def perform(
        self, target: Article, *, at: datetime, actor: Actor, article: int = 0, revision: int = 0, **_context: Any
    ) -> dict[str, Any]:
        made = Article.objects.select_for_update().filter(pk=article).first()
        if made is None:
            raise NotPossible(__("The copy is no longer there."))
        shared.settle(made)
        if made.latest_revision_id != revision or made.first_published_at:
            raise NotPossible(__("Somebody has worked on the copy since. Delete it in the list of articles instead."))
        made.remove(user=actor.user)
        return {"article": article}
