"""Making again what an action deleted, under the number that it had."""

from __future__ import annotations

from typing import Any

from houtai.core.work.actions import Action, Call, refuse_when_changed
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotFound, NotPossible
from houtai.core.work.models import Subject
from houtai.core.work.models.subject import beyond


class BringBack(Action):
    """Only the way back from the decision that deleted it: `perform` gets the object empty but for its number."""

    icon = "rotate"

    def meant(self, target: Any) -> Any:
        if not isinstance(target, Subject):
            raise NotPossible
        try:
            return target.model(pk=target.model._meta.pk.to_python(target.key))
        except LookupError as error:
            raise NotFound from error

    def is_seen(self, target: Any, actor: Actor) -> bool:
        """By its place: nothing else of it is there."""
        if actor.kind == "system":
            return True
        kind = type(target)
        if actor.user is None or kind.objects.visible_to(actor.user).query.is_empty():
            return False
        row = Subject.objects.filter(kind=kind._meta.label_lower, key=str(target.pk))
        return row.exclude(beyond(actor.user)).exists()

    def refuse(self, subject: Subject, target: Any, call: Call) -> None:
        refuse_when_changed(subject, call)
        if call.undoes is None or subject.state != "deleted":
            raise NotPossible
