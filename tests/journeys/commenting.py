"""What people do who talk about a passage while one of them writes, and what a guest does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.together import settled, stand, text_of


def passage(page: Page) -> Any:
    return text_of(page).locator("mark")


def comment(page: Page, words: str) -> None:
    """On the line before the caret, without a mouse."""
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")


def seen_at_once_and_moving_with_its_words(alice: Page, bob: Page) -> None:
    stand(alice, 0)
    comment(alice, "<b>Which</b> ferry?")
    expect(bob.get_by_text("<b>Which</b> ferry?")).to_be_visible()
    expect(passage(bob)).to_have_text("The ferry left.")
    assert [found for found in violations(bob) if "h-coedit" in found] == []
    stand(bob, 0, at="start")
    bob.keyboard.type("At night: ")
    for _ in "The ":
        bob.keyboard.press("ArrowRight")
    bob.keyboard.type("old ")
    # The letters of a paragraph are put in anew when it becomes a heading.
    bob.get_by_role("button", name="Heading 2").click()
    settled(alice, bob)
    for page in (alice, bob):
        expect(text_of(page).locator("h2 mark").first).to_contain_text("The old")
        expect(text_of(page).locator("h2 mark").last).to_contain_text("ferry left.")


def answered_and_resolved_when_the_passage_is_gone(alice: Page, bob: Page) -> None:
    passage(bob).last.click()
    bob.get_by_label("Your reply").fill("The salt ferry.")
    bob.get_by_label("Your reply").press("Control+Enter")
    expect(alice.get_by_text("The salt ferry.")).to_be_visible()
    alice.get_by_role("button", name="Show the passage: The ferry left.").press("Enter")
    expect(text_of(alice)).to_be_focused()
    # No letter of the passage at either end: where a browser hands over several at once, such a one would stay.
    alice.keyboard.type("It came back!")
    expect(bob.get_by_text("The passage is gone.")).to_be_visible()
    alice.get_by_role("button", name="Resolve", exact=True).press("Enter")
    expect(bob.get_by_role("button", name="Resolved (1)")).to_be_visible()
    expect(bob.get_by_text("All comments are resolved.")).to_be_visible()


def a_guest_suggests_and_comments(alice: Page, grace: Page) -> None:
    stand(grace, 0)
    grace.keyboard.type(" Perhaps third.")
    expect(text_of(alice).locator("ins")).to_contain_text("Perhaps third.")
    comment(grace, "Is there more?")
    expect(alice.get_by_text("Is there more?")).to_be_visible()
    text_of(grace).press("Control+f")
    grace.keyboard.type("second")
    grace.get_by_label("Replace with").fill("First")
    grace.get_by_role("button", name="Replace all").click()
    one_is_rejected_and_one_accepted(alice)
    expect(text_of(grace).locator("ins")).to_have_count(0)
    expect(text_of(grace)).to_contain_text("Second. Perhaps third.")


def one_is_rejected_and_one_accepted(alice: Page) -> None:
    alice.get_by_role("button", name="List of suggestions").click()
    card = alice.get_by_role("article", name="Suggestion by Grace")
    expect(card.first).to_contain_text("SecondFirst")
    card.first.get_by_role("button", name="Reject").press("Enter")
    expect(card.locator("ins")).to_have_text(" Perhaps third.")
    card.get_by_role("button", name="Accept").press("Enter")


def and_is_out_at_once(alice: Page, grace: Page) -> None:
    alice.get_by_role("link", name="Guests").click()
    alice.get_by_role("button", name="End it").click()
    expect(grace.get_by_text("You may not work on this text any more.").first).to_be_visible()
    expect(text_of(grace)).to_have_attribute("contenteditable", "false")
    assert grace.request.get(grace.url).status == 404
