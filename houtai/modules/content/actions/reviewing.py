"""The review of articles: who has to do something next is who it is assigned to, and is told by letter."""

from __future__ import annotations

from typing import Any

from houtai.core.text import shared
from houtai.core.work import reopening, reviewing
from houtai.core.work.actions import Call
from houtai.core.work.actors import Actor
from houtai.modules.content.actions.letters import Tells
from houtai.modules.content.forms import RejectForm
from houtai.modules.content.models import Article
from houtai.modules.content.models.checks import remarks


class OnReview(Tells):
    """Returns with its effect who it was assigned to, so that the inverse assigns it back."""

    subject = "content.article"
    permission = "content.change_article"

    def perform(self, target: Article, *, actor: Actor, **told: Any) -> dict[str, Any]:
        before = target.assignee_id
        effect: dict[str, Any] = super().perform(target, actor=actor, **told)  # type: ignore[misc]
        target.assign(to=told["to"] if "to" in told else self.next_up(target, actor))
        return {**effect, "to": before}

    def next_up(self, target: Article, actor: Actor) -> int | None:
        """The primary key of who has to do something now."""
        return target.assignee_id


class Submit(OnReview, reviewing.Submit):
    name = "content.submit"
    inverse = "content.cancel_review"

    def consider(self, target: Article, call: Call) -> dict[str, Any]:
        """What the checks say is known to whoever answers, be it a strategy."""
        shared.settle(target)
        found = remarks(target.get_latest_revision_as_object())
        return {"remarks": ", ".join(dict.fromkeys(remark.check for remark in found))}

    def next_up(self, target: Article, actor: Actor) -> int | None:
        """Who submits has done their part."""
        return None if actor.user and target.assignee_id == actor.user.pk else target.assignee_id


class CancelReview(OnReview, reviewing.CancelReview):
    name = "content.cancel_review"
    inverse = "content.submit"


class Approve(OnReview, reviewing.Approve):
    name = "content.approve"
    inverse = "content.reopen_review"

    def consider(self, target: Article, call: Call) -> dict[str, Any]:
        """The last words are in what is approved, not in a draft made after it."""
        shared.settle(target)
        return {}


class Reject(OnReview, reviewing.Reject):
    name = "content.reject"
    inverse = "content.reopen_review"
    form = RejectForm

    def next_up(self, target: Article, actor: Actor) -> int | None:
        """Whoever submitted it."""
        state = target.current_workflow_state
        return state.requested_by_id if state and state.requested_by_id else target.assignee_id


class Reopen(OnReview, reopening.Reopen):
    name = "content.reopen_review"
