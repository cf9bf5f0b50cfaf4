"""No page shuts anybody out: axe finds nothing serious, wide and light, narrow and dark. Chinese is beside this."""

import pytest

from tests.conftest import PHONE
from tests.journeys import places
from tests.journeys.axe import faults_in_both_dresses, faults_of

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("how pages look; the walks that count queries ask for each of them on every engine"),
]


def test_every_page_of_ours_is_open_to_all(at_desk, owner, played):
    assert faults_in_both_dresses(at_desk(owner), places.ours()[::2]) == {}


@pytest.mark.parametrize("dress", [{}, {"color_scheme": "dark", **PHONE}], ids=["wide", "dark phone"])
def test_signing_in_is_open_to_all(visit, live_server, dress):
    page = visit(base_url=live_server.url, **dress)
    assert faults_of(page, ["/account/login/", "/account/password/reset/"]) == {}


def test_what_wagtail_brings_along_is_open_and_works_under_our_policy(at_desk, owner, played):
    assert faults_of(at_desk(owner), [*places.STOCK, *places.OUTSIDE]) == {}
