"""Choice points answer at once, and with the first arm unless a chooser says otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.work import choices
from houtai.core.work.choices import ChoicePoint, Odds, choose, register_chooser
from houtai.core.work.templatetags.choices import chosen

POINT = "content.headline"
ODDS = Odds(trial=7, round=2, arms=["a", "b"], weights=[0.25, 0.75])


class Two(ChoicePoint):
    name, subject = POINT, "content.article"

    def arms(self, keys=None):
        return {key: ["a", "b"] for key in keys or () if key != "9"}


@pytest.fixture(autouse=True)
def _alone(monkeypatch, db):
    monkeypatch.setattr(choices, "_choosers", [])
    monkeypatch.setitem(catalog.points, POINT, Two())


def test_the_first_arm_is_the_default():
    assert {key: one.text for key, one in choose(POINT, ["1", "9"]).items()} == {"1": "a"}


def test_a_chooser_gives_the_odds_and_readers_are_drawn_by_them():
    register_chooser(lambda point, keys, simulated: {"1": ODDS} if (point, simulated) == (POINT, False) else {})
    one = choose(POINT, ["1", "2"])["1"]
    assert [(arm.text, arm.propensity, arm.place, arm.round) for arm in one.arms] == [
        ("a", 0.25, 0, 2),
        ("b", 0.75, 1, 2),
    ]
    assert [one.drawn(chance).text for chance in (0.0, 0.24, 0.25, 0.999999)] == ["a", "a", "b", "b"]
    assert choose(POINT, ["2"])["2"].arms == choose(POINT, ["1"], simulated=True)["1"].arms == ()


def test_arms_that_changed_since_are_not_drawn_from():
    register_chooser(lambda *_asked: {"1": Odds(trial=7, round=0, arms=["a", "old"], weights=[0.5, 0.5])})
    assert choose(POINT, ["1"])["1"].arms == ()


def test_a_page_never_fails_because_of_a_choice(caplog):

    def fails(*_asked: Any) -> Any:
        raise ZeroDivisionError

    register_chooser(fails)
    assert choose(POINT, ["1"]) == choose("content.nothing", ["1"]) == choose(POINT, []) == {}
    assert "No choice at content.headline" in caplog.text


def test_the_page_holds_the_first_arm_and_what_is_drawn_from():
    assert chosen(None, "title") == "title"
    assert chosen(choose(POINT, ["1"])["1"], "title") == "a"
    register_chooser(lambda *_asked: {"1": Odds(trial=7, round=0, arms=["a", "b"], weights=[0.5, 0.5])})
    one = choose(POINT, ["1"])["1"]
    said = str(chosen(one, "title"))
    assert said.startswith('<span data-arms="[7,[&quot;a&quot;,0.5,&quot;')
    assert said.endswith(']]">a</span>')
