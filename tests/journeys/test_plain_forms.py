"""The queue where no script runs."""

import pytest
from playwright.sync_api import expect

from houtai.core.work.models import Decision
from tests.journeys.doing import QUEUE

pytestmark = pytest.mark.once(
    "what a browser without scripts sends; the tests of the queue's page post the same on every engine"
)


@pytest.fixture
def plain(at_desk, alice, drafts):
    """Alice's browser runs no scripts."""
    page = at_desk(alice, java_script_enabled=False)
    page.goto(QUEUE)
    return page


def test_a_decision_and_its_undo_are_plain_forms(plain):
    headline = plain.locator(".h-item > h2")
    first = headline.inner_text()
    plain.get_by_role("button", name="Skip").click()
    expect(headline).not_to_have_text(first)
    expect(plain.get_by_text(f"Skip: “{first}”.")).to_be_visible()
    plain.get_by_role("button", name="Undo the last decision").click()
    expect(headline).to_have_text(first)
    assert list(Decision.objects.order_by("id").values_list("action", flat=True)) == ["collect.skip", "collect.restore"]


def test_a_batch_is_ticked_decided_and_taken_back(plain, drafts):
    plain.get_by_text("All that waits, and batches").click()
    boxes = plain.locator("input[name=subjects]")
    for at in range(3):
        boxes.nth(at).check()
    plain.get_by_role("button", name="Publish").click()
    expect(plain.get_by_text("3 decisions made.")).to_be_visible()
    plain.get_by_role("button", name="Undo the last decision").click()
    plain.get_by_text("All that waits, and batches").click()
    expect(plain.locator("input[name=subjects]")).to_have_count(len(drafts))
    assert Decision.objects.filter(action="content.giveback").count() == 3


def test_merging_asks_for_the_other_draft(plain):
    plain.locator("summary", has_text="Merge").click()
    plain.get_by_label("Merge into").select_option(index=0)
    plain.get_by_role("button", name="Merge").click()
    expect(plain.get_by_text("Merge: “")).to_be_visible()
    assert Decision.objects.get().action == "collect.merge"
