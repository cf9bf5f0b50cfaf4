"""Candidates: published things with facts, which a strategy or a person chooses from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from houtai.core.catalog import words
from houtai.core.work.models import Subject


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """facts: fact name to value, as declared in `known`."""

    subject: Subject
    facts: Mapping[str, Any]


class Candidates(words.Candidates):
    """Subclass it in a module's `candidates.py`."""

    def best(self, *, now: datetime, limit: int = 100, simulated: bool = False) -> Sequence[Candidate]:
        """The best first, in a constant number of queries."""
        raise NotImplementedError
