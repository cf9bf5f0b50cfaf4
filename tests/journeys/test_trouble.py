"""What the queue does when the network, or somebody else, gets in between."""

from typing import Any

import pytest
from playwright.sync_api import expect

from houtai.core.work.models import Decision
from tests.journeys.doing import QUEUE, expect_fault, title, toast

pytestmark = pytest.mark.once("what a browser does when the network fails")


def shown(page):
    return page.locator("section[data-queue-target~=item]")


def ready(page, address=QUEUE):
    page.goto(address)
    page.wait_for_selector("form[data-queue-ready]")
    return page


def test_a_decision_made_without_a_network_comes_back_and_nothing_is_lost(desk, drafts, faults):
    ready(desk)
    first = title(desk)
    desk.get_by_text("Add a reason").click()
    desk.get_by_label("Because").fill("too short for us")
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Skip").click()
    expect(desk.locator(".h-alert")).to_contain_text("The server did not answer")
    expect(shown(desk)).to_have_attribute("data-title", first)
    assert desk.locator("textarea[name=because]").input_value() == "too short for us"
    assert not Decision.objects.exists()
    desk.context.set_offline(False)
    desk.get_by_role("button", name="Skip").click()
    expect(toast(desk)).to_contain_text("Skip")
    assert Decision.objects.get().because == "too short for us"
    expect_fault(faults, "ERR_INTERNET_DISCONNECTED")


def test_a_slow_answer_does_not_hold_up_the_next_item(desk, drafts):
    ready(desk)
    desk.wait_for_function("document.readyState === 'complete'")
    desk.wait_for_timeout(300)
    held: list[Any] = []

    def hold(route):
        held.append(route)

    desk.route("**/collect-drafts/", hold)
    first = title(desk)
    desk.keyboard.press("s")
    expect(shown(desk)).not_to_have_attribute("data-title", first)
    assert not Decision.objects.exists()
    held[0].continue_()
    desk.unroute("**/collect-drafts/")
    expect(toast(desk)).to_contain_text("Skip")
    assert Decision.objects.get().subject.title == first


def test_two_people_never_see_the_same_draft(at_desk, alice, bob, drafts):
    hers, his = ready(at_desk(alice)), ready(at_desk(bob))
    seen: dict[str, list[Any]] = {"alice": [], "bob": []}
    for _ in range(2):
        for name, page in (("alice", hers), ("bob", his)):
            before = title(page)
            seen[name].append(before)
            page.keyboard.press("s")
            expect(shown(page)).not_to_have_attribute("data-title", before)
            expect(toast(page)).to_contain_text(before)
    assert set(seen["alice"]).isdisjoint(seen["bob"])
    assert Decision.objects.done().count() == 4


def test_whoever_decides_second_reads_who_was_first(at_desk, alice, bob, drafts, faults):
    """Bob's claim ran out over lunch, and Alice took the draft."""
    from houtai.core.work.models import Claim

    address = f"{QUEUE}?item={drafts[0].pk}"
    his = ready(at_desk(bob), address)
    Claim.objects.all().delete()
    hers = ready(at_desk(alice), address)
    hers.keyboard.press("p")
    expect(toast(hers)).to_contain_text("Publish")
    his.keyboard.press("s")
    expect(his.get_by_text("Alice").first).to_be_visible()
    assert {row.user for row in Decision.objects.done()} == {alice}
    expect_fault(faults, "409")
