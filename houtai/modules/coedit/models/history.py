"""Drafts that Houtai made of a room's text, in the history of what the text is of: with the names of its writers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from houtai.modules.coedit.models.writer import Writer

ACTION = "coedit.write"
MOST = 20


def writers(room: Any) -> list[Writer]:
    """Who wrote since the newest draft, each once, whoever wrote last first."""
    rows = room.updates.filter(seq__gt=room.settled).exclude(writer=None).values("writer")
    last = {row["writer"]: row["last"] for row in rows.annotate(last=Max("seq"))}
    found: dict[str, Writer] = {}
    for one in sorted(Writer.objects.filter(pk__in=last), key=lambda one: -last[one.pk]):
        found.setdefault(one.key, one)
    return list(found.values())


def remember(revision: Any, draft: Any, wrote: Sequence[Writer]) -> None:
    """The draft is Houtai's; the line in the history is of whoever of us wrote last."""
    keys = [int(one.key[1:]) for one in wrote if one.key[0] == "u" and one.key[1:].isdecimal()]
    users = get_user_model().objects.in_bulk(keys[:1])
    ModelLogEntry.objects.log_action(
        draft,
        ACTION,
        user=users.get(keys[0]) if keys else None,
        revision=revision,
        content_changed=True,
        data={"writers": [one.name for one in wrote[:MOST]]},
    )


class Written(LogFormatter):
    label = gettext_lazy("Write together")

    def format_message(self, entry: Any) -> str:
        names = entry.data.get("writers") or []
        if not names:
            return _("The text went into a draft")
        said = _(", ").join(names)
        return (_("Written together by %(names)s") if len(names) > 1 else _("Written by %(names)s")) % {"names": said}


def register(actions: Any) -> None:
    actions.register_action(ACTION)(Written)
