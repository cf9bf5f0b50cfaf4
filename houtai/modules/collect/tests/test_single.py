"""One page by its address becomes one draft, once."""

import pytest
from django.urls import reverse

from houtai.core.workspaces.models import Outbox
from houtai.modules.collect.models import Books, Draft, Source
from houtai.modules.collect.tests.conftest import NOW, page, story


def collect(web, path):
    source = Source.objects.for_single_pages()
    how = {"admit": web.place.admit, "closed": True, "sleep": lambda seconds: None}
    return source.collect_page(web.place.url(path), now=NOW, **how)


def test_a_page_is_collected_once(web):
    web.pages["/1"] = page("Story 1", story(1))
    assert (collect(web, "/1").status, Draft.objects.get().title) == ("done", "Story 1")
    again = collect(web, "/1?utm_source=mail")
    assert (again.status, again.reason, Draft.objects.count()) == ("unchanged", "known", 1)
    assert Books.differences() == []


def test_a_page_that_cannot_be_read_says_why_and_may_be_asked_for_again(web):
    assert (collect(web, "/1").status, collect(web, "/1").reason) == ("failed", "not_found")
    web.pages["/1"] = page("Story 1", story(1))
    assert collect(web, "/1").drafted == 1


def test_a_page_that_a_feed_brought_already_is_a_duplicate(web):
    web.stories(1)
    web.collect(web.source())
    assert collect(web, "/1").duplicates == 1


def test_the_desk_hands_the_page_to_a_worker(client, alice):
    client.force_login(alice)
    answer = client.post(reverse("collect.add_page"), {"url": "https://n.example/1"})
    source = Source.objects.get()
    assert answer.url == reverse("collect.source", args=[source.pk])
    assert [row.args for row in Outbox.objects.filter(task__endswith="collect_page")] == [
        [source.pk, "https://n.example/1"]
    ]
    assert client.get(answer.url).status_code == 200


def test_nobody_looks_at_the_source_of_single_pages(web, client, alice):
    source = Source.objects.for_single_pages()
    client.force_login(alice)
    shown = client.get(reverse("collect.source", args=[source.pk])).content.decode()
    assert "Look now" not in shown
    assert client.get(reverse("collect.edit_source", args=[source.pk])).status_code == 404
    Source.objects.look_at_due(now=NOW)
    assert not Outbox.objects.exists()


@pytest.mark.parametrize("url", ["ftp://x.example", "javascript:alert(1)", ""])
def test_a_wrong_address_is_refused_with_a_message(client, alice, url):
    client.force_login(alice)
    answer = client.post(reverse("collect.add_page"), {"url": url})
    assert (answer.status_code, Source.objects.count()) == (422, 0)


def test_an_operator_may_not_ask_for_pages(client, bob):
    client.force_login(bob)
    assert client.get(reverse("collect.add_page")).status_code == 404
