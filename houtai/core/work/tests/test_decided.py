"""An action that needs its decision's number gets it in the same transaction."""

from __future__ import annotations

from typing import Any

import pytest

from houtai.core.work.actions import Action
from houtai.core.work.models import Decision


class Numbered(Action):
    name = "work.numbered"

    def __init__(self, fails: bool = False) -> None:
        self.fails = fails
        self.seen: list[Any] = []

    def perform(self, target, **inputs):
        return {"made": 7}

    def decided(self, target, decision):
        self.seen.append((decision.pk, decision.effect))
        if self.fails:
            raise RuntimeError


def test_it_is_told_the_decision_that_was_written(draft, owner):
    action = Numbered()
    decision = action.run(draft, by=owner)
    assert action.seen == [(decision.pk, {"made": 7})]


def test_what_goes_wrong_there_takes_the_decision_back(draft, owner):
    with pytest.raises(RuntimeError):
        Numbered(fails=True).run(draft, by=owner)
    assert not Decision.objects.exists()


def test_a_retry_is_not_told_again(draft, owner):
    action = Numbered()
    for _time in range(2):
        action.run(draft, by=owner, once="k")
    assert len(action.seen) == 1
