"""From an editor to a manager and back, and then to readers."""

import re

import pytest
from playwright.sync_api import expect

from conftest import person
from houtai.core.work.models import Decision
from houtai.modules.content.models import Article

pytestmark = [
    pytest.mark.usefixtures("transactional_db"),
    pytest.mark.once("the rows behind it are tested on both engines"),
]
QUEUE = "/desk/work/queues/content-reviews/"


def press(page, name):
    """A button below the editor that the arrow hides."""
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name=name).click()


def is_told_what_has_changed(manager):
    expect(manager.get_by_text("“Which quay?”")).to_be_visible()
    manager.get_by_role("link", name="What has changed since").click()
    expect(manager.get_by_text("Nothing differs between the two.")).to_be_visible()
    manager.go_back()


def test_an_article_is_submitted_sent_back_submitted_again_and_approved(at_desk, alice):
    writer, manager = at_desk(person("eve", "Editors")), at_desk(alice)
    writer.goto("/desk/snippets/content/article/add/")
    writer.locator("#id_title").fill("A ferry that runs on salt")
    writer.get_by_role("textbox", name="Text").press_sequentially("It left the quay.")
    expect(writer.locator("#id_body")).to_have_value(re.compile("the quay"))
    press(writer, "Submit to Editor's check")
    writer.wait_for_url("**/snippets/content/article/")
    manager.goto(QUEUE)
    expect(manager.get_by_text("It left the quay.")).to_be_visible()
    manager.keyboard.press("r")
    manager.get_by_label("What is to be changed").fill("Which quay?")
    manager.get_by_role("button", name="Ask for changes").click()
    expect(manager.get_by_text("Nothing is waiting").first).to_be_visible()
    article = Article.objects.get()
    writer.goto("/desk/")
    writer.get_by_role("link", name="A ferry that runs on salt").click()
    expect(writer.get_by_text("Which quay?").first).to_be_visible()
    press(writer, "Resubmit to Editor's check")
    writer.wait_for_url("**/snippets/content/article/")
    manager.goto(QUEUE)
    is_told_what_has_changed(manager)
    manager.keyboard.press("a")
    expect(manager.get_by_text("Nothing is waiting").first).to_be_visible()
    article.refresh_from_db()
    writer.goto(article.get_absolute_url())
    expect(writer.get_by_text("It left the quay.")).to_be_visible()
    made = [row.action.partition(".")[2] for row in Decision.objects.order_by("id")]
    assert made == ["submit", "reject", "submit", "publish", "approve"]
