"""Finds the element that holds an article, by where its paragraphs stand.

Each paragraph gives points to the elements around it, the nearer the more; links take points away. This is the rule of
Readability (arc90, then Mozilla; Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from houtai.modules.collect.client.article.marks import MARKED, is_marked, weight
from houtai.modules.collect.client.article.measures import Measures

SCORED = frozenset({"section", "h2", "h3", "h4", "h5", "h6", "p", "td", "pre"})
SHORTEST = 25
HIGHEST = 5
FIRST = {
    **dict.fromkeys(("div",), 5),
    **dict.fromkeys(("pre", "td", "blockquote"), 3),
    **dict.fromkeys(("address", "ol", "ul", "dl", "dd", "dt", "li", "form"), -3),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "th"), -5),
}
CANDIDATES = 5
NEAR = 0.75
AGREEING = 3
NEARLY_ALL = 0.9
ENOUGH = 250


class Scores:
    """Points of every element that holds paragraphs. weigh: whether names count."""

    def __init__(self, body: Any, *, weigh: bool) -> None:
        self.body = body
        self.weigh = weigh
        self.measures = Measures(body)
        self.points: dict[Any, float] = {}
        for element in body.iter(*SCORED):
            self.spread(element)
        for element in self.points:
            self.points[element] *= 1 - self.measures.linked(element)

    def spread(self, element: Any) -> None:
        own = self.measures[element]
        if own.text < SHORTEST:
            return
        points = 2 + own.commas + min(own.text // 100, 3)
        for level, above in enumerate(self.above(element)):
            if above not in self.points:
                self.points[above] = FIRST.get(above.tag, 0) + self.named(above)
            self.points[above] += points / (1 if level == 0 else 2 if level == 1 else level * 3)

    def above(self, element: Any) -> Iterable[Any]:
        """At most five elements around this one, up to the body."""
        for _ in range(HIGHEST):
            if element is self.body:
                return
            element = element.getparent()
            yield element

    def named(self, element: Any) -> int:
        return weight(element) if self.weigh else 0

    def best(self) -> Any:
        """The element with the most points, or one around it that does better for holding all of the article."""
        known = next((element for element in self.body.iterdescendants() if element.get("id") in MARKED), None)
        if known is not None and self.measures.prose(known) >= SHORTEST:
            self.points.setdefault(known, 0)
            return known
        ranked = sorted(self.points, key=self.points.__getitem__, reverse=True)[:CANDIDATES]
        if not ranked or ranked[0] is self.body:
            return self.marked(self.body)
        return self.marked(self.lone(self.climbed(self.shared(ranked))))

    def marked(self, best: Any) -> Any:
        """What the page itself marks as the article's text, when nothing but margin is lost by it."""
        found = next((element for element in best.iterdescendants() if is_marked(element)), None)
        if found is None or not self.loses_margin(found, best):
            return best
        self.points.setdefault(found, 0)
        return found

    def loses_margin(self, inner: Any, outer: Any) -> bool:
        ours, all_of_it = self.measures.prose(inner), self.measures.prose(outer)
        if ours < ENOUGH:
            return False
        pictures = self.measures[inner].pictures == self.measures[outer].pictures
        return ours > all_of_it * NEARLY_ALL if pictures else ours > all_of_it * 2

    def shared(self, ranked: list[Any]) -> Any:
        """An element around three or more that are nearly as good as the best: the article is in pieces."""
        best = ranked[0]
        near = [set(one.iterancestors()) for one in ranked[1:] if self.points[one] >= self.points[best] * NEAR]
        for above in best.iterancestors() if len(near) >= AGREEING else ():
            if above is self.body:
                break
            if sum(above in one for one in near) >= AGREEING:
                self.points.setdefault(above, FIRST.get(above.tag, 0) + self.named(above))
                return above
        return best

    def climbed(self, best: Any) -> Any:
        """Points that rise again further up mean that there is more of the article beside."""
        last = self.points[best]
        lowest = last / 3
        for above in best.iterancestors():
            if above is self.body:
                break
            points = self.points.get(above)
            if points is None:
                continue
            if points < lowest:
                break
            if points > last:
                return above
            last = points
        return best

    def lone(self, best: Any) -> Any:
        while best is not self.body and best.getparent() is not self.body and len(best.getparent()) == 1:
            best = best.getparent()
            self.points.setdefault(best, FIRST.get(best.tag, 0) + self.named(best))
        return best
