"""By hand: an article is written, published and read."""

import re
import time

import pytest
from playwright.sync_api import expect
from wagtail.snippets.views.snippets import CreateView

from houtai.core.work.models import Touch
from houtai.modules.content.models import Article

pytestmark = pytest.mark.usefixtures("transactional_db")


def write(page):
    begin(page)
    fill(page)


def begin(page):
    page.goto("/desk/snippets/content/article/")
    page.get_by_role("link", name="Add article").first.click()
    expect(page.get_by_role("textbox", name="Text")).to_be_visible()


def fill(page):
    page.locator("#id_title").fill("A ferry that runs on salt")
    editor = page.get_by_role("textbox", name="Text")
    editor.click()
    editor.press_sequentially("The night ferry left the quay without a sound.")
    expect(page.locator("#id_body")).to_have_value(re.compile("without a sound"))


def test_an_article_typed_into_the_editor_is_published_and_read(desk, live_server):
    write(desk)
    desk.get_by_role("button", name="Save draft").click()
    desk.wait_for_url("**/article/edit/**")
    assert desk.context.request.get("/feed.xml").text().count("<item>") == 0
    desk.locator("[data-w-dropdown-target=toggle]").last.click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("published").first).to_be_visible()
    article = Article.objects.get()
    assert article.live
    desk.goto("/")
    desk.get_by_role("link", name="A ferry that runs on salt").click()
    expect(desk).to_have_url(re.compile(rf"/a/{article.pk}-a-ferry-that-runs-on-salt/$"))
    expect(desk.get_by_text("left the quay without a sound")).to_be_visible()
    assert "A ferry that runs on salt" in desk.context.request.get("/feed.xml").text()


def test_a_slow_server_makes_one_article_of_a_press_and_of_what_is_saved_in_the_background(desk, traffic, monkeypatch):
    post = CreateView.post

    def slow(*args, **kwargs):
        time.sleep(0.8)
        return post(*args, **kwargs)

    monkeypatch.setattr(CreateView, "post", slow)
    begin(desk)
    # Only then does Wagtail know what the form began with.
    desk.wait_for_timeout(2500)
    with desk.expect_request(lambda asked: asked.method == "POST" and asked.url.endswith("/add/")):
        fill(desk)
    desk.get_by_role("button", name="Save draft").click()
    desk.wait_for_url("**/article/edit/**")
    traffic.rest()
    assert Article.objects.count() == 1


def test_the_time_spent_in_the_editor_is_kept(desk, traffic):
    write(desk)
    desk.get_by_role("button", name="Save draft").click()
    desk.wait_for_url("**/article/edit/**")
    desk.keyboard.press("Tab")
    desk.goto("/desk/work/queues/")
    expect(desk.get_by_role("heading", name="Queues")).to_be_visible()
    traffic.rest()
    kept = list(Touch.objects.filter(task="content.edit").values_list("ms", flat=True))
    assert kept
    assert all(0 < ms < 60_000 for ms in kept)
