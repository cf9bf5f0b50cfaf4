"""The clock that asks the links of public articles again: a few each turn, those first that have waited longest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min

from houtai.core.text.models import Refiling
from houtai.modules.content.models.article import Article
from houtai.modules.content.models.asked_link import AskedLink
from houtai.modules.content.models.asking_links import ask
from houtai.modules.content.models.public_link import PublicLink, played

# Links looked at and articles noted in one turn. What is taken is left alone for a while, by other turns too.
TAKEN, NOTED = 240, 100
LEASE = timedelta(hours=1)


def ask_again(*, at: datetime, **how: Any) -> None:
    ask([row.url for row in take(at=at)], at=at, **how)


def take(*, at: datetime) -> list[AskedLink]:
    """Those that have waited longest; what no public article leads to any more is followed no longer."""
    with transaction.atomic():
        rows = list(AskedLink.objects.select_for_update().filter(due__lte=at).order_by("due")[:TAKEN])
        links = PublicLink.objects.filter(asked__in=rows, article__live=True)
        led = set(links.values_list("asked", flat=True))
        AskedLink.objects.filter(pk__in=led).update(due=at + LEASE)
        AskedLink.objects.filter(pk__in={row.pk for row in rows} - led).update(due=None)
    return [row for row in rows if row.pk in led]


def note_older(*, at: datetime) -> None:
    """What was published before links were noted, the newest first, from where the last turn ended."""
    with transaction.atomic():
        under_way = Refiling.of(PublicLink).select_for_update().first()
        if under_way is None:
            return
        batch = list(Article.objects.filter(pk__lt=under_way.below).order_by("-pk")[:NOTED])
        left_out = played(batch)
        for row in batch:
            if row.live and row.pk not in left_out:
                PublicLink.objects.note(row, at=at)
        under_way.go_on(list(batch))


def next_turn(*, now: datetime) -> datetime | None:
    """For the schedule: now, while older articles are still to be noted; else when the first link is due."""
    if Refiling.of(PublicLink).exists():
        return now
    due: datetime | None = AskedLink.objects.aggregate(at=Min("due"))["at"]
    return due
