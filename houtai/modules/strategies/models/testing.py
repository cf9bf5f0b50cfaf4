"""A strategy that tests: what the operator wrote, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import UnknownName, catalog

FIELDS = ("policy", "floor", "hours", "least", "reading", "undecided")


@dataclass(frozen=True, kw_only=True)
class Test:
    """point: a choice point's name; column: of the subjects, "" for all; policy: equal or best; floor: percent;
    least: readers an arm; reading: percent of reading time; undecided: best or first.
    """

    point: str
    column: str = ""
    policy: str = "equal"
    floor: float = 1.0
    hours: int = 48
    least: int = 100
    reading: float = 20.0
    undecided: str = "best"

    @classmethod
    def of(cls, parts: Any) -> Test | None:
        """From the parts of a strategy; None without the part that says it."""
        value = next((part.value for part in parts if part.block_type == "test"), None)
        if value is None:
            return None
        known = {name: value[name] for name in FIELDS if value[name] is not None}
        return cls(point=value["point"] or "", column=(value["column"] or "").strip(), **known)

    @property
    def word(self) -> Any:
        """The choice point as the catalog knows it. Raises UnknownName when its module is gone or off."""
        return catalog.point(self.point)

    @property
    def lasts(self) -> timedelta:
        return timedelta(hours=self.hours)

    def hindrance(self, *, actor: Any) -> str:
        """Why it cannot work for this actor, in words; "" when it can."""
        try:
            settles = catalog.action(self.word.settles)
        except UnknownName as error:
            return str(error)
        if actor.user and actor.may(settles.permission):
            return ""
        who = actor.user or _("Nobody")
        return _("%(who)s, who answers for it, may not do all that it decides.") % {"who": who}


def faults_of_test(parts: Any) -> list[str]:
    """What contradicts, in words: a test consists of its one part."""
    others = [part for part in parts if part.block_type != "test"]
    if len(parts) - len(others) > 1:
        return [_("The part “%(part)s” stands twice.") % {"part": _("Test")}]
    said = _("A test has no “%(part)s”. Take it out.")
    labels = dict.fromkeys(str(part.block.label) for part in others)
    return [said % {"part": label} for label in labels]
