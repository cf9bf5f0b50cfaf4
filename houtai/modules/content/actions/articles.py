"""What can be done to articles. Their text is written in the editor; saving a draft is no decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.text import shared
from houtai.core.work import publishing
from houtai.core.work.actions import Action, Call
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.api.saving import Changes, form_for, values_of
from houtai.modules.content.forms import CorrectionForm, HeadlineForm, WithdrawalForm
from houtai.modules.content.models import Article
from houtai.modules.content.models.checks import NotReady, remarks
from houtai.modules.content.models.review import refuse_unreviewed
from houtai.modules.content.tasks import want_links, want_pictures


class OnArticle:
    subject: ClassVar[str] = "content.article"
    permission: ClassVar[str] = "content.publish_article"


class Publish(OnArticle, publishing.Publish):
    """The checks stand before it. What Houtai itself publishes was let through when it was scheduled."""

    name = "content.publish"
    inverse = "content.unpublish"

    def consider(self, target: Article, call: Call) -> dict[str, Any]:
        if not call.inputs.get("revision"):
            shared.settle(target)
        revision = self.chosen(target, call.inputs.get("revision"), call.actor)
        if call.actor.kind != "system" and call.undoes is None:
            refuse_unreviewed(target, revision)
        found = remarks(revision.as_object())
        hard = [remark for remark in found if remark.hard]
        if hard and call.actor.kind != "system":
            raise NotReady.because_of(hard)
        return {"remarks": ", ".join(dict.fromkeys(remark.check for remark in found))} if found else {}

    def perform(self, target: Article, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        effect: dict[str, Any] = super().perform(target, at=at, actor=actor, **inputs)
        want_pictures(target, actor)
        want_links(target, simulated=actor.simulated)
        return effect


class Schedule(Publish):
    """For programs: the newest draft goes public at a time, and perhaps down again at another."""

    name = "content.schedule"
    label = _("Publish at a time")
    inverse = "content.unschedule"
    icon = "clock"

    def perform(
        self, target: Article, *, at: datetime, actor: Actor, go_live: str = "", expire: str = "", **_context: Any
    ) -> dict[str, Any]:
        """go_live, expire: as ISO 8601 has them."""
        begins, ends = parse_datetime(go_live), parse_datetime(expire) if expire else None
        if begins is None or begins <= at:
            raise NotPossible(__("This time has passed."))
        if ends and ends <= begins:
            raise NotPossible(__("It would end before it begins."))
        draft = target.get_latest_revision_as_object()
        draft.go_live_at, draft.expire_at = begins, ends
        revision = draft.save_revision(user=actor.user, log_action=True)
        target.refresh_from_db()
        return {**super().perform(target, at=at, actor=actor, revision=revision.pk), "revision": revision.pk}


class Unpublish(OnArticle, publishing.Unpublish):
    name = "content.unpublish"
    inverse = "content.publish"


class Unschedule(OnArticle, publishing.Unschedule):
    name = "content.unschedule"
    inverse = "content.publish"


class Delete(OnArticle, publishing.Delete):
    """What readers have seen is deleted only when a second person agrees."""

    name = "content.delete"
    permission = "content.delete_article"

    def needs_second(self, target: Article, **_inputs: Any) -> bool:
        return target.first_published_at is not None


class Correct(OnArticle, Action):
    """Tells readers what an article had wrong. `correction` is one that was withdrawn and is told again."""

    name = "content.correct"
    label = _("Add a correction")
    about = _("Readers see it below the article, with its date. It cannot be changed afterwards, only withdrawn.")
    inverse = "content.uncorrect"
    icon = "edit"
    form = CorrectionForm
    from_states = frozenset({"published"})

    def perform(
        self, target: Article, *, at: datetime, actor: Actor, text: str = "", correction: int = 0, **_context: Any
    ) -> dict[str, Any]:
        told = target.corrections.filter(pk=correction).first()
        if told:
            told.tell_again()
        elif text.strip():
            told = target.corrections.create(text=text.strip(), at=at, by=actor.name[:200])
        else:
            raise NotPossible(__("Write what was wrong, and what is right."))
        return {"correction": told.pk}


class Uncorrect(OnArticle, Action):
    """Readers see the correction no more; the desk still does."""

    name = "content.uncorrect"
    label = _("Withdraw a correction")
    inverse = "content.correct"
    icon = "cross"
    form = WithdrawalForm

    def perform(
        self, target: Article, *, at: datetime, actor: Actor, correction: int = 0, **_context: Any
    ) -> dict[str, Any]:
        told = target.corrections.standing().filter(pk=correction).first()
        if told is None:
            raise NotPossible(__("This correction is no longer there."))
        told.withdraw(at=at, by=actor.name)
        return {"correction": told.pk}


class Write(OnArticle, Action):
    """For programs: at the desk, saving a draft is no decision. The article is made before, in one transaction."""

    name = "content.write"
    label = _("Write a draft")
    permission = "content.add_article"
    inverse = "content.delete"
    icon = "edit"

    def perform(self, target: Article, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        want_links(target, simulated=actor.simulated)
        return {"revision": target.save_revision(user=actor.user, log_action=True).pk}


class Revise(OnArticle, Action):
    """For programs. changes: new values by field; taken back, those of the revision before, as far as they differ."""

    name = "content.revise"
    label = _("Change the draft")
    permission = "content.change_article"
    inverse = "content.revise"
    icon = "edit"

    def __init__(self, changes: Changes | None = None) -> None:
        self.changes = changes

    def perform(
        self,
        target: Article,
        *,
        at: datetime,
        actor: Actor,
        fields: Sequence[str] = (),
        revision: int = 0,
        **_context: Any,
    ) -> dict[str, Any]:
        target.refuse_when_locked(user=actor.user)
        changes, before = self.changes, target.latest_revision_id
        if changes is None:
            changes = values_of(self.earlier_draft(target, revision), fields)
        form = form_for(target.get_latest_revision_as_object(), changes, user=actor.user)
        # As in the editor: while nothing of it is public, lists show the draft.
        draft = form.save(commit=not target.live)
        draft.save_revision(user=actor.user, log_action=True)
        want_links(draft, simulated=actor.simulated)
        return {"revision": before, "fields": list(changes)}

    def earlier_draft(self, target: Article, revision: int) -> Article:
        found = target.revisions.filter(pk=revision).first()
        if found is None:
            raise NotPossible(__("This version is no longer there."))
        draft: Article = found.as_object()
        return draft


class SettleHeadline(OnArticle, Action):
    """One of the article's headlines is shown to everybody; the title itself, or one besides it."""

    name = "content.settle_headline"
    label = _("Choose the headline")
    about = _("Lists and the article's page show it to everybody. Feeds and search engines keep the title.")
    inverse = "content.settle_headline"
    icon = "title"
    form = HeadlineForm
    from_states = frozenset({"published"})

    def perform(self, target: Article, *, at: datetime, actor: Actor, arm: str = "", **_context: Any) -> dict[str, Any]:
        if arm not in target.headlines_now():
            raise NotPossible(__("This is no longer a headline of the article."))
        before = target.headline or target.title
        target.headline = "" if arm == target.title else arm
        target.save(update_fields=["headline"])
        return {"arm": before}
