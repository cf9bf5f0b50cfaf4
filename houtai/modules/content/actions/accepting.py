"""From a manuscript to an article, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action, Because
from houtai.core.work.actors import Actor
from houtai.modules.content.actions.articles import Publish, Unpublish
from houtai.modules.content.actions.reviewing import CancelReview, Submit
from houtai.modules.content.models import Article
from houtai.modules.content.models.review import is_unreviewed
from houtai.modules.content.tasks import want_links, want_pictures


class Accept(Action):
    """Makes an article of anything that has a manuscript, and publishes it; of a reviewed column, submits it."""

    name = "content.accept"
    label = _("Publish")
    permission = "content.publish_article"
    inverse = "content.giveback"
    icon = "upload"
    key = "p"
    from_states = frozenset({"waiting"})
    settles = "published"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        article = Article.from_manuscript(target.manuscript(), origin=target.subject, user=actor.user)
        told: dict[str, Any] = {"by": actor, "because": reason(self, target), "at": at}
        if is_unreviewed(article, article.get_latest_revision()):
            Submit().run(article, **told)
            want_pictures(article, actor)
            want_links(article, simulated=actor.simulated)
            target.settle("taken", article.subject)
            return {"article": article.pk, "submitted": True}
        Publish().run(article, **told)
        target.settle(self.settles, article.subject)
        return {"article": article.pk}

    def outcome(self, effect: Mapping[str, Any]) -> str:
        return __("It was submitted for review first, as its column asks.") if effect.get("submitted") else ""


class Take(Action):
    """Makes a draft of it and opens the editor."""

    name = "content.take"
    label = _("Edit")
    permission = "content.add_article"
    inverse = "content.giveback"
    icon = "edit"
    key = "e"
    from_states = frozenset({"waiting"})

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        manuscript = target.manuscript()
        article = Article.from_manuscript(manuscript, origin=target.subject, user=actor.user, edited=True)
        target.settle("taken", article.subject)
        want_pictures(article, actor)
        want_links(article, simulated=actor.simulated)
        return {"article": article.pk, "open": reverse("wagtailsnippets_content_article:edit", args=[article.pk])}


class Giveback(Action):
    """Takes accepting or taking back: the article is withdrawn and kept, the manuscript waits again."""

    name = "content.giveback"
    label = _("Give back")
    permission = "content.add_article"
    icon = "rotate"
    from_states = frozenset({"published", "taken"})

    def perform(self, target: Any, *, at: datetime, actor: Actor, article: int = 0, **_context: Any) -> dict[str, Any]:
        made = Article.objects.filter(origin=target.subject).first()
        told: dict[str, Any] = {"by": actor, "because": reason(self, target), "at": at}
        if made and made.state in Unpublish.from_states:
            Unpublish().run(made, **told)
        elif made and made.current_workflow_state:
            CancelReview().run(made, **told)
        target.settle("waiting", None)
        return {"article": made.pk if made else article}


def reason(action: Action, target: Any) -> Because:
    return Because(reason=f"{action.label}: {target}")
