"""Asking a column of words: `holds` by the engine's index, `says` by looking at the row, `lacks` likewise."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func, Lookup

from houtai.core.text.search import postgresql, sqlite
from houtai.core.text.search.query import Query, Token, Wanted

SQL = tuple[str, list[str]]
PLACES = {"sqlite": sqlite.PLACE, "postgresql": postgresql.PLACE}


class Words(models.TextField):
    """Words between blanks, with one at either end. The column is one that `Index` knows."""


class Asking(Lookup[Any]):
    prepare_rhs = False
    rhs: Query


@Words.register_lookup
class Holds(Asking):
    """By the index: every wanted word, and of no unwanted group all."""

    lookup_name = "holds"

    def as_sqlite(self, compiler: Any, connection: Any) -> SQL:
        return sqlite.holds(self.lhs, self.rhs)

    def as_postgresql(self, compiler: Any, connection: Any) -> SQL:
        column, _none = self.process_lhs(compiler, connection)
        return postgresql.holds(column, self.rhs)


@Words.register_lookup
class Says(Asking):
    """The same without the index; quick for a few thousand rows."""

    lookup_name = "says"

    def as_sql(self, compiler: Any, connection: Any) -> SQL:
        column, _none = self.process_lhs(compiler, connection)
        parts = [standing(column, connection, [one]) for one in self.rhs.wanted]
        unwanted = [standing(column, connection, group) for group in self.rhs.unwanted]
        sql = [part for part, _params in parts] + [f"NOT {part}" for part, _params in unwanted]
        return f"({' AND '.join(sql)})", [one for _part, params in parts + unwanted for one in params]


@Words.register_lookup
class Lacks(Asking):
    """Not every wanted word stands there."""

    lookup_name = "lacks"

    def as_sql(self, compiler: Any, connection: Any) -> SQL:
        column, _none = self.process_lhs(compiler, connection)
        part, params = standing(column, connection, self.rhs.wanted)
        return f"NOT {part}", params


@Words.register_lookup
class Tells(Asking):
    """Every phrase of the query stands there."""

    lookup_name = "tells"

    def as_sql(self, compiler: Any, connection: Any) -> SQL:
        column, _none = self.process_lhs(compiler, connection)
        phrases = list(self.rhs.phrases)
        return " AND ".join([f"{PLACES[connection.vendor]}({column}, %s) > 0"] * len(phrases)), phrases


class Settled(Func):
    """For ordering: by the index of words, never by that of times."""

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        return compiler.compile(self.source_expressions[0])

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        return postgresql.settled(sql), params


def standing(column: str, connection: Any, group: Any) -> SQL:
    """That all of the group stand in the column."""
    place = PLACES[connection.vendor]
    sql, params = [], []
    for one in group:
        needles = [needle(token) for token in tokens(one)]
        sql.append("(" + " OR ".join([f"{place}({column}, %s) > 0"] * len(needles)) + ")")
        params += needles
    return f"({' AND '.join(sql)})", params


def tokens(one: Wanted) -> tuple[Token, ...]:
    return (one,) if isinstance(one, Token) else one.tokens


def needle(token: Token) -> str:
    return f" {token.text}" if token.start else f" {token.text} "
