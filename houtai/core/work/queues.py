"""Queues: what waits for a decision, in what order, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps

from houtai.core.catalog import words
from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Claim


class Queue(words.Queue):
    """Subclass it in a module's `queues.py`: `waiting` and `facts` are all it must write."""

    template: ClassVar[str] = "work/item.html"
    order: ClassVar[Sequence[str]] = ("pk",)

    @property
    def model(self) -> Any:
        return apps.get_model(self.subject)

    @property
    def slug(self) -> str:
        return self.name.replace(".", "-")

    def waiting(self) -> Any:
        """Queryset of the subject's model: what waits for a decision now, the next one first."""
        raise NotImplementedError

    def facts(self, items: Sequence[Any], *, now: datetime) -> Mapping[Any, dict[str, Any]]:
        """Primary key to {fact name: value}, for all items in a constant number of queries."""
        return {item.pk: {} for item in items}

    def actions(self) -> list[Any]:
        return [catalog.action(name) for name in self.choices]

    def visible_to(self, user: Any) -> Any:
        """What waits, as far as this person may see it and work on it."""
        if self.permission and not user.has_perm(self.permission):
            return self.model._default_manager.none()
        return self.waiting() & self.model.objects.visible_to(user)

    def unclaimed(self, *, user: Any, now: datetime) -> Any:
        """What this person may take: nobody else is looking at it."""
        claims = Claim.objects.held_by_others(user=user, now=now).filter(subject__kind=self.subject)
        return self.visible_to(user).exclude(pk__in=list(claims.values_list("subject__key", flat=True)))

    def next_for(self, user: Any, *, now: datetime, after: Any = None, take: bool = True, count: int = 1) -> list[Any]:
        """The next `count` items for this person, the first of them claimed. `after` skips items by primary key."""
        items = list(self.unclaimed(user=user, now=now).exclude(pk__in=after or [])[:count])
        if take and items and not Claim.objects.take(subject_id=items[0].subject.pk, user=user, now=now):
            return self.next_for(user, now=now, after=[*(after or []), items[0].pk], count=count)
        return items
