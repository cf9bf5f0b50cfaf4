"""Who a condition means, now. What several conditions share is worked out once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from pyroaring import BitMap

from houtai.core.readers import counters
from houtai.core.readers.conditions.nodes import (
    All,
    Attribute,
    Condition,
    Did,
    Not,
    Some,
    Tagged,
    Value,
    Within,
)
from houtai.core.readers.conditions.parser import parse
from houtai.core.readers.conditions.words import BadCondition, UnknownThing
from houtai.core.readers.models.bitmap import Bitmap, everybody
from houtai.core.readers.models.tag import Tag, tag_key
from houtai.core.readers.slices import slices_in


class Circle(BadCondition):
    """Audiences or tags that need each other. path: their names, the first one again at the end."""

    def __init__(self, path: list[str]) -> None:
        self.path = path
        super().__init__(_("This goes in a circle: %(path)s.") % {"path": " → ".join(path)})


class Evaluation:
    """Answers for one moment and one kind of readers, real or simulated; keep it no longer than that moment."""

    def __init__(self, *, now: datetime, simulated: bool = False) -> None:
        self.today = now.date()
        self.simulated = simulated
        self.known: dict[Condition, BitMap] = {}
        self.sums: dict[str, dict[int, counters.Planes]] = {}
        self.path: list[str] = []

    @cached_property
    def everybody(self) -> BitMap:
        return everybody(simulated=self.simulated)

    @cached_property
    def tags(self) -> dict[str, Tag]:
        return {tag.name: tag for tag in Tag.objects.all()}

    @cached_property
    def audiences(self) -> dict[str, str]:
        from houtai.core.readers.models.audience import Audience

        return dict(Audience.objects.values_list("name", "condition"))

    def of(self, condition: Condition | str) -> BitMap:
        """Numbers of those it means. Raises BadCondition: no such tag or audience, or a circle. Do not change it."""
        tree = parse(condition) if isinstance(condition, str) else condition
        if tree not in self.known:
            self.known[tree] = self.work_out(tree)
        return self.known[tree]

    def work_out(self, condition: Condition) -> BitMap:
        match condition:
            case Not(part):
                return self.everybody - self.of(part)
            case All(parts):
                return self.all(parts)
            case Some(parts):
                return BitMap.union(*map(self.of, parts))
        return self.leaf(condition)

    def leaf(self, condition: Condition) -> BitMap:
        match condition:
            case Tagged(name):
                return self.tagged(name)
            case Within(name):
                return self.within(name)
            case Attribute(name, comparison, value):
                return self.having(name, comparison, value)
            case Did(name, times, days):
                return self.did(name, times, days)
        return self.everybody

    def all(self, parts: tuple[Condition, ...]) -> BitMap:
        """What is excluded is taken away, which is cheaper than the set of all others."""
        wanted = [self.of(part) for part in parts if not isinstance(part, Not)]
        found = BitMap.intersection(*wanted) if wanted else self.everybody
        for part in parts:
            if isinstance(part, Not):
                found = found - self.of(part.part)
        return found

    def tagged(self, name: str) -> BitMap:
        if name not in self.tags:
            raise UnknownThing(_("tag"), name, self.tags)
        tag = self.tags[name]
        given = Bitmap.objects.of(tag_key(tag.pk)) & self.everybody
        return given | self.inside(_("tag %(name)s") % {"name": name}, tag.rule) if tag.rule else given

    def within(self, name: str) -> BitMap:
        if name not in self.audiences:
            raise UnknownThing(_("audience"), name, self.audiences)
        return self.inside(name, self.audiences[name])

    def inside(self, name: str, condition: str) -> BitMap:
        """What something else is defined by, unless that is being worked out already."""
        if name in self.path:
            raise Circle([*self.path[self.path.index(name) :], name])
        self.path.append(name)
        try:
            return self.of(condition)
        finally:
            self.path.pop()

    def having(self, name: str, comparison: str, value: Value) -> BitMap:
        found = Bitmap.objects.filter(kind="attribute", name=name)
        if comparison == "is" and not isinstance(value, float):
            found = found.filter(value=json.dumps(value, ensure_ascii=False)[:300])
        sets = [bits for key, bits in found.found().items() if compares(read(key.value), comparison, value)]
        return BitMap.union(BitMap(), *sets) & self.everybody

    def did(self, name: str, times: int, days: int) -> BitMap:
        total = self.total(name, days)
        return counters.at_least(total, times) & self.everybody if total else BitMap()

    def total(self, name: str, days: int) -> counters.Planes:
        """Windows end today, so a longer one goes on from a shorter one that was added up already."""
        sums = self.sums.setdefault(name, {0: []})
        if days not in sums:
            start = max(known for known in sums if known < days)
            first, last = self.today - timedelta(days=days - 1), self.today - timedelta(days=start)
            rows = Bitmap.objects.filter(kind="did", name=name, day__gte=first, day__lte=last)
            sums[days] = counters.totals([sums[start], *(each.planes for each in slices_in(rows.found()).values())])
        return sums[days]


def read(value: str) -> Any:
    """A kept attribute; one that was cut because it was long is compared as it is."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def compares(mine: Any, comparison: str, value: Value) -> bool:
    """Different kinds of values are never equal, and never more or less than each other."""
    alike = isinstance(mine, bool) == isinstance(value, bool) and isinstance(mine, str) == isinstance(value, str)
    if comparison == "has":
        return isinstance(mine, str) and str(value).casefold() in mine.casefold()
    if comparison == "not":
        return not alike or mine != value
    if not alike:
        return False
    return bool({"is": mine == value, "at least": mine >= value, "at most": mine <= value}[comparison])
