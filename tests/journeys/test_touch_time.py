"""How long a person is at a task, as the browser measures it."""

import time

import pytest
from playwright.sync_api import expect

from houtai.core.work.models import Decision, Touch
from tests.journeys.doing import QUEUE, toast

HIDE = """() => {
    Object.defineProperty(document, "hidden", {value: true, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));
}"""
SHOW = HIDE.replace("value: true", "value: false")


def test_a_decision_takes_more_than_nothing_and_less_than_the_clock_says(desk, drafts):
    began = time.monotonic()
    desk.goto(QUEUE)
    desk.wait_for_selector("form[data-queue-ready]")
    desk.mouse.move(200, 200)
    desk.mouse.wheel(0, 100)
    desk.keyboard.press("s")
    expect(toast(desk)).to_contain_text("Skip")
    elapsed = (time.monotonic() - began) * 1000
    assert 0 < Decision.objects.get().touch_ms <= elapsed


@pytest.mark.once("what a browser counts")
def test_a_hidden_tab_counts_nothing(desk, drafts):
    desk.goto(QUEUE)
    desk.wait_for_selector("form[data-queue-ready]")
    desk.clock.install()
    desk.evaluate(HIDE)
    desk.clock.run_for(45_000)
    desk.evaluate(SHOW)
    desk.keyboard.press("s")
    expect(toast(desk)).to_contain_text("Skip")
    counted = Decision.objects.get().touch_ms + sum(Touch.objects.values_list("ms", flat=True))
    assert counted < 45_000
