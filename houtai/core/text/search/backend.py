"""Wagtail's own searches, of whatever has documents, by the same words as ours."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import QuerySet
from modelsearch.backends import database

from houtai.core.text.search.found import Found
from houtai.core.text.search.query import parse


class ByWords:
    """What somebody types is found in lists and choosers, and the same again where all that was found is chosen."""

    def search(self, query: str, rows: Any, **how: Any) -> Any:
        return found(query, rows) if has_documents(rows) else super().search(query, rows, **how)  # type: ignore[misc]

    def autocomplete(self, query: str, rows: Any, **how: Any) -> Any:
        return found(query, rows) if has_documents(rows) else super().autocomplete(query, rows, **how)  # type: ignore[misc]


def has_documents(rows: Any) -> bool:
    return isinstance(rows, QuerySet) and hasattr(rows.model, "documents")


def found(query: str, rows: QuerySet[Any]) -> Any:
    """In the order of the rows. Wagtail asks its own results for `results`."""
    within: Any = Found(rows, parse(query, typing=True), side="changed").everything()
    within.results = within.all
    return within


def backend(params: dict[str, Any]) -> Any:
    kind: Any = type(database.SearchBackend(params))
    return mixed(kind)(params)


@cache
def mixed(kind: Any) -> Any:
    return type(kind.__name__, (ByWords, kind), {})
