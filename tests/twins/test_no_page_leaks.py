"""Every address and form of one workspace and of the other, in turn and at once: nothing of the other shows."""

import asyncio
import random
import sys
from contextlib import contextmanager
from contextvars import Context

import pytest

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.worker import Worker
from tests.twins import aside, places, steps, world
from tests.twins.posting import Posting
from tests.twins.remains import remains
from tests.twins.walk import Walk

pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db(transaction=True),
    # As the web server is told too: files and exports come out of threads piece by piece.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume synchronous iterators"),
]
SOME = 15


@contextmanager
def quick_turns():
    """Threads take turns ten times as often, so that what they share by mistake is seen."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def places_of(twins):
    """The addresses, which are the same in both, and each one's own files."""
    found, files = [], {}
    for twin in twins:
        with enter(twin.key):
            found.append(places.addresses())
            files[twin.key] = places.files()
    assert found[0] == found[1]
    return found[0], files


def test_every_page_and_form_in_turn_and_some_at_once(filled, sinks, caplog):
    found, files = places_of(filled)
    walk, chance = Walk(filled, email=world.OWNER), random.Random(4)
    posting = Posting(walk)
    walk.alternate(found)
    assert walk.leaks == []
    assert walk.seen > 150
    Context().run(walk.strangers, files)
    Context().run(walk.swapped)
    posting.alternate(turn=0)
    with quick_turns():
        walk.threads(chance.sample(found, SOME), threads=2, chance=chance)
        posting.at_once(chance.sample(posting.sent, SOME))
        doors = [place for place in found if not place.startswith(("/desk/", "/account/"))]
        Context().run(asyncio.run, aside.walk(walk, ["/e/", *doors, *chance.sample(found, SOME)]))
        posting.aside(chance.sample(posting.sent, SOME))
    assert Context().run(steps.all_of, walk)["/desk/work/touch/"] == 204
    for turn in (1, 2):
        posting.alternate(turn=turn)
    Worker().drain()
    assert walk.leaks + remains(filled, sinks, caplog) == []
    assert posting.statuses[302] > 100
