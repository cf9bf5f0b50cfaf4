"""What can be done to everything that is published. Modules name these actions, and say what they need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible


class Publish(Action):
    """Makes a revision public (the newest unless `revision` names one), or schedules it when its time is to come.

    waiting: what goes live later, beside this one.
    """

    label = _("Publish")
    icon = "upload"

    def perform(
        self,
        target: Any,
        *,
        at: datetime,
        actor: Actor,
        revision: int | None = None,
        changed: bool = True,
        log: Any = True,
        reverts: int | None = None,
        waiting: Mapping[str, Any] | None = None,
        **_context: Any,
    ) -> dict[str, Any]:
        if not waiting or target.waiting() != waiting:
            target.refuse_when_locked(user=actor.user if actor.kind != "system" else None)
        before, was = target.live_revision_id, target.publicity()
        chosen = self.chosen(target, revision, actor)
        earlier = target.revisions.filter(pk=reverts).first()
        target.go_live(chosen, user=actor.user, changed=changed, log_action=log, previous_revision=earlier)
        target.wait_again(waiting)
        return {"restore": before if before != chosen.pk else None, **moved(target, was)}

    def chosen(self, target: Any, revision: int | None, actor: Actor) -> Revision:
        if revision:
            found = target.revisions.filter(pk=revision).first()
            if not found:
                raise NotPossible(__("This version is no longer there."))
            return found
        return target.get_latest_revision() or target.save_revision(user=actor.user)


class Unpublish(Action):
    """Takes it out of the public, or off the schedule. `restore` is the revision to go back to instead.

    What goes live later is taken off the schedule too, but not when the time of what is public is over.
    """

    label = _("Unpublish")
    icon = "download"
    from_states = frozenset({"published", "scheduled"})

    def perform(
        self,
        target: Any,
        *,
        at: datetime,
        actor: Actor,
        restore: int | None = None,
        expired: bool = False,
        log: Any = True,
        **_context: Any,
    ) -> dict[str, Any]:
        before, was = target.live_revision_id or target.latest_revision_id, target.publicity()
        waited = target.waiting() if target.live else None
        earlier = target.revisions.filter(pk=restore).first()
        if earlier:
            target.go_live(earlier, user=actor.user)
        elif target.live:
            target.take_down(user=actor.user, expired=expired, log=log)
            target.wait_again(waited if expired else None)
        else:
            target.unschedule(user=actor.user)
        return {"revision": before, **({"waiting": waited} if waited else {}), **moved(target, was)}


class Unschedule(Action):
    """Takes what waits to go live off the schedule; what is public stays as it is."""

    label = _("Cancel the schedule")
    icon = "cross"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        waiting = target.scheduled_revision
        if waiting is None:
            raise NotPossible(__("Nothing is scheduled."))
        target.unschedule(user=actor.user)
        return {"revision": waiting.pk}


class Delete(Action):
    """For good."""

    label = _("Delete")
    icon = "bin"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        target.refuse_when_locked(user=actor.user)
        was = target.publicity()
        target.remove(user=actor.user)
        return {"was": was, "now": "deleted"}


def moved(target: Any, was: str) -> dict[str, str]:
    """From which publicity to which: the log says so, for those who read it later."""
    return {"was": was, "now": target.publicity()}
