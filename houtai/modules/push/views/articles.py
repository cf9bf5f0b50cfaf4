"""The articles that the console offers: the best of the ranking, or what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Subject
from houtai.modules.push.forms import pushable
from houtai.modules.push.views.facts import told

RANKING = "rankings.hot"
OFFERED = 12


@dataclass(frozen=True, kw_only=True)
class Offer:
    """facts: pairs of a label and a written value."""

    subject: Subject
    facts: Sequence[tuple[Any, str]] = field(default_factory=tuple)


def offers(*, user: Any, now: datetime, query: str = "", chosen: Subject | None = None) -> list[Offer]:
    """At most twelve, with the chosen one among them. Without a ranking, the newest."""
    seen = pushable(user)
    found = searched(seen, query) if query else ranked(seen, now) or searched(seen, "")
    if chosen and all(offer.subject.pk != chosen.pk for offer in found):
        found.insert(0, Offer(subject=chosen))
    return found


def searched(seen: Any, query: str) -> list[Offer]:
    words = Q()
    for word in query.split()[:8]:
        words &= Q(title__icontains=word) | Q(author__icontains=word) | Q(column__icontains=word)
    return [Offer(subject=row) for row in seen.filter(words).order_by("-published", "-pk")[:OFFERED]]


def ranked(seen: Any, now: datetime) -> list[Offer]:
    if not catalog.offers(RANKING):
        return []
    word = catalog.candidate(RANKING)
    best = word.best(now=now, limit=OFFERED)
    allowed = set(seen.filter(pk__in=[one.subject.pk for one in best]).values_list("pk", flat=True))
    known = {fact.name: fact for fact in word.known}
    return [Offer(subject=one.subject, facts=told(one.facts, known)) for one in best if one.subject.pk in allowed]
