"""By hand: a feed becomes drafts that wait."""

import re

from playwright.sync_api import expect

from tests.journeys.doing import expect_fault, work_off


def test_a_feed_typed_into_the_form_is_collected_and_its_drafts_wait(desk, web, faults):
    desk.goto("/desk/collect/sources/")
    desk.get_by_role("link", name="Add a source").first.click()
    desk.get_by_label("Name").fill("Harbour Tech")
    desk.get_by_label("Address").fill("not an address")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Enter a valid URL")).to_be_visible()
    expect_fault(faults, "422")
    expect(desk.get_by_label("Name")).to_have_value("Harbour Tech")
    desk.get_by_label("Address").fill(web.url("/harbour/feed.xml"))
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Looking at the source now")).to_be_visible()
    assert work_off() == 1
    # The page renews itself while the first look is under way; between two of them nothing stands there.
    expect(desk.get_by_role("cell", name="Done")).to_be_visible()
    expect(desk.get_by_text("Looking at the source now")).to_have_count(0)
    found = desk.locator(".h-stat", has_text="Drafts").locator(".h-stat-value")
    expect(found).to_have_text(re.compile(r"^[1-9]"))
    number = found.inner_text()
    desk.get_by_role("link", name="Drafts", exact=True).last.click()
    expect(desk.locator(".h-list tbody tr")).to_have_count(int(number))
    # A long filter holds what is chosen, and the others once somebody sees it.
    desk.goto("/desk/collect/drafts/")
    source = desk.locator("select[name=source]")
    assert source.locator("option").count() == 1
    desk.get_by_role("button", name="Show filters").click()
    desk.get_by_role("button", name="Source", exact=True).click()
    source.select_option(label="Harbour Tech")
    expect(desk.get_by_text("Source: Harbour Tech")).to_be_visible()
    expect(desk.locator(".h-list tbody tr")).to_have_count(int(number))
    desk.goto("/desk/")
    expect(desk.locator("a.h-card", has_text="Collected drafts")).to_contain_text(number)
