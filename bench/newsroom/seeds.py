"""The first row of each kind, written by the product itself, and the people who look at them."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now

from bench.articles import cookie
from bench.newsroom.articles import COLUMNS
from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.workspaces import roles
from houtai.core.workspaces.models import User
from houtai.modules.collect.models import Draft, Source
from houtai.modules.content.models import Article, Column

SOURCES = 500


def owner() -> Any:
    return User.objects.filter(is_superuser=True).earliest("pk")


def article() -> Article:
    made = Article(title="The first one", body="<p>It is the first of many.</p>", live=False)
    made.save()
    made.save_revision(user=owner())
    made.act("publish", owner())
    made.refresh_from_db()
    return made


def drafts() -> tuple[Draft, Any]:
    """The newest one, which waits, and what was decided about the one before."""
    for number in range(SOURCES + 1):
        Source(name=f"Source {number}", url=f"https://news.example/feed/{number}", state="paused").save()
    source = Source.objects.earliest("pk")
    made = [
        Draft.objects.create(source=source, title=f"Draft {number}", html="<p>Words.</p>", collected_at=now())
        for number in range(2)
    ]
    queue = catalog.queue("collect.drafts")
    because = Because(queue=queue.name, facts=queue.facts(made[:1], now=now())[made[0].pk], touch_ms=2000)
    return made[1], catalog.action("collect.skip").run(made[0], by=owner(), because=because)


def cookies() -> dict[str, str]:
    """Of a manager, who sees all, and of an editor who collects, and sees the last column and what is in none."""
    made = {}
    for name, role in (("manager", roles.MANAGER), ("editor", roles.EDITOR)):
        user = User.objects.create_user(f"{name}@bench.example", None, first_name=name.title())
        roles.assign(user, role, roles.OPERATOR, *([roles.EDITOR] if name == "manager" else []))
        made[name] = user
    made["editor"].groups.add(Column.objects.get(slug=f"column-{COLUMNS}").desk)
    return {name: cookie(user) for name, user in made.items()}
