"""The index on PostgreSQL: GIN over the words as a tsvector. There is no column of it, so nothing has to be kept."""

from __future__ import annotations

from typing import Any

from django.db import connection

from houtai.core.text.search.query import Query, Token, Wanted

PLACE = "strpos"
# The words are cut already, so no text search configuration has a say. What the function costs is said truthfully, in
# a language that is not inlined, so the planner does not make a thousand tsvectors to spare itself the index.
MAKE = [
    """CREATE OR REPLACE FUNCTION houtai_words(text) RETURNS tsvector AS
    $$ BEGIN RETURN array_to_tsvector(string_to_array(btrim($1), ' ')); END $$
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000""",
    "CREATE INDEX @table_words ON @table USING gin (houtai_words(words)) WITH (gin_pending_list_limit=512)",
    "CREATE INDEX @table_title ON @table USING gin (houtai_words(title)) WITH (gin_pending_list_limit=512)",
    # Long columns lie apart, so a word that is in a third of all texts leads to few pages.
    "ALTER TABLE @table SET (toast_tuple_target = 128)",
    "ALTER TABLE @table ALTER COLUMN title SET STORAGE MAIN",
]
DROP = ["DROP INDEX @table_words", "DROP INDEX @table_title"]
# Of a common word the index gives about so many places, by chance, when a part of them will do.
PART = 5_000


def holds(column: str, query: Query) -> tuple[str, list[str]]:
    return f"houtai_words({column}) @@ %s::tsquery", [asked(query)]


def asked(query: Query) -> str:
    return " & ".join([group(query.wanted), *(f"!({group(one)})" for one in query.unwanted)])


def group(wanted: Any) -> str:
    return " & ".join(map(alternatives, wanted))


def alternatives(one: Wanted) -> str:
    return token(one) if isinstance(one, Token) else "(" + " | ".join(map(token, one.tokens)) + ")"


def token(one: Token) -> str:
    return f"'{one.text}'" + (":*" if one.start else "")


def settled(column: str) -> str:
    """An order that no index has, so what the index of words finds is sorted, and no table walked in hope."""
    return f"({column} + interval '0')"


def at_least(rows: Any, number: int) -> bool:
    """Whether a part of what the index has is that many of these rows already. False says nothing."""
    sql, values = rows.query.sql_with_params()
    part = "SET LOCAL gin_fuzzy_search_limit ="
    with connection.cursor() as cursor:
        # All at once, so it is one transaction where there is none yet.
        counted = f"SELECT COUNT(*) FROM ({sql}) found"  # noqa: S608 - Django's
        cursor.execute(f"{part} {PART}; {counted}; {part} 0", values)
        cursor.nextset()
        return bool(cursor.fetchone()[0] >= number)
