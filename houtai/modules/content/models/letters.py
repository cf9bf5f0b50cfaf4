"""Letters to those who have to do something next, or who wait for an answer. They go only to who sees the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from houtai.core.work.models import Decision
from houtai.core.workspaces.models import User
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models.working import workers

ASSIGNED, WAITS = _("“%(title)s” is assigned to you"), _("“%(title)s” waits for your review")
RETURNED, APPROVED = _("Changes are wanted in “%(title)s”"), _("“%(title)s” was approved")
# What people can switch off in their account, by Wagtail's names.
WANTED = {WAITS: "submitted", RETURNED: "rejected", APPROVED: "approved"}


def letters(decision: Decision, *, to: int | None = None) -> Iterator[EmailMessage]:
    """What a decision has to tell (to one user); nothing when it was taken back, or its article is gone."""
    for says, user, article, profile in receivers(decision):
        if to in (None, user.pk):
            with override(profile.get_preferred_language()):
                yield letter(says, user, article, decision)


def receivers(decision: Decision) -> Iterator[tuple[Any, User, Any, UserProfile]]:
    """What is said to which user, of which article."""
    try:
        article = decision.subject.target()
    except ObjectDoesNotExist:
        return
    if Decision.objects.filter(undoes=decision).exists():
        return
    says, people = told(decision, article)
    acted = decision.user_id if decision.actor == "person" else None
    for user in people.exclude(pk=acted).select_related("wagtail_userprofile"):
        profile = getattr(user, "wagtail_userprofile", None) or UserProfile(user=user)
        wanted = says not in WANTED or getattr(profile, f"{WANTED[says]}_notifications")
        if wanted and type(article).objects.visible_to(user).filter(pk=article.pk).exists():
            yield says, user, article, profile


def told(decision: Decision, article: Any) -> tuple[Any, Any]:
    """What is said, and to whom."""
    verb = decision.action.partition(".")[2]
    if verb == "assign":
        return ASSIGNED, members(article.assignee_id if article.assignee_id != decision.effect.get("to") else None)
    if verb == "submit" or (verb == "approve" and not decision.effect.get("published")):
        return WAITS, members(article.assignee_id) if article.assignee_id else reviewers(article)
    last = article.workflow_states.order_by("-created_at", "-pk").first()
    asker = members(last.requested_by_id if last else None)
    return (RETURNED, asker) if verb == "reject" else (APPROVED, asker if verb == "approve" else asker.none())


def members(key: int | None) -> Any:
    return User.objects.here().filter(pk=key)


def reviewers(article: Any) -> Any:
    return workers(article) if article.current_workflow_task else User.objects.none()


def letter(says: Any, user: Any, article: Any, decision: Decision) -> EmailMessage:
    """In the language that is set."""
    title = " ".join(str(article.get_latest_revision_as_object()).split())
    subject = says % {"title": title[:120]}
    link = origin_here() + reverse("wagtailsnippets_content_article:edit", args=[article.pk])
    context = {"name": user, "says": says % {"title": title}, "by": decision.by, "link": link, "due": None}
    context["comment"] = decision.inputs.get("comment") or decision.because
    if says is ASSIGNED:
        context["due"] = article.due
    return EmailMessage(
        subject, render_to_string("content/letter.txt", context), settings.DEFAULT_FROM_EMAIL, [user.email]
    )
