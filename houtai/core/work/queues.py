"""Queues: what waits for a decision, in what order, and what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from houtai.core.catalog import words
from houtai.core.catalog.catalog import catalog
from houtai.core.ui.counting import Count, count
from houtai.core.work.models import Claim, Subject

# How many items others may snatch between our look and our claim before we give up for now.
RACES = 5


class Queue(words.Queue):
    """Subclass it in a module's `queues.py`: `waiting` and `facts` are all it must write.

    template: how one item is shown; searched: the field that the list's search looks into ("" = no search);
    orders: columns that have an index, "-" before one for downwards, with their labels; filters: a FilterSet.
    """

    template: ClassVar[str] = "work/item.html"
    searched: ClassVar[str] = ""
    orders: ClassVar[Sequence[tuple[str, Any]]] = ()
    filters: ClassVar[Any] = None

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

    def subjects(self, items: Iterable[Any]) -> dict[str, Subject]:
        """The items' rows by key, in one query."""
        rows = Subject.objects.filter(kind=self.subject, key__in=[str(item.pk) for item in items])
        return {row.key: row for row in rows}

    def actions(self) -> list[Any]:
        """Its choices, without those whose module is switched off here."""
        return [catalog.action(name) for name in self.choices if catalog.is_on(name)]

    def visible_to(self, user: Any) -> Any:
        """What waits, as far as this person may see it and work on it."""
        if self.permission and not user.has_perm(self.permission):
            return self.model._default_manager.none()
        return self.waiting() & self.model.objects.visible_to(user)

    def count_for(self, user: Any) -> Count:
        """How many wait, as far as this person may see it."""
        return count(self.visible_to(user))

    def unclaimed(self, *, user: Any, now: datetime) -> Any:
        """What this person may take: nobody else is looking at it. `claimed` says whether there is a claim at all,
        `kept` whether it is theirs and need not be renewed.
        """
        claims = Claim.objects.filter(subject__kind=self.subject, subject__key=Cast(OuterRef("pk"), CharField()))
        others = claims.held_by_others(user=user, now=now)
        told = {"claimed": Exists(claims), "kept": Exists(claims.fresh(user=user, now=now))}
        return self.visible_to(user).exclude(Exists(others)).annotate(**told)

    def next_for(
        self, user: Any, *, now: datetime, after: Sequence[Any] = (), narrow: Callable[[Any], Any] = lambda rows: rows
    ) -> Any:
        """The next item for this person, claimed for them, or None.

        after: primary keys they have already; narrow: which of the items are wanted, and in which order.
        """
        items = narrow(self.unclaimed(user=user, now=now)).exclude(pk__in=list(after))[:RACES]
        return self.claim(items, user=user, now=now, number_of=lambda item: item.subject.pk)

    def claim(self, items: Iterable[Any], *, user: Any, now: datetime, number_of: Callable[[Any], int]) -> Any:
        """The first of these `unclaimed` items that nobody was faster to take, or None.

        number_of: gives the primary key of an item's subject.
        """
        for item in items:
            if item.kept or Claim.objects.take(subject_id=number_of(item), user=user, now=now, free=not item.claimed):
                return item
        return None
