"""People write one article at once, while networks break and the server is killed, and talk about another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.commenting import (
    a_guest_suggests_and_comments,
    and_is_out_at_once,
    answered_and_resolved_when_the_passage_is_gone,
    seen_at_once_and_moving_with_its_words,
)
from tests.journeys.cutting import Cable, cable
from tests.journeys.together import Ferry, fill, in_turn, said_on, settled, stand, text_of
from tests.serving import Web, running

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("what browsers do when networks and servers go; rooms have tests on every engine"),
]


@pytest.fixture(scope="module")
def ferry(making_homes: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ferry]:
    """One server for all: starting it takes longer than what is done there."""
    with making_homes(tmp_path_factory.mktemp("ferry")) as make:
        home = make("home")
        sessions, token = fill(home)
        with running(home) as web:
            yield Ferry(web, sessions, token)


SENTENCES = ("At night:", "The ferry left.", "Nobody waved.", "Bob was on a train.", "Second. Perhaps third.")


@dataclass(frozen=True)
class Desk:
    """Three people who have the article open. Bob's cable can be pulled."""

    alice: Page
    bob: Page
    carol: Page
    cable: Cable
    web: Web

    def said(self) -> str:
        return settled(self.alice, self.bob, self.carol)


def two_in_one_paragraph_and_a_suggestion(desk: Desk) -> None:
    stand(desk.alice, 0)
    stand(desk.bob, 0, at="start")
    stand(desk.carol, 1)
    desk.carol.get_by_role("button", name="Suggest changes").click()
    stand(desk.carol, 1)
    in_turn((desk.alice, "Nobody waved."), (desk.bob, "At night: "), (desk.carol, " Perhaps third."))
    assert "At night: The ferry left. Nobody waved." in desk.said()
    expect(text_of(desk.alice).locator("ins")).to_contain_text("Perhaps")
    expect(text_of(desk.alice).locator("del")).to_have_count(0)


def split(page: Page, *, before: str) -> None:
    """Its first paragraph, which ends in these words."""
    stand(page, 0)
    for _ in before:
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")


def split_and_joined_without_changing_its_writers(desk: Desk) -> None:
    split(desk.bob, before="Nobody waved.")
    desk.said()
    desk.carol.get_by_role("button", name="Who wrote what").click()
    by_alice = text_of(desk.carol).locator(".h-coedit-writer[title=Alice]")
    expect(text_of(desk.carol).locator("> p")).to_have_count(3)
    expect(by_alice).to_contain_text("Nobody waved.")
    desk.bob.keyboard.press("Backspace")
    desk.said()
    expect(text_of(desk.carol).locator("> p")).to_have_count(2)
    expect(by_alice).to_contain_text("Nobody waved.")
    desk.carol.get_by_role("button", name="Who wrote what").click()


def one_without_a_network(desk: Desk) -> None:
    desk.cable.pull()
    stand(desk.bob, 0)
    desk.bob.keyboard.type(" Bob was on a train.")
    split(desk.bob, before="Nobody waved. Bob was on a train.")
    expect(desk.bob.get_by_text("Offline: your changes are kept here").first).to_be_visible(timeout=30_000)
    # Both have put the end of one paragraph in anew. Nobody is to read it twice.
    split(desk.alice, before="The ferry left. Nobody waved.")
    stand(desk.alice, 2)
    desk.alice.keyboard.press("Enter")
    desk.alice.keyboard.type("Meanwhile Alice wrote this.")
    desk.cable.put_in()
    said = desk.said().replace("\n", "")
    assert said.count(" Bob was on a train.") == 1, said
    assert "At night: The ferry left. Nobody waved.Second." in said.replace(" Bob was on a train.", ""), said


def killed_in_the_middle_of_a_sentence(desk: Desk) -> None:
    desk.alice.keyboard.type(" It was cut ")
    desk.web.kill()
    desk.alice.keyboard.type("in two.")
    desk.web.start()
    said = desk.said()
    for words in (*SENTENCES, "Meanwhile Alice wrote this. It was cut in two."):
        assert said.count(words) == 1, said


