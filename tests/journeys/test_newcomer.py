"""Somebody comes to the desk for the first time."""

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import sign_in

pytestmark = pytest.mark.once("what a browser shows; signing in is tested on every engine")


def test_a_newcomer_chooses_a_language_mistypes_the_password_and_gets_in(page, live_server, alice, faults):
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.get_by_role("button", name="English").click()
    sign_in(page, "alice@example.com", "wrong horse battery")
    expect(page.get_by_text("password you specified are not correct")).to_be_visible()
    sign_in(page, "alice@example.com")
    expect(page.get_by_role("heading", name="Welcome, Alice")).to_be_visible()
    expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()


def test_a_browser_that_speaks_chinese_meets_a_chinese_desk(visit, live_server, alice):
    page = visit(locale="zh-CN")
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    sign_in(page, "alice@example.com")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    page.goto(f"{live_server.url}/desk/work/queues/collect-drafts/")
    expect(page.get_by_role("heading", name="采集稿件")).to_be_visible()
    page.goto(f"{live_server.url}/desk/work/decisions/")
    expect(page.get_by_role("heading", name="决策记录")).to_be_visible()


def test_whoever_guesses_is_asked_to_wait(page, live_server, alice, faults):
    page.goto(f"{live_server.url}/account/login/")
    for guess in range(6):
        sign_in(page, "alice@example.com", f"guess number {guess}")
        page.wait_for_load_state("load")
    expect(page.get_by_text("Too many failed login attempts")).to_be_visible()
    sign_in(page, "alice@example.com")
    expect(page.get_by_text("Too many failed login attempts")).to_be_visible()
