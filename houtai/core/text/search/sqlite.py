"""The index on SQLite: an FTS5 table beside the words, which triggers keep, so it is of the same transaction."""

from __future__ import annotations

from typing import Any

from houtai.core.text.search.query import Query, Token, Wanted

PLACE = "instr"
# The tokenizer "ascii" parts words at blanks and leaves every letter of another script as it is.
MAKE = [
    """CREATE VIRTUAL TABLE @table_fts USING fts5(title, words, content='@table', content_rowid='id',
    tokenize='ascii', detail=column, columnsize=0)""",
    """CREATE TRIGGER @table_fts_added AFTER INSERT ON @table
    BEGIN INSERT INTO @table_fts(rowid, title, words) VALUES (new.id, new.title, new.words); END""",
    """CREATE TRIGGER @table_fts_gone AFTER DELETE ON @table
    BEGIN INSERT INTO @table_fts(@table_fts, rowid, title, words)
    VALUES ('delete', old.id, old.title, old.words); END""",
    """CREATE TRIGGER @table_fts_changed AFTER UPDATE OF title, words ON @table
    BEGIN INSERT INTO @table_fts(@table_fts, rowid, title, words) VALUES ('delete', old.id, old.title, old.words);
    INSERT INTO @table_fts(rowid, title, words) VALUES (new.id, new.title, new.words); END""",
]
DROP = ["DROP TABLE @table_fts", *(f"DROP TRIGGER @table_fts_{name}" for name in ("added", "gone", "changed"))]


def holds(column: Any, query: Query) -> tuple[str, list[str]]:
    index = f"{column.target.model._meta.db_table}_fts"
    key = f'"{column.alias}"."id"'
    return f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [matching(query, column.target.column)]  # noqa: S608 - names of ours


def matching(query: Query, column: str) -> str:
    """In FTS5's own words."""
    wanted = f"{column} : ({group(query.wanted)})"
    return " NOT ".join([wanted, *(f"({column} : ({group(one)}))" for one in query.unwanted)])


def group(wanted: Any) -> str:
    return " AND ".join(map(alternatives, wanted))


def alternatives(one: Wanted) -> str:
    return token(one) if isinstance(one, Token) else "(" + " OR ".join(map(token, one.tokens)) + ")"


def token(one: Token) -> str:
    return f'"{one.text}"' + ("*" if one.start else "")