def taken_and_published(desk: Desk) -> None:
    desk.alice.get_by_role("button", name="Accept all suggestions").click()
    desk.said()
    desk.alice.locator("[data-w-dropdown-target=toggle]").last.click()
    desk.alice.get_by_role("button", name="Publish").click()
    expect(desk.alice.get_by_text("published").first).to_be_visible()
    desk.alice.goto("/")
    desk.alice.get_by_role("link", name="Salt ferry").first.click()
    for words in SENTENCES:
        expect(desk.alice.get_by_text(words)).to_be_visible()


def the_difference_can_be_read(desk: Desk) -> None:
    desk.alice.goto("/desk/coedit/versions/content.article/1/body/")
    desk.alice.get_by_label("Keep the text as it is, under a name").fill("As published")
    desk.alice.get_by_role("button", name="Keep this version").click()
    expect(desk.alice.locator(".h-difference ins").filter(has_text="Meanwhile Alice wrote this.")).to_be_visible()


def an_older_text_is_changed_and_taken_up(desk: Desk) -> None:
    desk.alice.goto("/desk/snippets/content/article/history/1/revisions/1/revert/")
    expect(text_of(desk.alice).locator("> p")).to_have_text(["The ferry left.", "Second."])
    stand(desk.alice, 1)
    desk.alice.keyboard.type(" As it was.")
    # A browser that is closed while it loads a page may never end.
    with desk.alice.expect_navigation():
        desk.alice.locator("form:has(.h-coedit)").evaluate("form => form.requestSubmit()")
    expect(text_of(desk.carol)).to_contain_text("As it was.")
    assert said_on(desk.carol).strip().split("\n") == ["The ferry left.", "Second. As it was."]


def test_nothing_is_lost_or_doubled_and_readers_see_it(ferry, visit, faults):
    with cable(ferry.web.port) as bobs:
        bob = ferry.open(visit, "bob", origin=bobs.origin)
        desk = Desk(ferry.open(visit, "alice"), bob, ferry.open(visit, "carol"), bobs, ferry.web)
        for part in (
            two_in_one_paragraph_and_a_suggestion,
            split_and_joined_without_changing_its_writers,
            one_without_a_network,
            killed_in_the_middle_of_a_sentence,
            taken_and_published,
            the_difference_can_be_read,
            an_older_text_is_changed_and_taken_up,
        ):
            part(desk)
        # Else his page asks after itself through a cable that is gone.
        bob.goto("about:blank")
        # What browsers say of servers that are gone was meant; anything else was not.
        meant = ("ERR_", "WebSocket", "Failed to fetch")
        faults[:] = [fault for fault in faults if not any(word in fault for word in meant)]


WORDS_BEFORE_THE_CARET = """() => {
  const [{ focusNode, focusOffset }, range] = [getSelection(), new Range()];
  range.setStart(focusNode.parentElement.closest("p"), 0);
  range.setEnd(focusNode, focusOffset);
  return range.toString();
}"""


def test_the_caret_goes_where_it_is_sent_while_somebody_else_types(ferry, visit):
    alice, bob = ferry.open(visit, "alice", article=2), ferry.open(visit, "bob", article=2)
    stand(bob, 0)
    bob.keyboard.type("x" * 200)
    stand(alice, 1)
    alice.evaluate("() => { window.typing = setInterval(() => document.execCommand('insertText', false, 'a'), 10); }")
    expect(text_of(bob)).to_contain_text("aaa")
    stand(bob, 0, at="start")
    for _ in range(200):
        bob.keyboard.press("ArrowRight")
    alice.evaluate("() => clearInterval(typing)")
    settled(alice, bob)
    assert len(bob.evaluate(WORDS_BEFORE_THE_CARET)) == 200


def test_people_talk_about_a_passage_and_a_guest_joins_them(ferry, visit):
    alice, bob = ferry.open(visit, "alice", article=3), ferry.open(visit, "bob", article=3)
    seen_at_once_and_moving_with_its_words(alice, bob)
    answered_and_resolved_when_the_passage_is_gone(alice, bob)
    bob.goto(f"/write/{ferry.token}/")
    expect(text_of(bob)).to_have_attribute("contenteditable", "true")
    a_guest_suggests_and_comments(alice, grace=bob)
    and_is_out_at_once(alice, grace=bob)
