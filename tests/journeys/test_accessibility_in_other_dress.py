"""No page shuts anybody out in Chinese, in the dark and on a phone."""

import pytest

from tests.conftest import PHONE
from tests.journeys import places
from tests.journeys.axe import OF_DRESS, faults_of

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("how pages look; the walks that count queries ask for each of them on every engine"),
]


def test_every_page_of_ours_is_open_to_all(at_desk, owner, played):
    assert faults_of(at_desk(owner, color_scheme="dark", locale="zh-CN", **PHONE), places.ours(), OF_DRESS) == {}
