"""Changes of a draft that are made to many articles at once. Readers see them when it is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.actions.articles import OnArticle, Revise
from houtai.modules.content.api.saving import Changes
from houtai.modules.content.models import Article


class Change(OnArticle, Action):
    """What is changed is a draft like any other, so it goes back by the same action."""

    permission = "content.change_article"
    inverse = "content.revise"

    def changes(self, draft: Article, told: dict[str, Any]) -> Changes:
        """What becomes of the newest draft. Raises NotPossible when it is so already."""
        raise NotImplementedError

    def perform(self, target: Article, *, at: datetime, actor: Actor, **told: Any) -> dict[str, Any]:
        changes = self.changes(target.get_latest_revision_as_object(), told)
        return Revise(changes).perform(target, at=at, actor=actor)


class Place(Change):
    """`column` is the column's address; only one that this person works on."""

    name = "content.place"
    label = _("Move to a column")
    about = _("The newest draft is in the other column from now on. Readers see it there when it is published.")
    icon = "folder-open-inverse"

    def changes(self, draft: Article, told: dict[str, Any]) -> Changes:
        if draft.column and draft.column.slug == told.get("column"):
            raise NotPossible(__("It is in this column already."))
        return {"column": told.get("column") or "-"}


class Tag(Change):
    """`add` and `remove` are names of tags."""

    name = "content.tag"
    label = _("Add or remove tags")
    about = _("The newest draft has them from now on. Readers see it when it is published.")
    icon = "tag"

    def changes(self, draft: Article, told: dict[str, Any]) -> Changes:
        before = list(draft.tags.names())
        added, removed = folded(told.get("add", ())), folded(told.get("remove", ()))
        wanted = {**folded(before), **{name: tag for name, tag in added.items() if name not in folded(before)}}
        after = [tag for name, tag in wanted.items() if name not in removed]
        if after == before:
            raise NotPossible(__("It has just these tags already."))
        return {"tags": after}


def folded(names: Sequence[str]) -> dict[str, str]:
    return {name.casefold(): name for name in names}
