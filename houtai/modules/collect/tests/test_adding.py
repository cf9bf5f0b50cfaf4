from datetime import timedelta

import pytest
from django.urls import reverse

from houtai.core.workspaces.models import Outbox
from houtai.modules.collect.models import Source
from houtai.modules.collect.tests.conftest import NOW, page, story

TASK = "houtai.modules.collect.tasks.collect_source"


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def add(desk, url, **values):
    bounds = {"soonest": 15, "latest": 1440}
    return desk.post(reverse("collect.add_source"), {"name": "Sample", "url": url, **bounds, **values})


def test_a_new_source_is_looked_at_in_the_background_and_its_page_waits_for_that(desk):
    answer = add(desk, "https://sample.example/feed")
    source = Source.objects.get()
    assert answer.url == reverse("collect.source", args=[source.pk])
    assert [row.args for row in Outbox.objects.filter(task=TASK)] == [[source.pk]]
    shown = desk.get(answer.url)
    assert shown["Refresh"] == "3"
    assert "Looking at the source now" in shown.content.decode()


@pytest.mark.parametrize("url", ["ftp://sample.example/feed", "javascript:alert(1)", "not an address", ""])
def test_a_wrong_address_is_refused_with_a_message_and_the_form_keeps_what_was_typed(desk, url):
    answer = add(desk, url, tags="Robots")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="Robots"' in text
    assert "errorlist" in text
    assert not Source.objects.exists()


def test_the_same_feed_is_not_added_twice_under_another_spelling(desk):
    add(desk, "https://sample.example/feed")
    answer = add(desk, "http://sample.example/feed/?utm_source=x")
    assert "already a source" in answer.content.decode()
    assert Source.objects.count() == 1


def test_the_feed_that_a_page_names_is_taken_with_one_button(web, desk):
    head = '<link rel="alternate" type="application/rss+xml" href="/real">'
    web.pages["/feed"] = page("A site", story(1)).replace("<head>", f"<head>{head}")
    source = web.source()
    web.collect(source)
    shown = desk.get(reverse("collect.source", args=[source.pk])).content.decode()
    assert "Use this one" in shown
    move = reverse("work.act", args=["collect.move", source.pk])
    desk.post(move, {"url": web.place.url("/real"), "seen": source.subject.version})
    source.refresh_from_db()
    assert (source.url, source.offers) == (web.place.url("/real"), [])


def test_changing_the_name_does_not_look_again_and_changing_the_address_does(desk):
    add(desk, "https://sample.example/feed")
    source = Source.objects.get()
    edit = reverse("collect.edit_source", args=[source.pk])
    desk.post(edit, {"name": "Other", "url": source.url, "soonest": 15, "latest": 1440})
    assert Outbox.objects.filter(task=TASK).count() == 1
    desk.post(edit, {"name": "Other", "url": "https://sample.example/new", "soonest": 15, "latest": 1440})
    assert Outbox.objects.filter(task=TASK).count() == 2


def test_each_due_source_is_handed_to_a_worker_once(db):
    for number, minutes in enumerate([-5, 0, 5]):
        url, turn = f"https://sample.example/{number}", NOW + timedelta(minutes=minutes)
        Source.objects.create(name=f"Sample {number}", url=url, next_at=turn)
    Source.objects.create(name="Paused", url="https://sample.example/p", next_at=NOW, state="paused")
    Source.objects.look_at_due(now=NOW)
    Source.objects.look_at_due(now=NOW)
    (row,) = Outbox.objects.filter(task="houtai.modules.collect.tasks.collect_round")
    assert len(row.args[0]) == 2
