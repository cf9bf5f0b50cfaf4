"""Whose visitors are: looked up and numbered, many at once and so in columns, without an object for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from houtai.core.readers.models import Visitor

AT_ONCE = 20_000
# Who was seen a moment ago is not written again.
CLOSE = timedelta(hours=1)
SEEN = """UPDATE readers_reader SET
    first_seen = CASE WHEN first_seen > %s THEN %s ELSE first_seen END,
    last_seen = CASE WHEN last_seen < %s THEN %s ELSE last_seen END
    WHERE id = %s AND (first_seen > %s OR last_seen < %s)"""


@dataclass(frozen=True)
class Owners:
    """Row for row: a visitor (ascending), their reader's number (0: nobody's), and whether that reader is simulated
    and anonymous.
    """

    visitors: NDArray[np.int64]
    numbers: NDArray[np.int64]
    simulated: NDArray[np.bool_]
    anonymous: NDArray[np.bool_]

    @classmethod
    def of(cls, visitors: NDArray[np.int64]) -> Owners:
        """visitors: ascending, each once."""
        count = len(visitors)
        rows = [row for start in range(0, count, AT_ONCE) for row in kept(visitors[start : start + AT_ONCE].tolist())]
        made = cls(visitors, np.zeros(count, np.int64), np.zeros(count, np.bool_), np.zeros(count, np.bool_))
        if rows:
            ids, numbers, simulated, anonymous = map(np.array, zip(*rows, strict=True))
            at = made.rows(ids)
            made.numbers[at], made.simulated[at], made.anonymous[at] = numbers, simulated, anonymous
        return made

    def rows(self, visitors: Any) -> NDArray[np.intp]:
        """Where these visitors stand; each must be among them."""
        return np.searchsorted(self.visitors, visitors)

    def may_be(self, visitor: int, *, simulated: bool) -> bool:
        """Whether the visitor is nobody's yet, or an anonymous reader of that kind."""
        at = self.rows(visitor)
        return bool(self.numbers[at] == 0 or (self.anonymous[at] and self.simulated[at] == simulated))

    def give(self, visitors: Sequence[int], numbers: Sequence[int], *, simulated: Any, anonymous: bool) -> None:
        """Let visitors who were nobody's be these readers'."""
        Visitor.objects.number(zip(visitors, numbers, strict=True))
        at = self.rows(visitors)
        self.numbers[at], self.simulated[at], self.anonymous[at] = numbers, simulated, anonymous

    def replace(self, merged: Mapping[int, int]) -> None:
        """After readers were merged: old number to new number."""
        for old, new in merged.items():
            mine = self.numbers == old
            self.numbers[mine], self.anonymous[mine] = new, False


def kept(visitors: Sequence[int]) -> Any:
    named = ("pk", "reader_id", "reader__simulated", "reader__key")
    for visitor, number, simulated, key in Visitor.objects.filter(pk__in=visitors).values_list(*named):
        yield visitor, number, simulated, key is None


def saw(numbers: Sequence[int], firsts: Sequence[datetime], lasts: Sequence[datetime]) -> None:
    """Widen the time in which these readers were seen; the end of it is kept to the hour."""
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        rows = zip(
            numbers, map(adapt, firsts), map(adapt, lasts), map(adapt, (last - CLOSE for last in lasts)), strict=True
        )
        cursor.executemany(
            SEEN, [(first, first, last, last, number, first, near) for number, first, last, near in rows]
        )
