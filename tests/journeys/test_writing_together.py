"""Three people write one article at once, while networks break and the server is killed."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.faults.conftest import ROOT, environment
from tests.journeys.cutting import Cable, cable
from tests.journeys.doing import PASSWORD, sign_in
from tests.serving import Web, running

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("what browsers do when networks and servers go; rooms have tests on every engine"),
]

PEOPLE = ("alice", "bob", "carol")
MAKE = f"""
from houtai.core.workspaces import roles
from houtai.core.workspaces.models import User
from houtai.modules.content.models import Article
for name in {PEOPLE}:
    email = f"{{name}}@example.com"
    roles.assign(User.objects.create_user(email, "{PASSWORD}", first_name=name.title()), "Managers", "Editors")
article = Article(title="Salt ferry", body="<p>The ferry left. </p><p>Second.</p>", live=False)
article.save()
article.save_revision()
"""
EDIT = "/desk/snippets/content/article/edit/1/"
SAVED = "All changes are saved"


@pytest.fixture
def home(new_home: Any) -> Any:
    place = new_home("home")
    command = [sys.executable, "-P", "-m", "houtai", "shell", "-c", MAKE]
    subprocess.run(command, env=environment(place), cwd=ROOT, check=True, capture_output=True)
    return place


def open_article(visit: Any, name: str, origin: str) -> Page:
    page: Page = visit(base_url=origin)
    page.goto("/account/login/")
    sign_in(page, f"{name}@example.com")
    page.wait_for_url("**/desk/")
    page.goto(EDIT)
    expect(text_of(page)).to_have_attribute("contenteditable", "true")
    return page


def text_of(page: Page) -> Any:
    return page.get_by_role("textbox", name="Text")


def stand(page: Page, paragraph: int, *, at: str = "end") -> None:
    """Put the caret before the first letter of a paragraph, or behind its last one."""
    place = text_of(page).locator("> p").nth(paragraph)
    box = place.bounding_box()
    assert box
    place.click(position={"x": 1 if at == "start" else box["width"] - 2, "y": 10})


def in_turn(*typing: tuple[Page, str]) -> None:
    """Letter by letter, as people do who type at the same time."""
    for at in range(max(len(words) for _page, words in typing)):
        for page, words in typing:
            if at < len(words):
                page.keyboard.type(words[at])


def said_on(page: Page) -> str:
    """The text without the names that stand at other people's carets."""
    said: str = text_of(page).evaluate(
        """box => {
          const copy = box.cloneNode(true);
          copy.querySelectorAll(".h-coedit-cursor").forEach((caret) => caret.remove());
          return [...copy.children].map((block) => block.textContent).join("\\n");
        }"""
    )
    return re.sub(r"[ \u00a0\u2060\ufeff]+", " ", said)


def settled(*pages: Page) -> str:
    """What all of them read, once everything has arrived everywhere."""
    for page in pages:
        expect(page.get_by_text(SAVED).first).to_be_visible(timeout=60_000)
    for _ in range(200):
        said = {said_on(page) for page in pages}
        if len(said) == 1:
            return said.pop()
        pages[0].wait_for_timeout(100)
    raise AssertionError("\n".join(said))


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


def one_without_a_network(desk: Desk) -> None:
    desk.cable.pull()
    stand(desk.bob, 0)
    desk.bob.keyboard.type(" Bob was on a train.")
    expect(desk.bob.get_by_text("Offline: your changes are kept here").first).to_be_visible(timeout=30_000)
    stand(desk.alice, 1)
    desk.alice.keyboard.press("Enter")
    desk.alice.keyboard.type("Meanwhile Alice wrote this.")
    desk.cable.put_in()
    desk.said()


def killed_in_the_middle_of_a_sentence(desk: Desk) -> None:
    desk.alice.keyboard.type(" It was cut ")
    desk.web.kill()
    desk.alice.keyboard.type("in two.")
    desk.web.start()
    said = desk.said()
    for sentence in ("Bob was on a train.", "Meanwhile Alice wrote this. It was cut in two.", "Nobody waved."):
        assert said.count(sentence) == 1, said
    assert said.count("The ferry left.") == 1


def taken_and_published(desk: Desk) -> None:
    desk.alice.get_by_role("button", name="Accept all suggestions").click()
    desk.said()
    desk.alice.locator("[data-w-dropdown-target=toggle]").last.click()
    desk.alice.get_by_role("button", name="Publish").click()
    expect(desk.alice.get_by_text("published").first).to_be_visible()
    desk.alice.goto("/")
    desk.alice.get_by_role("link", name="Salt ferry").first.click()
    for sentence in ("At night: The ferry left. Nobody waved. Bob was on a train.", "Second. Perhaps third."):
        expect(desk.alice.get_by_text(sentence)).to_be_visible()


def the_difference_can_be_read(desk: Desk) -> None:
    desk.alice.goto("/desk/coedit/versions/content.article/1/body/")
    desk.alice.get_by_label("Keep the text as it is, under a name").fill("As published")
    desk.alice.get_by_role("button", name="Keep this version").click()
    expect(desk.alice.locator(".difference ins").filter(has_text="Meanwhile Alice wrote this.")).to_be_visible()


def test_nothing_is_lost_or_doubled_and_readers_see_it(home, visit, faults):
    with running(home) as web, cable(web.port) as bobs:
        origin = f"http://localhost:{web.port}"
        alice, carol = open_article(visit, "alice", origin), open_article(visit, "carol", origin)
        desk = Desk(alice, open_article(visit, "bob", bobs.origin), carol, bobs, web)
        for part in (
            two_in_one_paragraph_and_a_suggestion,
            one_without_a_network,
            killed_in_the_middle_of_a_sentence,
            taken_and_published,
            the_difference_can_be_read,
        ):
            part(desk)
        # What browsers say of servers that are gone was meant; anything else was not.
        meant = ("ERR_", "WebSocket", "Failed to fetch")
        faults[:] = [fault for fault in faults if not any(word in fault for word in meant)]
