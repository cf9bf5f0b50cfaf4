"""No page shuts anybody out in the dark on a phone, nor in Chinese."""

import pytest

from tests.conftest import PHONE
from tests.journeys import places
from tests.journeys.axe import faults_of

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("how pages look; the walks that count queries ask for each of them on every engine"),
]


def test_in_the_dark_on_a_phone(at_desk, owner, played):
    assert faults_of(at_desk(owner, color_scheme="dark", **PHONE), places.ours()) == {}


def test_in_chinese(at_desk, owner, played):
    assert faults_of(at_desk(owner, locale="zh-CN"), places.ours()) == {}
