"""People at the desk, and something for them to decide."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.closing import close_until
from houtai.core.work.actions import Because
from houtai.core.workspaces.tests.loopback import Loopback, reply, serving
from houtai.modules.collect.models import Draft
from houtai.modules.collect.sample import site
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.models.run import tick
from tests.journeys.doing import bring_session, collect
from tests.journeys.fronting import bring_readers


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
    collect(web, "harbour")
    collect(web, "chenguang")
    return list(Draft.objects.waiting().order_by("collected_at", "pk"))


@pytest.fixture
def played(drafts: list[Draft], owner: Any) -> None:
    """Some of everything: decisions, an article, a strategy in shadow, lines in the ledger."""
    publish, skip = catalog.action("content.accept"), catalog.action("collect.skip")
    for at, draft in enumerate(drafts[:6]):
        because = Because(queue="collect.drafts", touch_ms=4000, reason="good" if at % 2 else "")
        (publish if at % 2 else skip).run(draft, by=owner, because=because)
    start_strategy(owner)
    bring_readers(owner)
    close_until(now(), whole_days=False)


def start_strategy(owner: Any) -> None:
    condition = {"fact": "words", "operator": "ge", "value": "20"}
    rule = {"reason": "Long enough", "conditions": [condition], "action": "content.accept"}
    parts = [{"type": "rule", "value": rule}]
    strategy = Strategy(name="Publish what is long", queue="collect.drafts", live=False)
    strategy.parts = strategy._meta.get_field("parts").stream_block.to_python(parts)
    strategy.save()
    catalog.action("strategies.publish").run(strategy, by=owner, because="")
    catalog.action("strategies.shadow").run(strategy, by=owner, because="")
    tick(now=now())
