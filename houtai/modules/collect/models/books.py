"""The books of collection: what was found must be exactly what became drafts, duplicates or refusals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Sum

COLUMNS = {"drafted": "drafted", "duplicate": "duplicates", "refused": "refused"}


@dataclass(frozen=True, kw_only=True)
class Books:
    """Counts of entries, over all sources or one. `reasons` splits them further: {"refused: no_text": 3, …}."""

    found: int = 0
    drafted: int = 0
    duplicates: int = 0
    refused: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Any = None) -> Books:
        """Counted from the entries themselves."""
        from houtai.modules.collect.models.entry import Entry

        entries = Entry.objects.filter(source=source) if source else Entry.objects.all()
        fates = dict(entries.order_by().values_list("fate").annotate(Count("id")))
        reasons = entries.exclude(reason="").order_by().values_list("fate", "reason").annotate(Count("id"))
        return cls(
            found=sum(fates.values()),
            **{column: fates.get(fate, 0) for fate, column in COLUMNS.items()},
            reasons={f"{fate}: {reason}": count for fate, reason, count in reasons.order_by("fate", "reason")},
        )

    @staticmethod
    def differences() -> list[str]:
        """Every imbalance, in words; an empty list when the books are right."""
        return [*imbalances(), *miscounts(), *strays()]


def imbalances() -> Iterator[str]:
    from houtai.modules.collect.models import Fetch, Source

    balanced = F("drafted") + F("duplicates") + F("refused")
    for model in (Fetch, Source):
        for row in model.objects.exclude(found=balanced):
            parts = f"{row.drafted} + {row.duplicates} + {row.refused}"
            yield f"{model._meta.model_name} {row.pk} found {row.found}: {parts}"


def miscounts() -> Iterator[str]:
    """What runs and sources have counted, against the entries."""
    from houtai.modules.collect.models import Entry, Fetch, Source

    names = ("found", *COLUMNS.values())
    for name, fate in (("found", None), *((column, fate) for fate, column in COLUMNS.items())):
        entries = Entry.objects.filter(fate=fate) if fate else Entry.objects.all()
        counted = entries.order_by().values_list("source").annotate(Count("id"))
        yield from unequal(f"sources' {name}", dict(Source.objects.values_list("pk", name)), dict(counted))
    runs = Fetch.objects.order_by().values_list("source").annotate(*(Sum(name) for name in names))
    sources = {row[0]: row[1:] for row in Source.objects.values_list("pk", *names)}
    yield from unequal(
        "runs and sources", {key: sources[key] for key, *_ in runs}, {key: tuple(sums) for key, *sums in runs}
    )


def unequal(what: str, kept: dict[Any, Any], counted: dict[Any, Any]) -> Iterator[str]:
    for key, value in kept.items():
        if value != counted.get(key, 0):
            yield f"{what}: {key} says {value}, counted {counted.get(key, 0)}"


def strays() -> Iterator[str]:
    from houtai.modules.collect.models import Draft

    for draft in Draft.objects.filter(entry=None):
        yield f"draft {draft.pk} stands in no entry"
