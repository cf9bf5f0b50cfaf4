"""By hand: the ledger is closed and verified; the decision log is filtered, exported and put right from."""

import csv
from pathlib import Path

from playwright.sync_api import expect

from houtai.core.work.models import Decision
from tests.journeys.doing import QUEUE, toast, work_off


def decide(page, *keys):
    page.goto(QUEUE)
    page.wait_for_selector("form[data-queue-ready]")
    for key in keys:
        before = page.locator("section[data-queue-target~=item]").get_attribute("data-title")
        page.keyboard.press(key)
        expect(toast(page)).to_contain_text(before)


def test_the_ledger_is_brought_up_to_date_and_measured_again(desk, drafts):
    decide(desk, "p", "s")
    desk.goto("/desk/value/")
    desk.get_by_role("button", name="Bring up to date").click()
    expect(desk.get_by_text("in the ledger.").first).to_be_visible()
    desk.get_by_role("button", name="Measure every line again").click()
    expect(desk.get_by_text("Reload this page to see the result")).to_be_visible()
    work_off()
    desk.reload()
    expect(desk.get_by_text("without a difference")).to_be_visible()


def test_the_log_is_filtered_searched_and_exported(desk, drafts):
    decide(desk, "p", "s", "s")
    skipped = Decision.objects.filter(action="collect.skip").first()
    desk.goto("/desk/work/decisions/?action=collect.skip")
    expect(desk.locator(".h-list tbody tr")).to_have_count(2)
    desk.goto("/desk/work/decisions/")
    desk.get_by_role("textbox", name="Search term").fill(skipped.subject.title)
    expect(desk.locator(".h-list tbody tr")).to_have_count(1)
    desk.goto("/desk/work/decisions/?action=collect.skip")
    desk.get_by_role("button", name="Actions").click()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Download CSV").click()
    rows = list(csv.reader(Path(download.value.path()).read_text("utf-8-sig").splitlines()))
    assert len(rows) == 3
    assert any(skipped.subject.title in row for row in rows)


def test_a_decision_is_taken_back_from_the_log(desk, drafts):
    decide(desk, "s")
    skipped = Decision.objects.get()
    desk.goto("/desk/work/decisions/")
    desk.get_by_role("table").get_by_role("link", name=str(skipped.id), exact=True).click()
    desk.get_by_role("button", name="Take back").click()
    expect(desk.get_by_role("button", name="Take back")).to_have_count(0)
    assert Decision.objects.latest("id").undoes_id == skipped.id
