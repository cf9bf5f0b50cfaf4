"""What the waits come to, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from bench.desk_waits import part
from bench.newsroom import peer
from bench.rows import Row

D1, D2 = partial(Row, goal="D1"), partial(Row, goal="D2")
Waits = Mapping[str, Sequence[float]]
PEER = "a stock Wagtail viewset"
# They are no lists, so the bound on queries is not theirs.
NO_LISTS = ("an article's editor", "an article's history")


def pages(who: str, found: Waits, asked: Mapping[str, int]) -> Iterator[Row]:
    for what, each in found.items():
        note = f"median {ms(each, 0.5):.0f} of {len(each)}; {asked[what]} queries"
        yield D1(what=f"{who}: {what}, p95", value=ms(each, 0.95), unit="ms", target="<= 150", note=note)


def most_asked(who: str, asked: Mapping[str, int]) -> Row:
    lists = {what: count for what, count in asked.items() if what not in NO_LISTS}
    first = max(lists, key=lists.__getitem__)
    return D1(what=f"{who}: most queries of a list", value=lists[first], unit="queries", target="<= 12", note=first)


def beside(ours: Waits, theirs: Waits, count: int) -> Iterator[Row]:
    """All lists of articles together, which is what the goal is about; then each page for itself, told only."""
    names = [what for what in peer.lists(count) if theirs.get(what)]
    yield D1(
        what="the lists of articles together, p95",
        value=ms([*chain(*(ours[what] for what in names))], 0.95),
        unit="ms",
        target="<= 0.2",
        peer=PEER,
        peer_value=ms([*chain(*(theirs[what] for what in names))], 0.95),
        judged="ratio",
        note=f"a fifth of the peer's time or less; {len(names)} lists, the same rows" if names else "not measured",
    )
    for what, each in theirs.items():
        yield D1(what=f"{what}, median", value=ms(ours[what], 0.5), unit="ms", peer=PEER, peer_value=ms(each, 0.5))


def decision(waits: Sequence[float], size: str) -> Row:
    note = f"median {ms(waits, 0.5):.0f} of {len(waits)}, over HTTP; {size}"
    return D2(
        what="one decision, to the next item shown, p95", value=ms(waits, 0.95), unit="ms", target="<= 100", note=note
    )


def missing(goal: partial[Row], what: str) -> Row:
    return goal(what=what, value=0, unit="ms", target=">= 1", judged="ratio", note="not measured, see above")


def ms(waits: Sequence[float], share: float) -> float:
    return part(waits, share) * 1000 if waits else 0.0
