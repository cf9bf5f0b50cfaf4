"""Choice points answer at once, and with the first arm unless somebody chooses."""

from __future__ import annotations

import pytest

from houtai.core.work import choices
from houtai.core.work.choices import choose, register_chooser


@pytest.fixture(autouse=True)
def _choosers(monkeypatch):
    monkeypatch.setattr(choices, "_choosers", [])


def test_the_first_arm_is_the_default():
    assert choose("content.headline", None, ["a", "b"]) == "a"


def test_a_chooser_sees_everything_and_chooses():
    seen = {}
    register_chooser(lambda **known: seen.update(known) or "b")
    assert choose("content.headline", "article", ["a", "b"], reader="r") == "b"
    assert seen == {"point": "content.headline", "subject": "article", "arms": ["a", "b"], "reader": "r"}


@pytest.mark.parametrize("answer", [None, "c"])
def test_who_chooses_nothing_or_no_arm_leaves_it_to_the_next(answer):
    register_chooser(lambda **_known: answer)
    assert choose("content.headline", None, ["a", "b"]) == "a"
    register_chooser(lambda **_known: "b")
    assert choose("content.headline", None, ["a", "b"]) == "b"
