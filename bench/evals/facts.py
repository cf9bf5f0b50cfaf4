"""What an extractor says about a page beside what is expected of it: title, byline, language, site, time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bench.evals.corpus import Sample
from bench.evals.extractors import Result

FIELDS = ("title", "byline", "lang", "siteName", "publishedTime")


def agreeing(samples: list[Sample], results: list[Result]) -> dict[str, tuple[int, int]]:
    """By field: the pages where both say the same, and those where one is expected."""
    pairs = list(zip(samples, results, strict=True))
    return {
        field: (
            sum(same(field, sample.facts[field], result.facts.get(field)) for sample, result in asked),
            len(asked),
        )
        for field in FIELDS
        for asked in [[pair for pair in pairs if pair[0].facts.get(field)]]
    }


def same(field: str, expected: Any, found: Any) -> bool:
    """Exactly, but for white space; of a language the part before "-" counts, of a time the moment."""
    ours, theirs = " ".join(str(found or "").split()), " ".join(str(expected).split())
    if field == "lang":
        return ours.lower().partition("-")[0] == theirs.lower().partition("-")[0]
    if field == "publishedTime":
        return bool(ours) and moment(ours) == moment(theirs)
    return ours == theirs


def moment(text: str) -> datetime | str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return found if found.tzinfo else found.replace(tzinfo=UTC)
