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
from houtai.modules.collect.models import Books, Draft
from houtai.site.day.cast import Cast
from houtai.site.day.plan import Plan

WAITING = "waiting"


def books_of(plan: Plan, cast: Cast) -> dict[str, Any]:
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
    books = {"day": plan.day, "seed": plan.seed, **counts, "strategy": life(cast), "ledger": ledger(plan), **checks}
    return {
        **books,
        "simulated": True,
        "evidence": "C",
        "imbalances": [*imbalances(counts, cast), *Books.differences()],
    }


def decided_by(cast: Cast) -> dict[int, str]:
    """Draft to who decided it: the maker of its last decision that stands, or WAITING."""
    drafts = Draft.objects.filter(source__in=cast.sources)
    known = {
        int(row["subject__key"]): row["actor"] for row in standing(cast).order_by("id").values("subject__key", "actor")
    }
    return {
        pk: WAITING if state == WAITING else known.get(pk, "nobody") for pk, state in drafts.values_list("pk", "state")
    }


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
    moves = Decision.objects.done().filter(
        subject__kind="strategies.strategy", subject__key=str(strategy.pk), action__startswith="strategies."
    )
    opinions = Decision.objects.filter(strategy=strategy.key, subject__kind="collect.draft").order_by()
    agreement = strategy.agreement()
    return {
        "moves": [
            {"at": row.at.strftime("%H:%M"), "action": row.action, "by": row.actor} for row in moves.order_by("id")
        ],
        "decisions": dict(opinions.values_list("mode").annotate(Count("id"))),
        "taken_back": opinions.filter(undone_by__isnull=False).count(),
        "compared": agreement.asked,
        "agreed": agreement.agreed,
    }


def ledger(plan: Plan) -> list[dict[str, Any]]:
    start, end = plan.span
    rows = LedgerEntry.objects.filter(simulated=True, start__gte=start, end__lte=end).order_by("id")
    return [
        {
            "metric": row.metric,
            "part": row.part,
            "value": row.value,
            "unit": row.unit,
            "low": row.low,
            "high": row.high,
            "evidence": row.evidence,
        }
        for row in rows
    ]


def imbalances(counts: dict[str, Any], cast: Cast) -> Iterator[str]:
    """Every sum that does not come out, named."""
    if counts["found"] != counts["drafts"] + counts["duplicates"] + counts["refused"]:
        yield "found is not drafts + duplicates + refused"
    if counts["drafts"] != counts["decided_by_people"] + counts["decided_by_strategy"] + counts["waiting"]:
        yield "drafts are not decided by people + by the strategy + waiting"
    twice = standing(cast).order_by().values("subject__key").annotate(n=Count("id")).filter(n__gt=1)
    for row in twice:
        yield f"draft {row['subject__key']} was decided {row['n']} times"
    waiting = Draft.objects.filter(source__in=cast.sources, state=WAITING).values_list("pk", flat=True)
    for key in standing(cast).filter(subject__key__in=list(map(str, waiting))).values_list("subject__key", flat=True):
        yield f"draft {key} waits although a decision on it stands"
