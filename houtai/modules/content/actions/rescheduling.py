"""Another time for what is planned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.models import Article
from houtai.modules.content.models.moving import move_expiry, move_go_live

PARTS = {"go_live": move_go_live, "expire": move_expiry}


class Reschedule(Action):
    """`part` is "go_live" or "expire", `when` a time as ISO 8601 has it."""

    name = "content.reschedule"
    label = _("Move to another time")
    subject = "content.article"
    permission = "content.publish_article"
    inverse = "content.reschedule"
    icon = "date"

    def perform(
        self, target: Article, *, at: datetime, actor: Actor, part: str = "", when: str = "", **_context: Any
    ) -> dict[str, Any]:
        move, moment = PARTS.get(part), parse_datetime(when)
        if move is None or moment is None or moment.tzinfo is None:
            raise NotPossible(__("Say what is moved, and to when."))
        if moment <= at:
            raise NotPossible(__("This time has passed."))
        before = move(target, moment)
        target.settle_state()
        return {"part": part, "when": before.isoformat()}
