"""Two people talk about a passage while one of them writes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.together import ferry, open_article, settled, stand, text_of
from tests.serving import running

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("what browsers show of comments; their doors have tests on every engine"),
]


def passage(page: Page) -> Any:
    return text_of(page).locator("mark")


def comment(page: Page, words: str) -> None:
    """On what is selected, without a mouse."""
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")


def test_a_comment_is_seen_at_once_moves_with_its_words_and_is_resolved(new_home, visit):
    with running(ferry(new_home)[0]) as web:
        origin = f"http://localhost:{web.port}"
        alice, bob = open_article(visit, "alice", origin), open_article(visit, "bob", origin)
        stand(alice, 0)
        alice.keyboard.press("Shift+Home")
        comment(alice, "<b>Which</b> ferry?")
        expect(bob.get_by_text("<b>Which</b> ferry?")).to_be_visible()
        expect(passage(bob)).to_have_text("The ferry left.")
        assert [found for found in violations(bob) if "h-coedit" in found] == []

        stand(bob, 0, at="start")
        bob.keyboard.type("At night: ")
        settled(alice, bob)
        for page in (alice, bob):
            expect(passage(page)).to_have_text("The ferry left.")

        passage(bob).click()
        bob.get_by_label("Your reply").fill("The salt ferry.")
        bob.get_by_label("Your reply").press("Control+Enter")
        expect(alice.get_by_text("The salt ferry.")).to_be_visible()
        alice.get_by_role("button", name="Show the passage: The ferry left.").press("Enter")
        alice.keyboard.type("Gone")
        expect(bob.get_by_text("The passage is gone.")).to_be_visible()

        alice.get_by_role("button", name="Resolve", exact=True).press("Enter")
        expect(bob.get_by_role("button", name="Resolved (1)")).to_be_visible()
        expect(bob.get_by_text("All comments are resolved.")).to_be_visible()
