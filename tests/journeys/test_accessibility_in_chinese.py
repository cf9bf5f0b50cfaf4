"""No page shuts anybody out in Chinese: every second one, the others are walked in English beside this."""

import pytest

from tests.journeys import places
from tests.journeys.axe import faults_in_both_dresses

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("how pages look; the walks that count queries ask for each of them on every engine"),
]


def test_every_page_of_ours_is_open_to_all(at_desk, owner, played):
    assert faults_in_both_dresses(at_desk(owner, locale="zh-CN"), places.ours()[1::2]) == {}
