"""Importing an article as a decision, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Action, Because
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.models.archives.carrying import Carrying, take_back


class ImportArticle(Action):
    """Writes what an archive says into an article that is there, or was made for it. Only an import does it.

    made: the article was made for it.
    """

    name = "content.import_article"
    label = _("Import")
    about = _("Brings an article to what an imported file says, as a draft; or makes a new one of it.")
    subject = "content.article"
    permission = "content.add_article"
    inverse = "content.take_back_import"
    icon = "upload"

    def __init__(self, carrying: Carrying | None = None) -> None:
        self.carrying = carrying

    def perform(
        self, target: Any, *, at: datetime, actor: Actor, made: bool = False, **_context: Any
    ) -> dict[str, Any]:
        if self.carrying is None:
            raise NotPossible(__("Articles are imported from a file."))
        target.refresh_from_db()

        def go_live(article: Any, revision: Any) -> None:
            because = Because(reason=f"{self.label}: {article}")
            catalog.action("content.publish").run(article, by=actor, because=because, at=at, revision=revision.pk)

        return self.carrying.write(target, made=made, go_live=go_live)


class TakeBackImport(Action):
    """What the import made is deleted, or withdrawn when readers have seen it; what it changed is as it was."""

    name = "content.take_back_import"
    label = _("Take back the import")
    subject = "content.article"
    permission = "content.add_article"
    icon = "rotate"

    def perform(
        self,
        target: Any,
        *,
        at: datetime,
        actor: Actor,
        made: bool | None = None,
        latest: int | None = None,
        live: int | None = None,
        **_context: Any,
    ) -> dict[str, Any]:
        if made is None:
            raise NotPossible(__("This import can no longer be taken back."))
        target.refuse_when_locked(user=actor.user)
        if made and not target.first_published_at:
            target.remove(user=actor.user)
            return {}
        if target.live and target.live_revision_id != live:
            because = Because(reason=f"{self.label}: {target}")
            catalog.action("content.unpublish").run(target, by=actor, because=because, at=at, restore=live)
            target.refresh_from_db()
        if not made:
            take_back(target, by=actor, latest=latest)
        return {}
