"""The two steps of a half-hour out front: readers come, and pushes go to them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from houtai.core.catalog.catalog import catalog
from houtai.core.events.intake import read, segments
from houtai.core.events.log import event_log
from houtai.core.events.writer import Writer, WriterBusy
from houtai.core.readers.following import follow
from houtai.core.work.actions import Because
from houtai.core.work.actors import Actor
from houtai.core.work.models import Subject
from houtai.core.workspaces.context import current
from houtai.modules.push.models import Delivery, Push
from houtai.modules.push.models.arbiter import plan as plan_pushes
from houtai.modules.push.models.recording import record_assignments
from houtai.modules.rankings.models import refresh
from houtai.modules.strategies.models.effect import Effect
from houtai.modules.strategies.models.turn import measured
from houtai.site.day import tasks
from houtai.site.day.chores import Chores
from houtai.site.day.front import habits
from houtai.site.day.front.clicks import Reached, clicked, settled_at
from houtai.site.day.front.crowd import Crowd
from houtai.site.day.front.doors import Doors
from houtai.site.day.front.post import Post
from houtai.site.day.front.stage import CHANNELS, Stage
from houtai.site.day.front.tally import Tally
from houtai.site.day.front.visits import HalfHour, Parcel, Shown
from houtai.site.day.people import Taste
from houtai.site.day.plan import Plan

# So many workers race for what is to be delivered.
RACERS = 4
# The operator's own push, at this part of the day, and how long making it takes.
BY_HAND, CONSOLE_MS = 0.3, 95_000
LOOK_BYTES, LABEL_BYTES = 1 << 24, 80


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
        visits = HalfHour(
            seed=self.plan.seed,
            tick=tick,
            ticks=self.plan.ticks,
            key=self.plan.key,
            start=at,
            crowd=self.crowd,
            front=self.front_page(at),
        )
        self.send(f"visits:{tick}", visits.parcels())
        after = self.plan.at(tick + 1)
        follow(now=after)
        refresh(now=after, simulated=True)

    def go(self, tick: int, at: datetime) -> None:
        """What was to be pushed is planned and delivered, and some of it clicked."""
        if tick == round(self.plan.ticks * BY_HAND):
            self.push_by_hand(at)
        plan_pushes(now=at, simulated=True)
        self.deliver(at, key=f"deliver:{tick}")
        record_assignments()
        self.send(f"clicks:{tick}", self.clicks(at))

    def deliver(self, at: datetime, *, key: str) -> None:
        """As many tasks as workers could race for it; nothing but our own doors may be reached."""
        self.doors.now = at
        for number in range(RACERS):
            self.chores.enqueue(tasks.deliver, f"{key}:{number}", at.isoformat(), self.doors.sinks.admit)
        self.chores.work_off()

    def front_page(self, at: datetime) -> list[Shown]:
        """Hot articles first, then the newest, as the public pages have them."""
        hot = [one.subject for one in catalog.candidate("rankings.hot").best(now=at, limit=4, simulated=True)]
        public = Subject.objects.filter(kind="content.article", state="published", published__isnull=False)
        newest = list(public.order_by("-published", "-id")[: habits.SHOWN + len(hot)])
        shown = list({one.pk: one for one in [*hot, *newest]}.values())[: habits.SHOWN]
        return [Shown(subject=f"{one.kind}:{one.key}", path=one.url) for one in shown]

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
        for push in settled_at(at, pushes=self.pushes()):
            reached = Reached.of(push, self.crowd, settled=at)
            arrived = self.doors.arrived(push)
            seed, key = self.plan.seed, self.plan.key
            yield from clicked(reached, arrived=arrived, at=at, seed=seed, crowd=self.crowd, key=key)

    def end(self) -> None:
        """What waits in readers' quiet hours is delivered when they end; the campaign stops, and is measured."""
        close = self.plan.at(self.plan.ticks)
        self.move("strategies.pause", close, "The played day is over.")
        while due := self.late().values_list("due", flat=True).first():
            self.deliver(max(due, close), key=f"late:{due.isoformat()}")
        record_assignments()
        if not Effect.objects.filter(strategy=self.stage.campaign, at=close).exists():
            measured(self.stage.campaign, now=close, simulated=True).save()

    def late(self) -> Any:
        """What is still to be delivered: it waits for another try, or for its worker to be given up."""
        return Delivery.objects.open().filter(push__in=self.pushes()).order_by("due")

    def move(self, name: str, at: datetime, reason: str = "") -> None:
        actor = Actor(kind="person", user=self.manager, simulated=True)
        once = f"{self.plan.key}:campaign:{name}"
        catalog.action(name).run(self.stage.campaign, by=actor, because=reason, at=at, once=once)

    def pushes(self) -> Any:
        """Those of this day."""
        return Push.objects.filter(simulated=True, pk__gt=self.plan.push)

    def send(self, step: str, parcels: Iterable[Parcel]) -> None:
        self.tally.begin(step)
        self.tally.end(step, self.post.send(parcels))
        self.mover.drain()

    def progress(self) -> str:
        """How far it is, in half a line."""
        books = [push.books for push in self.pushes()]
        delivered = sum(book["delivered"] for book in books)
        return f"read {sum(self.tally.sums().values())} events, pushes {len(books)}, delivered {delivered}"


class Mover:
    """Sees to it that what was acknowledged can be read, moving it itself when no writer runs."""

    def __init__(self) -> None:
        self.writer = Writer(Path(settings.HOME), clock=lambda: datetime.now(tz=UTC))

    def drain(self) -> None:
        while behind():
            try:
                self.writer.run_once()
            except WriterBusy:
                time.sleep(0.05)


def behind() -> bool:
    """Whether the intake holds something of this workspace that its event log does not."""
    log, ours = event_log(), f'"{current()}"'.encode()
    for path in segments(Path(settings.HOME) / "intake"):
        rest, _end = read(path, max(log.position(path.name), 0), LOOK_BYTES)
        if any(ours in payload[:LABEL_BYTES] for payload in rest):
            return True
    return False
