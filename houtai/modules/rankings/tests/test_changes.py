"""Changes by one commit after another, in whatever order events came, add up to what all of them give at once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as some

from houtai.core.events import tables
from houtai.modules.rankings.models.changes import changes
from houtai.modules.rankings.models.sums import FIGURES

DAY = datetime(2026, 3, 2, tzinfo=UTC)
COLUMNS = pa.schema(
    [
        ("commit", pa.int64()),
        ("name", pa.string()),
        ("subject", pa.string()),
        ("visitor", pa.int64()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("decision", pa.int64()),
    ]
)
COMMITS = 3
numbers = count()
EVENTS = some.builds(
    lambda seconds, **row: {**row, "at": DAY + timedelta(seconds=seconds)},
    commit=some.integers(1, COMMITS),
    name=some.sampled_from(["show", "view", "view"]),
    subject=some.sampled_from(["a:1", "a:2"]),
    visitor=some.sampled_from([1, 2, -(2**62)]),
    seconds=some.integers(0, 86_399),
    decision=some.sampled_from([None, None, 7]),
)


def found(table, after, until):
    rows = changes(table, after=after, until=until, half_life=3).to_pylist()
    sums = {(row["subject"], row["hour"], name): row[name] for row in rows for name in FIGURES}
    return Counter({key: value for key, value in sums.items() if value})


@settings(max_examples=10, deadline=None)
@given(some.lists(EVENTS, min_size=2, max_size=30))
def test_changes_add_up(rows):
    backend, name = tables.connection(), f"rows_{next(numbers)}"
    backend.con.register(name, pa.Table.from_pylist(rows, schema=COLUMNS))
    table = backend.table(name)
    added = found(table, -1, 1)
    for commit in range(1, COMMITS):
        added.update(found(table, commit, commit + 1))
    assert {key: value for key, value in added.items() if value} == dict(found(table, -1, COMMITS))
