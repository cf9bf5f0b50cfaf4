"""The list of all that waits: page by page, narrowed and sorted, without losing what was ticked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from lxml.html import fromstring

from conftest import person
from houtai.core.work.models import Claim, Decision
from houtai.core.work.tests.conftest import NOW, QUEUE, waiting
from houtai.core.work.tests.test_queue_page import form_of
from houtai.core.work.views import queue as view


@pytest.fixture(autouse=True)
def short(monkeypatch: Any) -> None:
    monkeypatch.setattr(view, "LISTED", 2)


def listed(page: Any) -> list[str]:
    entries = fromstring(page.content.decode()).xpath("//li[@data-queue-entry]")
    return [("+" if one.xpath("input[@checked]") else "") + one.text_content().strip() for one in entries]


def turn(desk: Any, page: Any, name: str, *picked: Any, address: str = QUEUE) -> Any:
    """Press one of the buttons below the list, with these items ticked."""
    (value,) = fromstring(page.content.decode()).xpath(f"//button[@name='list'][normalize-space()='{name}']/@value")
    pairs = [f"{draft.pk}:{draft.subject.version}" for draft in picked]
    return desk.post(address, {**form_of(page), "list": value, "subjects": pairs})


def test_pages_keep_what_was_ticked_and_the_item_in_hand(desk):
    first, second, third, *_rest = waiting(5)
    page = desk.get(QUEUE)
    assert listed(page) == ["Draft 1", "Draft 2"]
    page = turn(desk, page, "Next", second)
    assert listed(page) == ["+Draft 2", "Draft 3", "Draft 4"]
    assert form_of(page)["subject"] == str(first.pk)
    page = turn(desk, page, "Next", second, third)
    assert listed(page) == ["+Draft 2", "+Draft 3", "Draft 5"]
    assert listed(turn(desk, page, "Previous", second)) == ["+Draft 2", "Draft 3", "Draft 4"]
    assert not Decision.objects.exists()


def test_a_tick_holds_for_the_version_that_was_seen(desk):
    first, *_rest = waiting(3)
    page = turn(desk, desk.get(QUEUE), "Next", first)
    first.save()
    pairs = fromstring(page.content.decode()).xpath("//input[@name='subjects'][@checked]/@value")
    told = desk.post(QUEUE, {**form_of(page), "action": "collect.skip", "subjects": pairs}, follow=True)
    assert "has changed since you saw it" in told.content.decode()


def test_all_that_match_are_ticked_and_shown_before_they_are_decided(desk, monkeypatch):
    waiting(3, title="Copper")
    waiting(1)
    monkeypatch.setattr(view, "MOST", 2)
    address = f"{QUEUE}?q=copper"
    page = turn(desk, desk.get(address), "Tick all of them", address=address)
    assert listed(page) == ["+Copper 1", "+Copper 2"]
    assert "more than 2" in page.content.decode()
    pairs = fromstring(page.content.decode()).xpath("//input[@name='subjects'][@checked]/@value")
    told = desk.post(address, {**form_of(page), "action": "collect.skip", "subjects": pairs}, follow=True)
    assert told.redirect_chain[-1][0] == address
    assert listed(told) == ["Copper 3"]


def test_the_queues_own_filters_and_orders_hold_for_the_list_and_for_what_comes_next(desk):
    old, _short, long = (waiting(1, title=title, words=words)[0] for title, words in (("Old", 9), ("B", 1), ("C", 50)))
    other = apps.get_model("collect.Source").objects.create(name="Wire", url="https://wire.example/", next_at=NOW)
    type(old).objects.filter(pk=old.pk).update(source=other, language="de", collected_at=NOW - timedelta(days=9000))
    page = desk.get(QUEUE, {"source": other.pk, "language": "de"})
    assert listed(page) == ["Old 1"]
    (asked,) = fromstring(page.content.decode()).xpath("//form[@role='search' and contains(@class, 'h-search')]")
    said = {"source": str(other.pk), "language": "de", "waits": "", "order": "", "q": ""}
    assert dict(asked.form_values()) == said
    assert fromstring(page.content.decode()).xpath("//details[@class='h-queue-list'][@open]")
    assert listed(desk.get(QUEUE, {"waits": "720", "order": "-words"})) == ["C 3", "Old 1"]
    assert form_of(desk.get(QUEUE, {"order": "-words"}))["subject"] == str(long.pk)
    Claim.objects.all().delete()
    ahead = desk.get(QUEUE, {"order": "-words", "after": long.pk}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert 'data-title="Old 1"' in ahead.content.decode()


@pytest.mark.parametrize("odd", [{"order": "source__url"}, {"source": "x"}, {"waits": "-1"}, {"language": "'"}])
def test_odd_filters_show_everything(desk, odd):
    waiting(1)
    assert listed(desk.get(QUEUE, odd)) == ["Draft 1"]


def test_who_does_not_work_on_the_queue_turns_no_pages(client, draft):
    client.force_login(person("viewer", "Viewers"))
    assert client.post(QUEUE, {"list": "all", "subjects": f"{draft.pk}:1"}).status_code == 404
