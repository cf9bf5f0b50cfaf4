"""By hand: a page without a feed becomes a source by pointing at one of its headlines."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from houtai.core.workspaces.tests.loopback import Loopback, serving
from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.tests.conftest import answer, page, story
from tests.journeys.doing import work_off

MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("home", "tech", "world"))


@pytest.fixture
def front(settings: Any, live_server: Any) -> Iterator[Loopback]:
    """A page with a menu, a script of its own, and six headlines."""
    cards = "".join(
        f"<article class='card'><h2><a href='/{n}'>Headline number {n}</a></h2></article>" for n in range(6)
    )
    script = "<script>document.body.textContent = 'This page ran a script.'</script>"
    pages: dict[str, Any] = {f"/{n}": page(f"Headline number {n}", story(n)) for n in range(6)}
    pages["/"] = f"<!doctype html><html><body><ul>{MENU}</ul><main>{cards}</main>{script}</body></html>"
    with serving(partial(answer, pages)) as place:
        settings.COLLECT_ADMIT = place.admit
        yield place


def test_a_headline_that_is_pointed_at_makes_a_source_of_a_page(desk: Page, front: Loopback) -> None:
    desk.goto("/desk/collect/sources/add/")
    desk.get_by_label("Name").fill("A page")
    desk.get_by_label("Address").fill(front.url("/"))
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Looking at the source now")).to_be_visible()
    assert work_off() == 1
    desk.get_by_role("link", name="Follow the links of this page").click()
    preview = desk.frame_locator("iframe.h-frame")
    expect(preview.get_by_text("This page ran a script.")).to_have_count(0)
    preview.get_by_role("link", name="Headline number 3").click()
    expect(desk.get_by_label("CSS selector of the links")).to_have_value("main > article.card > h2 > a")
    expect(preview.locator("a.houtai-chosen")).to_have_count(6)
    desk.get_by_role("button", name="Follow these links").click()
    expect(desk.get_by_text("Links that are followed")).to_be_visible()
    Source.objects.get().collect(now=Source.objects.get().next_at, admit=front.admit, sleep=lambda seconds: None)
    assert Draft.objects.filter(title__startswith="Headline number").count() == 6
