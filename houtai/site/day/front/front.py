"""The two steps of a half-hour out front: readers come, and pushes go to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.functions import Coalesce

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.following import follow
from houtai.core.work.actions import Because
from houtai.core.work.actors import Actor
from houtai.core.work.models import Subject
from houtai.modules.push.models import Delivery, Push
from houtai.modules.push.models.arbiter import plan as plan_pushes
from houtai.modules.push.models.recording import record_assignments
from houtai.modules.rankings.models import refresh
from houtai.modules.strategies.models.effect import Effect
from houtai.modules.strategies.models.turn import measured
from houtai.site.day import tasks
from houtai.site.day.chores import Chores
from houtai.site.day.front import habits
from houtai.site.day.front.clicks import Reached, clicked, leave, settled_in
from houtai.site.day.front.crowd import Crowd
from houtai.site.day.front.doors import Doors
from houtai.site.day.front.mover import Mover
from houtai.site.day.front.post import Post
from houtai.site.day.front.stage import CHANNELS, Stage
from houtai.site.day.front.tally import Tally
from houtai.site.day.front.visits import HalfHour, Parcel, Shown
from houtai.site.day.named import name_of
from houtai.site.day.people import Taste
from houtai.site.day.plan import HALF_HOUR, Plan

# So many workers race for what is to be delivered.
RACERS = 4
# The operator's own push, at this part of the day, and how long making it takes.
BY_HAND, CONSOLE_MS = 0.3, 95_000


@dataclass(frozen=True, kw_only=True)
class Front:
    """operator: the person who pushes by hand; manager: who moves the campaign."""

    plan: Plan
    crowd: Crowd
    stage: Stage
    doors: Doors
    post: Post
    mover: Mover
    tally: Tally
    chores: Chores
    operator: Any
    manager: Any

    def begin(self, tick: int, at: datetime) -> None:
        """The campaign starts in shadow in the second half-hour and goes live in the fourth."""
        for turn, name in ((1, "strategies.shadow"), (3, "strategies.promote")):
            if tick == turn:
                self.move(name, at)

    def come(self, tick: int, at: datetime) -> None:
        """Readers visit the front page, and what they did is counted and ranked."""
        self.begin(tick, at)
        self.send(f"visits:{tick}", lambda: self.visits(tick, at))
        after = self.plan.at(tick + 1)
        follow(now=after)
        refresh(now=after, simulated=True)

    def visits(self, tick: int, at: datetime) -> Iterable[Parcel]:
        half_hour = HalfHour(
            seed=self.plan.seed,
            tick=tick,
            ticks=self.plan.ticks,
            key=self.plan.key,
            start=at,
            crowd=self.crowd,
            front=self.front_page(at),
        )
        return half_hour.parcels()

    def go(self, tick: int, at: datetime) -> None:
        """What was to be pushed is planned and delivered, and some of it clicked."""
        if tick == round(self.plan.ticks * BY_HAND):
            self.push_by_hand(at)
        plan_pushes(now=at, simulated=True)
        self.deliver(at, key=f"deliver:{tick}")
        while (moment := self.next_try()) and moment < at + HALF_HOUR:
            self.deliver(moment, key=f"again:{tick}:{moment.isoformat()}")
        record_assignments()
        self.send(f"clicks:{tick}", lambda: self.clicks(at))
        for reached, _arrived in self.reached(at):
            leave(reached, seed=self.plan.seed, crowd=self.crowd, at=at)

    def next_try(self) -> datetime | None:
        """When the first of those that were tried in vain, or whose worker was killed, is tried again."""
        return self.moments().filter(tries__gt=0).values_list("moment", flat=True).first()

    def deliver(self, at: datetime, *, key: str) -> None:
        """As many tasks as workers could race for it; nothing but our own doors may be reached."""
        self.doors.turn(at)
        for number in range(RACERS):
            self.chores.enqueue(tasks.deliver, f"{key}:{number}", at.isoformat(), self.doors.sinks.admit)
        self.chores.work_off()

    def front_page(self, at: datetime) -> list[Shown]:
        """Hot articles first, then the newest, as the public pages have them."""
        hot = [one.subject for one in catalog.candidate("rankings.hot").best(now=at, limit=4, simulated=True)]
        public = Subject.objects.filter(kind="content.article", state="published", published__isnull=False)
        newest = list(public.order_by("-published", "-id")[: habits.SHOWN + len(hot)])
        shown = list({one.pk: one for one in [*hot, *newest]}.values())[: habits.SHOWN]
        return [Shown(subject=f"{one.kind}:{one.key}", path=one.url, name=name_of(one)) for one in shown]

    def push_by_hand(self, at: datetime) -> None:
        """The operator sends the hottest article, with two headlines to choose from."""
        best = catalog.candidate("rankings.hot").best(now=at, limit=1, simulated=True)
        if not best:
            return
        subject, facts = best[0].subject, dict(best[0].facts)
        touch = round(CONSOLE_MS * Taste(seed=self.plan.seed).spread("console"))
        catalog.action("push.send").run(
            subject,
            by=Actor(kind="person", user=self.operator, simulated=True),
            because=Because(reason="hottest", facts=facts, touch_ms=touch),
            at=at,
            once=f"{self.plan.key}:by-hand",
            audience=self.stage.faithful.name,
            headlines=[subject.title[:100], f"★ {subject.title}"[:100]],
            channels=CHANNELS,
            priority=7,
            expires_minutes=240,
        )

    def clicks(self, at: datetime) -> Iterable[Parcel]:
        for reached, arrived in self.reached(at):
            seed, key = self.plan.seed, self.plan.key
            yield from clicked(reached, arrived=arrived, at=at, seed=seed, crowd=self.crowd, key=key)

    def reached(self, at: datetime) -> Iterator[tuple[Reached, dict[int, str]]]:
        """Whom each push reached in this half-hour, and with which address."""
        span = at, at + HALF_HOUR
        for push in settled_in(span, pushes=self.pushes()):
            arrived = self.doors.arrived(push)
            yield Reached.of(push, self.crowd, arrived=arrived, span=span), arrived

    def end(self) -> None:
        """What waits in readers' quiet hours is delivered when they end; the campaign stops, and is measured."""
        close = self.plan.at(self.plan.ticks)
        self.move("strategies.pause", close, "The played day is over.")
        while moment := self.moments().values_list("moment", flat=True).first():
            self.deliver(max(moment, close), key=f"late:{moment.isoformat()}")
        record_assignments()
        if not Effect.objects.filter(strategy=self.stage.campaign, at=close).exists():
            measured(self.stage.campaign, now=close, simulated=True).save()

    def moments(self) -> Any:
        """What is still to be delivered, by when: it waits for its time, or for its worker to be given up."""
        open_ = Delivery.objects.open().filter(push__in=self.pushes())
        return open_.annotate(moment=Coalesce("lease", "due")).order_by("moment")

    def move(self, name: str, at: datetime, reason: str = "") -> None:
        actor = Actor(kind="person", user=self.manager, simulated=True)
        once = f"{self.plan.key}:campaign:{name}"
        catalog.action(name).run(self.stage.campaign, by=actor, because=reason, at=at, once=once)

    def pushes(self) -> Any:
        """Those of this day."""
        return Push.objects.filter(simulated=True, pk__gt=self.plan.push)

    def send(self, step: str, parcels: Callable[[], Iterable[Parcel]]) -> None:
        """Once all was sent it is not made again: what readers see may have changed by then."""
        if step not in self.tally.ended():
            self.tally.begin(step)
            self.tally.end(step, self.post.send(parcels()))
        self.mover.drain()

    def progress(self) -> str:
        """How far it is, in half a line."""
        books = [push.books for push in self.pushes()]
        delivered = sum(book["delivered"] for book in books)
        return f"read {sum(self.tally.sums().values())} events, pushes {len(books)}, delivered {delivered}"
