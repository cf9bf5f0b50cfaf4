"""Whatever is changed, dropped or put in between is noticed and named."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houtai.core.work.chain import differences, digest
from houtai.core.work.models import Decision, Subject
from houtai.core.work.tests.conftest import NOW

LENGTH = 8
CHANGES: dict[str, Any] = {
    "because": "otherwise",
    "action": "content.accept",
    "facts": {"words": 1},
    "user_id": None,
    "by": "Somebody",
    "mode": "shadow",
    "touch_ms": 1,
    "simulated": True,
    "at": NOW + timedelta(microseconds=1),
}


class Rows:
    """Stands for the table, whose triggers allow no tampering: it is only asked for its rows in order."""

    def __init__(self, rows: list[Decision]) -> None:
        self._default_manager, self.rows = self, rows

    def order_by(self, _field: str) -> Rows:
        return self

    def iterator(self, *, chunk_size: int) -> Any:
        return iter(sorted(self.rows, key=lambda row: row.pk))


@pytest.fixture
def rows(bob: Any) -> list[Decision]:
    subject = Subject.objects.create(kind="collect.draft", key="1")
    facts = {"words": 200, "words_share": 0.1, "language": "中文"}
    for number in range(LENGTH):
        Decision.objects.append(
            at=NOW + timedelta(minutes=number), action="collect.skip", subject=subject, version=1, user=bob, facts=facts
        )
    return list(Decision.objects.order_by("id"))


def found(rows: list[Decision], sealed: tuple[int, str] | None = None) -> list[int]:
    return [one.row for one in differences(Rows(rows), sealed=sealed)]


anywhere = st.integers(0, LENGTH - 1)
often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_an_untouched_chain_has_no_difference(rows):
    assert list(differences(Decision, sealed=(LENGTH, rows[-1].hash))) == []
    assert all(after.prev == before.hash for before, after in pairwise(rows))


@often
@given(place=anywhere, column=st.sampled_from(sorted(CHANGES)))
def test_a_changed_row_is_named(rows, place, column):
    rows = list(Decision.objects.order_by("id"))
    setattr(rows[place], column, CHANGES[column])
    assert found(rows) == [place + 1]


@often
@given(place=anywhere)
def test_a_changed_row_with_a_new_hash_breaks_the_next_or_the_seal(rows, place):
    rows = list(Decision.objects.order_by("id"))
    seal = rows[-1].pk, rows[-1].hash
    rows[place].because = "otherwise"
    rows[place].hash = digest(rows[place])
    assert found(rows, seal) == [min(place + 2, LENGTH)]


@often
@given(place=anywhere)
def test_a_dropped_row_is_named_even_the_last(rows, place):
    rows = list(Decision.objects.order_by("id"))
    seal = rows[-1].pk, rows[-1].hash
    del rows[place]
    assert found(rows, seal)[0] == place + 1


@often
@given(place=anywhere)
def test_a_row_put_in_between_is_named(rows, place):
    rows = list(Decision.objects.order_by("id"))
    for later in rows[place:]:
        later.pk += 1
    extra = Decision(id=place + 1, at=NOW, action="collect.skip", subject=rows[0].subject, version=1)
    extra.prev = rows[place].prev
    extra.hash = digest(extra)
    assert place + 2 in found([*rows, extra])


def test_a_chain_written_anew_from_the_start_breaks_the_seal(rows):
    seal, before = (rows[-1].pk, rows[-1].hash), ""
    for row in rows:
        row.because, row.prev = "otherwise", before
        before = row.hash = digest(row)
    assert found(rows, seal) == [LENGTH]


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
exact = st.decimals(allow_nan=False, allow_infinity=False) | st.datetimes()
odd = st.recursive(
    st.none() | st.booleans() | words | numbers | exact,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words | st.integers(0, 20), inner, max_size=3),
    max_leaves=6,
)


@often
@given(facts=st.dictionaries(st.text("xyz", min_size=1), odd, max_size=3))
def test_what_is_hashed_is_what_is_read_back(draft, facts):
    row = Decision.objects.append(at=NOW, action="collect.skip", subject=draft.subject, version=1, facts=facts)
    assert digest(Decision.objects.get(pk=row.pk)) == row.hash


def test_the_time_zone_of_the_writer_makes_no_difference(draft):
    there = datetime(2026, 3, 2, 17, 0, tzinfo=timezone(timedelta(hours=8)))
    amount = {"price": Decimal("1.50")}
    row = Decision.objects.append(at=there, action="collect.skip", subject=draft.subject, version=1, facts=amount)
    assert digest(Decision.objects.get(pk=row.pk)) == row.hash
