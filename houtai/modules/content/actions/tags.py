"""What can be done to tags of articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.forms import MergeTagForm
from houtai.modules.content.models import Topic


class OnTag:
    subject: ClassVar[str] = "content.topic"
    permission: ClassVar[str] = "content.change_topic"


class MergeTag(OnTag, Action):
    name = "content.merge_tag"
    label = _("Merge into another tag")
    about = _(
        "Its articles get the other tag, and its address leads there. Articles that bring it later get the other too."
    )
    inverse = "content.unmerge_tag"
    icon = "tag"
    form = MergeTagForm
    from_states = frozenset({"standing"})

    def perform(self, target: Topic, *, at: datetime, actor: Actor, into: int = 0, **_context: Any) -> dict[str, Any]:
        other = Topic.objects.filter(pk=into, into=None).exclude(pk=target.pk).first()
        if other is None:
            raise NotPossible(__("There is no such tag to merge into."))
        return dict(target.merge(other))


class UnmergeTag(OnTag, Action):
    name = "content.unmerge_tag"
    label = _("Take apart")
    icon = "rotate"
    inverse = "content.merge_tag"
    from_states = frozenset({"merged"})

    def perform(
        self,
        target: Topic,
        *,
        at: datetime,
        actor: Actor,
        moved: Sequence[int] = (),
        both: Sequence[int] = (),
        **_context: Any,
    ) -> dict[str, Any]:
        """Without `moved` and `both` it stands for itself again, and its articles keep the other tag."""
        into = target.into_id
        target.take_apart(moved=list(moved), both=list(both))
        return {"into": into}
