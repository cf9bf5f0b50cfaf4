"""What can be done to articles. Their text is written in the editor; saving a draft is no decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from houtai.core.work.actions import Action, Because
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.models import Article


class Publish(Action):
    """Makes a revision public (the newest unless `revision` names one), or schedules it when its time is to come."""

    name = "content.publish"
    label = _("Publish")
    subject = "content.article"
    permission = "content.publish_article"
    inverse = "content.unpublish"
    icon = "upload"

    def perform(
        self,
        target: Article,
        *,
        at: datetime,
        actor: Actor,
        revision: int | None = None,
        changed: bool = True,
        log: Any = True,
        reverts: int | None = None,
        **_context: Any,
    ) -> dict[str, Any]:
        target.refuse_when_locked(user=actor.user if actor.kind != "system" else None)
        before = target.live_revision_id
        chosen = self.chosen(target, revision, actor)
        earlier = target.revisions.filter(pk=reverts).first()
        target.go_live(chosen, user=actor.user, changed=changed, log_action=log, previous_revision=earlier)
        return {"restore": before if before != chosen.pk else None}

    def chosen(self, target: Article, revision: int | None, actor: Actor) -> Revision:
        if revision:
            found = target.revisions.filter(pk=revision).first()
            if not found:
                raise NotPossible(__("This version is no longer there."))
            return found
        return target.get_latest_revision() or target.save_revision(user=actor.user)


class Unpublish(Action):
    """Takes an article out of the public, or off the schedule. `restore` is the revision to go back to instead."""

    name = "content.unpublish"
    label = _("Unpublish")
    subject = "content.article"
    permission = "content.publish_article"
    inverse = "content.publish"
    icon = "download"
    from_states = frozenset({"published", "scheduled"})

    def perform(
        self,
        target: Article,
        *,
        at: datetime,
        actor: Actor,
        restore: int | None = None,
        expired: bool = False,
        log: Any = True,
        **_context: Any,
    ) -> dict[str, Any]:
        before = target.live_revision_id or target.latest_revision_id
        earlier = target.revisions.filter(pk=restore).first()
        if earlier:
            target.go_live(earlier, user=actor.user)
        elif target.live:
            target.take_down(user=actor.user, expired=expired, log=log)
        else:
            target.unschedule(user=actor.user)
        return {"revision": before}


class Unschedule(Action):
    """Takes what waits to go live off the schedule; what is public stays as it is."""

    name = "content.unschedule"
    label = _("Cancel the schedule")
    subject = "content.article"
    permission = "content.publish_article"
    inverse = "content.publish"
    icon = "cross"

    def perform(self, target: Article, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        waiting = target.scheduled_revision
        if waiting is None:
            raise NotPossible(__("Nothing is scheduled."))
        target.unschedule(user=actor.user)
        return {"revision": waiting.pk}


class Delete(Action):
    """For good. What readers have seen is deleted only when a second person agrees."""

    name = "content.delete"
    label = _("Delete")
    subject = "content.article"
    permission = "content.delete_article"
    icon = "bin"

    def needs_second(self, target: Article, **_inputs: Any) -> bool:
        return target.first_published_at is not None

    def perform(self, target: Article, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        target.refuse_when_locked(user=actor.user)
        target.remove(user=actor.user)
        return {}


class Accept(Action):
    """Makes an article of anything that has a manuscript, and publishes it."""

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
        Publish().run(article, by=actor, because=reason(self, target), at=at)
        target.settle(self.settles, article.subject)
        return {"article": article.pk}


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
        article = Article.from_manuscript(target.manuscript(), origin=target.subject, user=actor.user)
        target.settle("taken", article.subject)
        return {"article": article.pk, "open": reverse("wagtailsnippets_content_article:edit", args=[article.pk])}


class Giveback(Action):
    """Takes accepting or taking back: the article is withdrawn and kept, the manuscript waits again."""

    name = "content.giveback"
    label = _("Give back")
    permission = "content.add_article"
    icon = "undo"
    from_states = frozenset({"published", "taken"})

    def perform(self, target: Any, *, at: datetime, actor: Actor, article: int = 0, **_context: Any) -> dict[str, Any]:
        made = Article.objects.filter(origin=target.subject).first()
        if made and made.state in Unpublish.from_states:
            Unpublish().run(made, by=actor, because=reason(self, target), at=at)
        target.settle("waiting", None)
        return {"article": made.pk if made else article}


def reason(action: Action, target: Any) -> Because:
    return Because(reason=f"{action.label}: {target}")
