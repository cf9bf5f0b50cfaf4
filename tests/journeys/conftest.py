"""People at the desk, and something for them to decide."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page

from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.sample import site
from houtai.modules.collect.tests.loopback import Loopback, reply, serving
from tests.journeys.doing import bring_session


@pytest.fixture
def at_desk(live_server: Any, visit: Callable[..., Page]) -> Callable[..., Page]:
    """A browser in which this person is signed in already."""

    def opened(person: Any, **options: Any) -> Page:
        page = visit(base_url=live_server.url, **options)
        bring_session(page, person, live_server.url)
        return page

    return opened


@pytest.fixture
def desk(at_desk: Callable[..., Page], alice: Any) -> Page:
    """Alice at her desk."""
    return at_desk(alice)


@pytest.fixture
def web(settings: Any, live_server: Any) -> Iterator[Loopback]:
    """The sample sources on loopback, about six pieces each, admitted for collecting; their pictures come from us."""
    sample = site(3, entries=6)

    def answer(handler: Any) -> None:
        status, kind, body = sample.respond(handler.path)
        reply(handler, body, status=status, Content_Type=kind)

    with serving(answer) as place:
        sample.base, sample.pictures = place.url(""), f"{live_server.url}/sample"
        settings.COLLECT_ADMIT = place.admit
        yield place


@pytest.fixture
def drafts(web: Loopback) -> list[Draft]:
    """What a look at two of the sources brought."""
    for path in ("/harbour/feed.xml", "/chenguang/feed.xml"):
        source = Source.objects.create(name=f"Sample {path.split('/')[1]}", url=web.url(path), next_at=now())
        source.collect(now=now(), admit=web.admit, sleep=lambda seconds: None)
    return list(Draft.objects.waiting().order_by("collected_at", "pk"))
