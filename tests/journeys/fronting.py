"""Something of everything out front: readers and what they did, a ranking, an audience, a tag, a push."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.events.models import Key
from houtai.core.events.tests.filling import fill
from houtai.core.readers.following import follow
from houtai.core.readers.models import Audience, Tag
from houtai.modules.content.models import Article
from houtai.modules.push.models.arbiter import plan
from houtai.modules.push.models.recording import record_assignments
from houtai.modules.push.tests.conftest import readers, send
from houtai.modules.rankings.models import Ranking, refresh
from houtai.modules.strategies.models.presets import hot_hourly


def bring_readers(owner: Any) -> None:
    moment = now()
    article = Article.objects.filter(live=True).latest("pk")
    subject = f"content.article:{article.pk}"
    acts = [
        {"name": name, "subject": subject, "visitor": visitor, "at": moment - timedelta(minutes=5 + visitor)}
        for visitor in range(1, 9)
        for name in ("show", "view")
    ]
    fill(*({**act, "n": n} for n, act in enumerate(acts)))
    follow(now=moment)
    Ranking.objects.update(minimum=1)
    refresh(now=moment)
    readers(5)
    Audience.objects.create(name="All")
    Tag.objects.create(name="regulars", rule="did view at least 2 times in 7 days")
    Audience.objects.all().refresh(now=moment)
    send(article, by=owner, at=moment, headlines=["One", "Two"])
    plan(now=moment)
    record_assignments()
    Key.objects.issue(name="Site", now=moment)
    begin_campaign(owner)


def begin_campaign(owner: Any) -> None:
    campaign = hot_hourly()
    campaign.save()
    for step in ("publish", "shadow", "promote"):
        catalog.action(f"strategies.{step}").run(campaign, by=owner, because="")
