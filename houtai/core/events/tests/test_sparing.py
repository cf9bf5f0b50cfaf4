"""What costs much is counted seldom; what costs little, each time."""

from itertools import count

import pytest

from houtai.core.events import sparing
from houtai.core.events.sparing import sparingly


@pytest.mark.parametrize(("free", "found"), [(-1.0, [0, 0, 0]), (float("inf"), [0, 1, 2])])
def test_only_what_costs_much_is_kept(db, monkeypatch, free, found):
    monkeypatch.setattr(sparing, "FREE_SECONDS", free)
    monkeypatch.setattr(sparing, "TIMES", 1e9)
    numbers = count()
    assert [sparingly("counted", lambda: next(numbers)) for _time in range(3)] == found


def test_also_nothing_is_kept(db, monkeypatch):
    monkeypatch.setattr(sparing, "FREE_SECONDS", -1.0)
    monkeypatch.setattr(sparing, "TIMES", 1e9)
    found = iter([None, 1])
    assert [sparingly("nothing", lambda: next(found)) for _time in range(2)] == [None, None]
