"""One operator's half-hour: what a person does at the queue, through the same actions as anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.actors import Actor
from houtai.core.work.models import Decision
from houtai.site.day.named import number_of
from houtai.site.day.people import DECISIONS_A_TICK, Taste

QUEUE = "collect.drafts"


@dataclass(frozen=True, kw_only=True)
class Shift:
    """key: begins the once-keys of this shift; turned: whether the source of a draft has turned bad by now."""

    operator: Any
    at: datetime
    key: str
    taste: Taste
    turned: Callable[[Any], bool]

    @property
    def actor(self) -> Actor:
        return Actor(kind="person", user=self.operator, simulated=True)

    def work(self) -> None:
        for slot in range(DECISIONS_A_TICK):
            # Nothing comes in meanwhile, so who finds nothing need not look again.
            if not self.decide(f"{self.key}:{slot}"):
                break

    def decide(self, slot: str) -> bool:
        """The next draft, a decision, and now and then a slip taken back. False when nothing waits."""
        if made(f"{slot}:last"):
            return True
        first = made(f"{slot}:first")
        queue = catalog.queue(QUEUE)
        item = first.subject.target() if first else queue.next_for(self.operator, now=self.at)
        if item is None:
            return False
        facts = first.facts if first else queue.facts([item], now=self.at)[item.pk]
        name, slip = self.taste.says(facts, number_of(item.subject), turned=self.turned(item))
        if slip:
            first = first or self.act(name, item, facts, once=f"{slot}:first")
            self.take_back(first, reason="slip", touch_key=slot, once=f"{slot}:undo")
            name = self.taste.wants(facts, turned=self.turned(item))
        self.act(name, item, facts, once=f"{slot}:last")
        return True

    def act(self, name: str, item: Any, facts: dict[str, Any], *, once: str) -> Decision:
        inputs: dict[str, Any] = {}
        if name == "collect.merge":
            into = catalog.action(name).ask_with(item, user=self.operator).fields["into"].initial
            name, inputs = (name, {"into": into}) if into else ("collect.skip", {})
        because = Because(facts=facts, queue=QUEUE, touch_ms=self.taste.takes_ms(facts, once))
        action = catalog.action(name)
        decision: Decision = action.run(item, by=self.actor, because=because, at=self.at, once=once, **inputs)
        return decision

    def take_back(self, decision: Decision, *, reason: str, touch_key: str, once: str) -> None:
        if not made(once):
            because = Because(reason=reason, queue=QUEUE, touch_ms=self.taste.take_back_ms(touch_key))
            decision.undo(by=self.actor, because=because, at=self.at, once=once)

    def look_after(self, strategy: str) -> None:
        """Go through what the strategy published now and take back what should not be there."""
        published = Decision.objects.standing().filter(strategy=strategy, at=self.at, action="content.accept")
        for decision in published.order_by("id").select_related("subject"):
            key = number_of(decision.subject)
            wanted = self.taste.wants(decision.facts, turned=self.turned(decision.subject.target()))
            if wanted != decision.action and self.taste.notices(key):
                once = f"{self.key}:overrule:{decision.id}"
                self.take_back(decision, reason="should not be published", touch_key=key, once=once)


def made(once: str) -> Decision | None:
    found: Decision | None = Decision.objects.filter(once=once).select_related("subject").first()
    return found
