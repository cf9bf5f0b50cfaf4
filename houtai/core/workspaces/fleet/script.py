"""What one database was told to be brought up, to be told to every other that looks just the same.

Working a change out for each database anew takes Django longer than the change takes SQLite, and so does giving a table
its name back after a change: for that SQLite reads its whole schema again.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

LOOKS_KEPT = 8
LOOK = """SELECT group_concat(type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, ''), char(10))
FROM (SELECT * FROM sqlite_master ORDER BY type, name)"""
Line = tuple[str, Any]
CREATE = re.compile(r'CREATE TABLE "new__(?P<name>[^"]+)" \(')


class Scripts:
    """Of one migration: by how a database looked before it, the statements that it came to there.

    A script is sure once two databases were told the same; so a default that is drawn anew each time never becomes
    sure. Django itself needs the look alone, when every operation is one of its own on tables and fields.
    """

    def __init__(self) -> None:
        self._heard: dict[str, list[Line]] = {}
        self._sure: dict[str, list[Line]] = {}

    def sure(self, look: str) -> list[Line] | None:
        return self._sure.get(look)

    def hear(self, look: str, lines: list[Line]) -> None:
        if self._heard.get(look) == lines:
            self._sure[look] = _without_renaming(lines)
        self._heard[look] = lines
        for kept in (self._heard, self._sure):
            if len(kept) > LOOKS_KEPT:
                kept.pop(next(iter(kept)))


def look_of(connection: Any) -> str:
    """A digest of all tables, indexes and triggers of an SQLite database."""
    with connection.cursor() as cursor:
        (text,) = cursor.execute(LOOK).fetchone()
    return hashlib.sha256(text.encode()).hexdigest()


def listen(editor: Any) -> list[Line]:
    """What a schema editor tells its database from now on."""
    lines: list[Line] = []
    tell = editor.execute

    def execute(sql: Any, params: Any = ()) -> Any:
        lines.append((str(sql), params if params is None else tuple(params)))
        return tell(sql, params)

    editor.execute = execute
    return lines


def _without_renaming(lines: list[Line]) -> list[Line]:
    """Where a table is made anew under another name, filled, and given its name, its rows are laid aside instead."""
    found: list[Line] = []
    while lines:
        anew = _anew(lines[:4])
        found += anew or lines[:1]
        lines = lines[4 if anew else 1 :]
    return found


def _anew(lines: list[Line]) -> list[Line]:
    """The same change without renaming; nothing when these are not the four statements of one."""
    (create, _nothing), (fill, values), *ends = lines if len(lines) == 4 else [("", None)] * 4
    made = CREATE.match(create)
    new, old = (f'"new__{made["name"]}"', f'"{made["name"]}"') if made else ("", "")
    into, source = f"INSERT INTO {new} ", f" FROM {old}"
    named = [f"DROP TABLE {old}", f"ALTER TABLE {new} RENAME TO {old}"] == [sql for sql, _params in ends]
    if not (made and named and fill.startswith(into) and fill.endswith(source)):
        return []
    columns = fill.removeprefix(into).removesuffix(source)
    return [
        (f"CREATE TEMPORARY TABLE {new} AS SELECT * FROM {old}", ()),  # noqa: S608 - names of Django's own.
        ends[0],
        (create.replace(new, old), lines[0][1]),
        (f"INSERT INTO {old} {columns} FROM temp.{new}", values),
        (f"DROP TABLE temp.{new}", ()),
    ]
