"""Who works on an article, and until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.actions.letters import Tells
from houtai.modules.content.forms import AssignForm
from houtai.modules.content.models import Article


class Assign(Tells, Action):
    """`to` is a user's primary key, `due` a day such as "2026-03-02"; what is not named stays as it is."""

    name = "content.assign"
    label = _("Assign")
    about = _("Whoever it is assigned to is told by letter. While it is reviewed, that is one of the reviewers.")
    subject = "content.article"
    permission = "content.change_article"
    inverse = "content.assign"
    icon = "user"
    form = AssignForm

    def perform(self, target: Article, *, at: datetime, actor: Actor, **told: Any) -> dict[str, Any]:
        before = {"to": target.assignee_id, "due": target.due and target.due.isoformat()}
        wanted = {**before, **{name: told[name] for name in before if name in told}}
        if wanted == before:
            raise NotPossible(__("It is assigned so already."))
        if wanted["to"] not in (None, before["to"]) and not target.workers().filter(pk=wanted["to"]).exists():
            raise NotPossible(__("This person does not work on such articles."))
        target.assign(to=wanted["to"], due=date.fromisoformat(wanted["due"]) if wanted["due"] else None)
        return before
