"""The queue without a mouse."""

import pytest
from playwright.sync_api import expect

from houtai.core.work.models import Decision
from tests.journeys.doing import PASSWORD, tab_to, title, toast

pytestmark = pytest.mark.once(
    "what keys do; the same forms are posted on every engine by the tests of the queue's page"
)


def enter_by_keyboard(page, url):
    page.goto(f"{url}/desk/")
    tab_to(page, "input[name=login]")
    page.keyboard.type("alice@example.com")
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
    tab_to(page, "a.h-card")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-queue-ready]")


def test_a_queue_is_reached_and_worked_by_keyboard_alone(page, live_server, alice, drafts):
    enter_by_keyboard(page, live_server.url)
    first = title(page)
    page.keyboard.press("p")
    expect(toast(page)).to_contain_text("Publish")
    second = title(page)
    assert second != first
    page.keyboard.press("s")
    expect(toast(page)).to_contain_text("Skip")
    page.keyboard.press("z")
    expect(page.locator("section[data-queue-target~=item]")).to_have_attribute("data-title", second)
    made = Decision.objects.done().filter(subject__kind="collect.draft").order_by("id")
    assert [row.action for row in made] == ["content.accept", "collect.skip", "collect.restore"]
    page.keyboard.press("j")
    expect(page.locator("section[data-queue-target~=item]")).not_to_have_attribute("data-title", second)
    page.keyboard.press("k")
    expect(page.locator("section[data-queue-target~=item]")).to_have_attribute("data-title", second)


def test_help_lists_the_keys_and_escape_leaves_it(desk, drafts):
    desk.goto("/desk/work/queues/collect-drafts/")
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keys of this queue")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("Take the last decision back")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert not Decision.objects.exists()


def test_letters_typed_into_a_field_decide_nothing(desk, drafts):
    desk.goto("/desk/work/queues/collect-drafts/")
    desk.get_by_text("Add a reason").click()
    desk.get_by_label("Because").fill("")
    desk.keyboard.type("spam, I suppose")
    desk.keyboard.press("Escape")
    assert not Decision.objects.exists()
    desk.keyboard.press("s")
    expect(toast(desk)).to_contain_text("Skip")
    assert Decision.objects.get().because == "spam, I suppose"


def test_a_batch_is_ticked_decided_and_taken_back_by_keyboard(desk, drafts):
    desk.goto("/desk/work/queues/collect-drafts/")
    desk.wait_for_selector("form[data-queue-ready]")
    for _ in range(2):
        desk.keyboard.press("x")
        expect(toast(desk)).to_contain_text("elected")
        before = title(desk)
        desk.keyboard.press("j")
        expect(desk.locator("section[data-queue-target~=item]")).not_to_have_attribute("data-title", before)
    desk.keyboard.press("s")
    expect(toast(desk)).to_contain_text("2 decisions made.")
    assert Decision.objects.filter(action="collect.skip").values("batch").distinct().count() == 1
    desk.keyboard.press("z")
    expect(toast(desk)).to_be_hidden()
    assert Decision.objects.filter(action="collect.restore").count() == 2


def test_a_draft_is_merged_with_the_form_behind_its_key(desk, drafts):
    desk.goto("/desk/work/queues/collect-drafts/")
    desk.wait_for_selector("form[data-queue-ready]")
    merged = title(desk)
    desk.keyboard.press("m")
    tab_to(desk, "select[name$=into]")
    desk.keyboard.press("ArrowDown")
    tab_to(desk, "button[value='collect.merge']")
    desk.keyboard.press("Enter")
    expect(toast(desk)).to_contain_text("Merge")
    decision = Decision.objects.get()
    assert (decision.action, decision.subject.title) == ("collect.merge", merged)
    assert decision.effect["into"] in [draft.pk for draft in drafts]


def test_e_opens_the_draft_in_the_editor(desk, drafts):
    desk.goto("/desk/work/queues/collect-drafts/")
    desk.wait_for_selector("form[data-queue-ready]")
    taken = title(desk)
    desk.keyboard.press("e")
    desk.wait_for_url("**/article/edit/**")
    expect(desk.locator("#id_title")).to_have_value(taken)
