"""The books of the day: counted from the tables and from the decision log, and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from houtai.core.ledger.models import Entry as LedgerEntry
from houtai.core.ledger.verification import verify
from houtai.core.work.models import Decision
from houtai.core.work.sealing import verified
from houtai.modules.collect.models import Books, Draft, Entry
from houtai.site.day.cast import Cast
from houtai.site.day.front.books import front_books
from houtai.site.day.front.front import Front
from houtai.site.day.plan import Plan

WAITING, NOBODY = "waiting", "nobody"
MOVES = [f"strategies.{move}" for move in ("shadow", "promote", "step_back", "pause", "retire")]
FIGURES = ("metric", "part", "value", "unit", "low", "high", "evidence")


def books_of(plan: Plan, cast: Cast, *, front: Front | None = None) -> dict[str, Any]:
    """Everything the day counts, as JSON; `imbalances` names what does not add up."""
    found = [Books.of(source) for source in cast.sources]
    deciders = Counter(decided_by(cast).values())
    counts = {
        "found": sum(book.found for book in found),
        "drafts": sum(book.drafted for book in found),
        "duplicates": sum(book.duplicates for book in found),
        "refused": sum(book.refused for book in found),
        "reasons": reasons(found),
        "decided_by_people": deciders["person"],
        "decided_by_strategy": deciders["strategy"],
        "waiting": deciders[WAITING],
    }
    checks = {"decisions_verify": list(map(str, verified(Decision))), "ledger_verify": list(map(str, verify()))}
    out = front_books(front) if front else {}
    wrong = {"imbalances": [*imbalances(counts, cast), *Books.differences(), *out.pop("imbalances", [])]}
    played = {"strategy": life(cast), "ledger": ledger(plan), "simulated": True, "evidence": "C"}
    return {"day": plan.day, "seed": plan.seed, **counts, **played, **out, **checks, **wrong}


def progress(cast: Cast) -> str:
    """One line on how far the day is."""
    deciders = Counter(decided_by(cast).values())
    found = Entry.objects.filter(source__in=cast.sources).count()
    decided = f"decided by people {deciders['person']}, by the strategy {deciders['strategy']}"
    return (
        f"found {found}, {decided}, waiting {deciders[WAITING]}; strategy {cast.strategy.standing.get_stage_display()}"
    )


def decided_by(cast: Cast) -> dict[int, str]:
    """Draft to who decided it: the maker of its last decision that stands, WAITING, or NOBODY when there is none."""
    drafts = Draft.objects.filter(source__in=cast.sources).values_list("pk", "state")
    known = dict(standing(cast).order_by("id").values_list("subject__key", "actor"))
    return {pk: WAITING if state == WAITING else known.get(str(pk), NOBODY) for pk, state in drafts}


def standing(cast: Cast) -> Any:
    keys = [str(pk) for pk in Draft.objects.filter(source__in=cast.sources).values_list("pk", flat=True)]
    return Decision.objects.standing().filter(subject__kind="collect.draft", subject__key__in=keys)


def reasons(books: list[Books]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for book in books:
        total.update(book.reasons)
    return dict(sorted(total.items()))


def life(cast: Cast) -> dict[str, Any]:
    """The strategy's moves in order, and how it agreed with people."""
    strategy = cast.strategy
    moves = Decision.objects.done().filter(subject=strategy.subject, action__in=MOVES).order_by("id")
    opinions = Decision.objects.filter(strategy=strategy.key, subject__kind="collect.draft").order_by()
    agreement = strategy.agreement()
    return {
        "moves": [{"at": f"{row.at:%H:%M}", "action": row.action, "by": row.actor} for row in moves],
        "decisions": dict(opinions.values_list("mode").annotate(Count("id"))),
        "taken_back": opinions.filter(undone_by__isnull=False).count(),
        "compared": agreement.asked,
        "agreed": agreement.agreed,
    }


def ledger(plan: Plan) -> list[dict[str, Any]]:
    start, end = plan.span
    rows = LedgerEntry.objects.filter(simulated=True, start__gte=start, end__lte=end).order_by("id")
    return list(rows.values(*FIGURES))


def imbalances(counts: dict[str, Any], cast: Cast) -> Iterator[str]:
    """Every sum that does not come out, and every draft that is to blame, named."""
    if counts["found"] != counts["drafts"] + counts["duplicates"] + counts["refused"]:
        yield "found is not drafts + duplicates + refused"
    if counts["drafts"] != counts["decided_by_people"] + counts["decided_by_strategy"] + counts["waiting"]:
        yield "drafts are not decided by people + by the strategy + waiting"
    times = Counter(standing(cast).values_list("subject__key", flat=True))
    for key, number in sorted(times.items()):
        if number > 1:
            yield f"draft {key} was decided {number} times"
    for key, decider in decided_by(cast).items():
        if decider == NOBODY:
            yield f"draft {key} does not wait although no decision on it stands"
        if decider == WAITING and str(key) in times:
            yield f"draft {key} waits although a decision on it stands"
