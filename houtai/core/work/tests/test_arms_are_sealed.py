from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest

from houtai.core.work.arms import Arm, Told

SUBJECT, WORKSPACE = "content.article:12", "mine"
ARM = Arm(text="b", propensity=0.123456, trial=70_000, round=300, place=4, subject=SUBJECT, workspace=WORKSPACE)


def test_a_token_says_what_was_shown_and_how_likely():
    assert len(ARM.token) == 24
    told = Told.read(ARM.token, subject=SUBJECT, workspace=WORKSPACE)
    assert told == Told(trial=70_000, round=300, place=4, propensity=0.123456)


def test_it_is_worth_nothing_for_another_subject_or_workspace():
    assert Told.read(ARM.token, subject="content.article:1", workspace=WORKSPACE) is None
    assert Told.read(ARM.token, subject=SUBJECT, workspace="other") is None


@pytest.mark.parametrize("place", range(18))
def test_nobody_can_change_a_byte_of_it(place):
    raw = bytearray(urlsafe_b64decode(ARM.token))
    raw[place] ^= 1
    assert Told.read(urlsafe_b64encode(bytes(raw)).decode(), subject=SUBJECT, workspace=WORKSPACE) is None


@pytest.mark.parametrize("token", ["", "a", "é" * 24, "x" * 24, ARM.token + "AAAA"])
def test_what_is_no_token_says_nothing(token):
    assert Told.read(token, subject=SUBJECT, workspace=WORKSPACE) is None
