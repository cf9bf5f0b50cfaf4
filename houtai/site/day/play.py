"""The day, half-hour by half-hour. Every step has a once-key, so a day that was killed goes on to the same books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.closing import close
from houtai.core.work.actors import Actor
from houtai.modules.strategies.models import Stage
from houtai.site.day import tasks
from houtai.site.day.books import progress
from houtai.site.day.cast import Cast
from houtai.site.day.chores import Chores
from houtai.site.day.front.front import Front
from houtai.site.day.people import Taste
from houtai.site.day.plan import Plan
from houtai.site.day.server import Server
from houtai.site.day.shift import Shift, made

# A source is looked at in one of so many half-hours.
LOOKS = 4


class Play:
    """file: where the plan is kept; say: shows a line of progress; front: what happens out front, when readers come."""

    def __init__(
        self,
        *,
        plan: Plan,
        cast: Cast,
        server: Server,
        file: Path,
        say: Callable[[str], None],
        chores: Chores,
        front: Front | None = None,
    ) -> None:
        self.plan, self.cast, self.server, self.file, self.say = plan, cast, server, file, say
        self.chores, self.front = chores, front
        self.taste = Taste(seed=plan.seed)
        self.turns = round(plan.ticks * 0.6)

    def run(self) -> Plan:
        """Play what is left; returns the plan as it stands then. Raises TaskFailed."""
        steps = [self.collect, self.strategy_works, self.people_work, self.look_after]
        if self.front:
            steps += [self.front.come, self.front.go]
        with self.chores.at_work():
            for number in range(self.plan.reached, self.plan.ticks * len(steps)):
                tick, step = divmod(number, len(steps))
                steps[step](tick, self.plan.at(tick))
                # A step that was only half done when the day was killed is the one that is played again.
                self.plan = self.plan.goes_on(self.file, reached=number + 1)
                if step == len(steps) - 1:
                    self.say(f"{self.plan.at(tick):%H:%M}  {progress(self.cast)}{self.front_progress()}")
        self.end()
        return self.plan

    def front_progress(self) -> str:
        return f"; {self.front.progress()}" if self.front else ""

    def end(self) -> None:
        """The strategy is not left alone with what comes after the day, and the ledger closes."""
        self.cast.strategy.standing.refresh_from_db()
        if self.cast.strategy.standing.stage in (Stage.SHADOW, Stage.LIVE):
            self.move("strategies.pause", self.plan.at(self.plan.ticks), "The played day is over.")
        if self.front:
            self.front.end()
        start, end = self.plan.span
        close(start=start, end=end, now=max(end, datetime.now(tz=end.tzinfo)))

    def collect(self, tick: int, at: datetime) -> None:
        """Each source is looked at every two hours and at the end, the one that turns bad in every half-hour."""
        self.server.share, self.server.turning = self.out_so_far(tick)
        place = f"127.0.0.1:{self.server.port}"
        for number, source in enumerate(self.cast.sources):
            if source == self.cast.bad or (tick + number) % LOOKS == 0 or tick == self.plan.ticks - 1:
                # One after the other: two workers beside each other would find things in another order each time.
                self.chores.enqueue(tasks.collect, f"collect:{tick}:{source.pk}", source.pk, at.isoformat(), place)
                self.chores.work_off()

    def out_so_far(self, tick: int) -> tuple[float, float]:
        """Shares of the feeds: a third from the night, then evenly; the bad one two fifths while good, then more."""
        turned = max(0, tick - self.turns + 1) / max(1, self.plan.ticks - self.turns - 2)
        return 1 / 3 + 2 / 3 * tick / (self.plan.ticks - 1), min(1.0, 0.4 + 0.6 * turned)

    def strategy_works(self, tick: int, at: datetime) -> None:
        strategy = self.cast.strategy
        if tick == 1:
            self.move("strategies.shadow", at)
        self.chores.enqueue(tasks.tick_strategies, f"strategies:{tick}", at.isoformat())
        self.chores.work_off()
        strategy.standing.refresh_from_db()
        never_live = not made(f"{self.plan.key}:strategies.promote")
        if strategy.standing.stage == Stage.SHADOW and never_live and strategy.agreement().proven:
            self.move("strategies.promote", at, "Agreement with people is proven.")

    def move(self, name: str, at: datetime, reason: str = "") -> None:
        actor = Actor(kind="person", user=self.cast.manager, simulated=True)
        catalog.action(name).run(self.cast.strategy, by=actor, because=reason, at=at, once=f"{self.plan.key}:{name}")

    def people_work(self, tick: int, at: datetime) -> None:
        """They leave before the last half-hour, so that something waits for whoever opens the desk."""
        for number in range(len(self.cast.operators) if tick < self.plan.ticks - 1 else 0):
            self.shift(number, tick, at).work()

    def look_after(self, tick: int, at: datetime) -> None:
        self.shift(0, tick, at).look_after(self.cast.strategy.key)

    def shift(self, number: int, tick: int, at: datetime) -> Shift:
        key, turned = f"{self.plan.key}:{tick}:{number}", partial(self.turned, tick)
        return Shift(operator=self.cast.operators[number], at=at, key=key, taste=self.taste, turned=turned)

    def turned(self, tick: int, draft: Any) -> bool:
        return tick >= self.turns and bool(draft.source_id == self.cast.bad.pk)
