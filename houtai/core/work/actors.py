"""Who acts: a person, a strategy (for which a person answers), or Houtai itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Actor:
    """`user` is the person, or the one who answers for the strategy: a strategy can never do more than that person may.

    `simulated` marks people and time played in fast-forward; what they do is kept apart in every measurement.
    """

    kind: str
    user: Any = None
    strategy: str = ""
    title: str = ""
    simulated: bool = False

    @classmethod
    def of(cls, by: Any) -> Actor:
        return by if isinstance(by, Actor) else cls(kind="person", user=by)

    @property
    def name(self) -> str:
        """As the decision log keeps it: the strategy's title, or the person's name."""
        return self.title or self.strategy or str(self.user or "Houtai")

    def may(self, permission: str) -> bool:
        if self.kind == "system":
            return True
        return bool(self.user and self.user.is_active and (not permission or self.user.has_perm(permission)))

    def sees(self, target: Any) -> bool:
        if self.kind == "system":
            return True
        return bool(self.user and type(target).objects.visible_to(self.user).filter(pk=target.pk).exists())


SYSTEM = Actor(kind="system")
