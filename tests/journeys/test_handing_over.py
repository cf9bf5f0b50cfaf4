"""By hand: a strategy is made, watched, promoted and paused."""

import re

from playwright.sync_api import expect

from houtai.core.work.models import Decision
from houtai.modules.strategies.tasks import tick_strategies
from tests.journeys.doing import QUEUE, collect, toast


def make(page):
    page.goto("/desk/snippets/strategies/strategy/add/")
    page.locator("#id_name").fill("Publish what is long")
    page.locator("#id_queue").select_option(label="Collected drafts")
    page.get_by_role("button", name=re.compile("Insert a block")).first.click()
    page.get_by_role("option", name="Rule").click()
    page.locator("#parts-0-value-reason").fill("Long enough")
    page.locator("#parts-0-value-conditions-0-value-fact").select_option("words")
    page.locator("#parts-0-value-conditions-0-value-operator").select_option("ge")
    page.locator("#parts-0-value-conditions-0-value-value").fill("20")
    page.locator("#parts-0-value-action").select_option("content.accept")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/strategy/edit/**")


def preview(page):
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe, iframe[id*=preview]").first
    expect(frame.get_by_text("Of what waits now it would decide")).to_be_visible()


def publish(page):
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("published").first).to_be_visible()


def take(page, step):
    """A step in its life, on the page that asks first."""
    page.get_by_role("link", name=step).click()
    page.get_by_role("button", name=step).click()
    page.wait_for_url("**/desk/strategies/*/")


def decide(page, times):
    page.goto(QUEUE)
    page.wait_for_selector("form[data-queue-ready]")
    for _ in range(times):
        before = page.locator("section[data-queue-target~=item]").get_attribute("data-title")
        page.keyboard.press("p")
        expect(toast(page)).to_contain_text(before)


def test_a_strategy_made_in_the_editor_shadows_takes_over_and_is_paused(desk, web, drafts):
    make(desk)
    preview(desk)
    publish(desk)
    desk.goto("/desk/snippets/strategies/strategy/")
    desk.get_by_role("link", name="Publish what is long").first.click()
    take(desk, "Start in shadow")
    tick_strategies.call()
    assert Decision.objects.filter(mode="shadow").count() == len(drafts)
    decide(desk, 2)
    desk.goto("/desk/snippets/strategies/strategy/")
    desk.get_by_role("link", name="Publish what is long").first.click()
    expect(desk.locator(".h-stat", has_text="Compared").locator(".h-stat-value")).to_have_text("2")
    take(desk, "Promote to live")
    collect(web, "copper")
    tick_strategies.call()
    desk.reload()
    done = Decision.objects.done().filter(actor="strategy", action="content.accept").count()
    assert done > 0
    expect(desk.locator("table", has_text="What it did")).to_contain_text("Long enough")
    take(desk, "Pause")
    collect(web, "matou")
    tick_strategies.call()
    assert Decision.objects.done().filter(actor="strategy", action="content.accept").count() == done
    expect(desk.locator("h1")).to_contain_text("Paused")
