"""The day, half-hour by half-hour. Every step has a once-key, so a day that was killed goes on to the same books."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.closing import close
from houtai.core.work.actions import Because
from houtai.core.work.actors import Actor
from houtai.core.work.models import Decision
from houtai.core.workspaces.lives import living
from houtai.core.workspaces.tasks import QUEUE, enqueue, relay
from houtai.core.workspaces.worker import Worker
from houtai.modules.strategies.models import Stage
from houtai.site.day import tasks
from houtai.site.day.cast import Cast
from houtai.site.day.people import DECISIONS_A_TICK, Taste
from houtai.site.day.plan import Plan
from houtai.site.day.server import Server

QUEUE_NAME = "collect.drafts"
TASKS = "houtai.site.day.tasks."
# A source is looked at in one of so many half-hours.
LOOKS = 4


class DayTaskFailed(RuntimeError):
    """A background task of the day failed for good; its error is in the queue's table."""


class Play:
    def __init__(self, *, plan: Plan, cast: Cast, server: Server, say: Callable[[str], None]) -> None:
        self.plan, self.cast, self.server, self.say = plan, cast, server, say
        self.taste = Taste(seed=plan.seed, bad=server.site.bad)
        self.queue = catalog.queue(QUEUE_NAME)
        self.worker = Worker()
        self.turns = round(plan.ticks * 0.6)

    def run(self) -> None:
        with living(self.worker.name):
            self.worker.reclaim()
            for tick in range(self.plan.ticks):
                self.half_hour(tick)
        start, end = self.plan.span
        close(start=start, end=end, now=max(end, datetime.now(tz=end.tzinfo)))

    def half_hour(self, tick: int) -> None:
        at = self.plan.at(tick)
        self.collect(tick, at)
        self.strategy_works(tick, at)
        # They leave before the last half-hour, so that something waits for whoever opens the desk.
        for number, operator in enumerate(self.cast.operators if tick < self.plan.ticks - 1 else []):
            for slot in range(DECISIONS_A_TICK):
                self.decide(tick, at, operator, f"{self.plan.key}:{tick}:{number}:{slot}")
        self.look_after(tick, at)
        self.say(f"{at:%H:%M}")

    def collect(self, tick: int, at: datetime) -> None:
        """Each source is looked at every two hours and at the end, the one that turns bad in every half-hour."""
        self.server.share, self.server.turning = self.out_so_far(tick)
        for place, source in enumerate(self.cast.sources):
            if source.name == self.taste.bad or (tick + place) % LOOKS == 0 or tick == self.plan.ticks - 1:
                self.enqueue(
                    tasks.collect,
                    f"collect:{tick}:{source.pk}",
                    source.pk,
                    at.isoformat(),
                    f"127.0.0.1:{self.server.port}",
                )
        self.work_off()

    def out_so_far(self, tick: int) -> tuple[float, float]:
        """Shares of the feeds: a third from the night, then evenly; the bad one two fifths while it is good, then more."""
        turned = max(0, tick - self.turns + 1) / max(1, self.plan.ticks - self.turns - 2)
        return 1 / 3 + 2 / 3 * tick / max(1, self.plan.ticks - 1), min(1.0, 0.4 + 0.6 * turned)

    def strategy_works(self, tick: int, at: datetime) -> None:
        strategy = self.cast.strategy
        if tick == 1:
            self.move("strategies.shadow", at)
        strategy.standing.refresh_from_db()
        self.enqueue(tasks.tick_strategies, f"strategies:{tick}", at.isoformat())
        self.work_off()
        strategy.standing.refresh_from_db()
        never_live = not self.once_done("strategies.promote")
        if strategy.standing.stage == Stage.SHADOW and never_live and strategy.agreement().proven:
            self.move("strategies.promote", at)

    def move(self, name: str, at: datetime) -> None:
        reason = "Agreement with people is proven." if name == "strategies.promote" else ""
        actor = Actor(kind="person", user=self.cast.manager, simulated=True)
        catalog.action(name).run(self.cast.strategy, by=actor, because=reason, at=at, once=f"{self.plan.key}:{name}")

    def once_done(self, suffix: str) -> bool:
        return Decision.objects.filter(once=f"{self.plan.key}:{suffix}").exists()

    def decide(self, tick: int, at: datetime, operator: Any, key: str) -> None:
        """One slot of one operator: the next draft, a decision, and now and then a slip taken back."""
        if Decision.objects.filter(once=f"{key}:last").exists():
            return
        actor = Actor(kind="person", user=operator, simulated=True)
        first = Decision.objects.filter(once=f"{key}:first").first()
        item = first.subject.target() if first else self.queue.next_for(operator, now=at)
        if item is None:
            return
        facts = self.queue.facts([item], now=at)[item.pk]
        name, slip = self.taste.says(facts, item.subject.key, turned=tick >= self.turns)
        if slip:
            first = first or self.act(name, item, actor, facts, at, f"{key}:first")
            because = Because(reason="slip", queue=QUEUE_NAME, touch_ms=self.taste.take_back_ms(key))
            first.undo(by=actor, because=because, at=at, once=f"{key}:undo")
            name = self.taste.wants(facts, turned=tick >= self.turns)
        self.act(name, item, actor, facts, at, f"{key}:last")

    def act(self, name: str, item: Any, actor: Actor, facts: dict[str, Any], at: datetime, once: str) -> Decision:
        inputs = {}
        if name == "collect.merge":
            form = catalog.action(name).form(target=item)
            into = form.fields["into"].initial
            name, inputs = (name, {"into": into}) if into else ("collect.skip", {})
        because = Because(facts=facts, queue=QUEUE_NAME, touch_ms=self.taste.takes_ms(facts, once))
        decision: Decision = catalog.action(name).run(item, by=actor, because=because, at=at, once=once, **inputs)
        return decision

    def look_after(self, tick: int, at: datetime) -> None:
        """An operator goes through what the strategy published this half-hour and takes back what should not be there."""
        made = Decision.objects.standing().filter(strategy=self.cast.strategy.key, at=at, action="content.accept")
        actor = Actor(kind="person", user=self.cast.operators[0], simulated=True)
        for decision in made.order_by("id").select_related("subject"):
            wanted = self.taste.wants(decision.facts, turned=tick >= self.turns)
            if wanted != decision.action and self.taste.notices(decision.subject.key):
                touch = self.taste.take_back_ms(decision.subject.key)
                because = Because(reason="should not be published", queue=QUEUE_NAME, touch_ms=touch)
                decision.undo(by=actor, because=because, at=at, once=f"{self.plan.key}:overrule:{decision.id}")

    def enqueue(self, task: Any, key: str, *args: Any) -> None:
        with transaction.atomic():
            enqueue(task, *args, once=f"{self.plan.key}:{key}")

    def work_off(self) -> None:
        """Run what is queued, here or in whatever worker is faster, and wait until it is done."""
        relay()
        mine = DBTaskResult.objects.filter(backend_name=QUEUE, task_path__startswith=TASKS)
        while (
            self.worker.run_one() or mine.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists()
        ):
            self.worker.reclaim()
            time.sleep(0.01)
        if failed := mine.filter(status=TaskResultStatus.FAILED).first():
            raise DayTaskFailed(f"{failed.task_path}: {failed.exception_class_path}")
