"""What a page asks of the databases, once there is some of everything to show."""

from contextlib import ExitStack

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from houtai.core.workspaces.engine import CONTROL
from tests.journeys import places

pytestmark = pytest.mark.once("with so few rows both engines are asked the same; tests/desk asks both")
MOST = 12
# The page of a reader works out every tag's rule, and each kind of condition reads its own bitmaps; one of each here.
RULES = 17
# The page of a campaign works out its next turn: candidates, audience, what was sent of late.
FORESIGHT = 21
# Wagtail's own editors ask as they like.
SPARED = ("/edit/", "/history/")


def asked(client, address):
    """The queries of one visit, of the workspace and of the control database."""
    client.get(address)
    with ExitStack() as stack:
        counts = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in ("default", CONTROL)]
        answer = client.get(address)
    assert answer.status_code == 200, address
    return [query["sql"] for count in counts for query in count.captured_queries]


def counted(client, addresses):
    return {address: len(asked(client, address)) for address in addresses}


@pytest.fixture
def at_home(client, owner, remembered):
    client.force_login(owner)
    return client


def most(address):
    if "/desk/strategies/" in address:
        return FORESIGHT
    return RULES if "/readers/readers/" in address else MOST


def ours():
    every = [*places.menu(), *places.details()]
    return [address for address in every if not ("/snippets/" in address and any(part in address for part in SPARED))]


def test_no_desk_page_asks_more_than_twelve_times(at_home, played):
    too_many = {address: count for address, count in counted(at_home, ours()).items() if count > most(address)}
    assert too_many == {}
