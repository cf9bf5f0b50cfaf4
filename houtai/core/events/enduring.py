"""Reads on when a file of a table turns out to be damaged inside: leaves it out, by name, and reads the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

VIEW = re.compile(r"log_[0-9a-f]{24}")
NAMED = re.compile(r'Failed to read file "([^"]+)"')
log = logging.getLogger("houtai.events")


@dataclass(frozen=True, kw_only=True)
class Made:
    """One view. leave_out: told a file's name and what is wrong with it; again: makes the view without such files."""

    files: list[str]
    leave_out: Callable[[str, str], None]
    again: Callable[[], None]


class Enduring(Backend):
    """made: this connection's views by name."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.made: dict[str, Made] = {}

    def execute(self, expr: Any, /, **options: Any) -> Any:
        return self._surely(expr, lambda: super(Enduring, self).execute(expr, **options))

    def to_pyarrow(self, expr: Any, /, **options: Any) -> Any:
        return self._surely(expr, lambda: super(Enduring, self).to_pyarrow(expr, **options))

    def _surely(self, expr: Any, read: Callable[[], Any]) -> Any:
        """Raises what `read` does, unless it was a damaged file."""
        try:
            return read()
        except duckdb.Error as error:
            if not is_damage(error) or not self._left_out(str(self.compile(expr)), str(error)):
                raise
        return read()

    def _left_out(self, query: str, error: str) -> bool:
        """Whether views that the query reads had damaged files, and have them no more."""
        found = False
        for made in [self.made[name] for name in set(VIEW.findall(query)) if name in self.made]:
            bad = bad_of(made.files, error)
            for file, why in bad.items():
                log.error("%s is damaged and left out: %s", file, why)
                made.leave_out(file, why)
            if bad:
                made.again()
                found = True
        return found


def is_damage(error: duckdb.Error) -> bool:
    return type(error) is duckdb.Error or isinstance(error, duckdb.InvalidInputException | duckdb.IOException)


def bad_of(files: list[str], error: str) -> dict[str, str]:
    """Files to what is wrong with them. DuckDB names the file, but not in each of its messages."""
    named = NAMED.search(error)
    if named and named[1] in files:
        return {named[1]: error}
    return {file: why for file in files if (why := complaint(file))}


def complaint(file: str) -> str:
    """What is wrong with a file, or "" when all of it can be read."""
    try:
        with pq.ParquetFile(file) as opened:
            for _batch in opened.iter_batches():
                pass
    except (OSError, pa.ArrowException) as error:
        return str(error) or type(error).__name__
    return ""
