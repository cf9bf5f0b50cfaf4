"""Every address of one workspace and of the other, in turn and at once: neither shows anything of the other."""

import asyncio
import random
import sys
from contextvars import Context

import pytest

from houtai.core.workspaces.context import enter
from tests.twins import aside, places, world
from tests.twins.walk import Walk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # As the web server is told too: files and exports come out of threads piece by piece.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume synchronous iterators"),
    # Wagtail leaves the files it makes renditions in to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]
SOME = 25


@pytest.fixture
def quick_turns():
    """Threads take turns a hundred times as often, so that what they share by mistake is seen."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.00005)
    yield
    sys.setswitchinterval(usual)


def test_every_page_in_turn_and_some_at_once(filled, quick_turns):
    with enter(filled[0].key):
        found, files = places.addresses(), {filled[0].key: places.files()}
    with enter(filled[1].key):
        assert places.addresses() == found
        files[filled[1].key] = places.files()
    walk, chance = Walk(filled, email=world.OWNER), random.Random(4)
    walk.alternate(found)
    assert walk.leaks == []
    assert walk.seen > 150
    Context().run(walk.strangers, files)
    Context().run(walk.swapped)
    walk.threads(chance.sample(found, SOME), threads=2, chance=chance)
    Context().run(asyncio.run, aside.walk(walk, chance.sample(found, SOME)))
    assert walk.leaks == []
