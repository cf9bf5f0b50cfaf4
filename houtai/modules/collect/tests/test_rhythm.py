"""A source that brings much is looked at more often, within the bounds that the operator gives."""

from datetime import timedelta

from django.urls import reverse

from houtai.modules.collect.tests.conftest import NOW


def looks(web, source, *, count, news):
    """The pauses after so many looks, of which each brings something, or none."""
    now, pauses = NOW, []
    for number in range(count):
        web.stories(*(range(number + 2) if news else [0]))
        web.collect(source, now=now)
        source.refresh_from_db()
        pauses.append(round((source.next_at - now) / timedelta(minutes=1)))
        now = source.next_at
    return pauses


def test_what_brings_much_is_looked_at_more_often_down_to_the_bound(web):
    pauses = looks(web, web.source(soonest=30), count=5, news=True)
    assert pauses == [60, 45, 34, 30, 30]


def test_what_brings_nothing_is_looked_at_more_seldom_up_to_the_bound(web):
    pauses = looks(web, web.source(latest=100), count=5, news=False)
    assert pauses == [60, 73, 89, 100, 100]


def test_the_same_number_twice_is_a_fixed_rhythm(web, client, alice):
    source = web.source()
    client.force_login(alice)
    told = {"name": "Fixed", "url": source.url, "soonest": 20, "latest": 20}
    client.post(reverse("collect.edit_source", args=[source.pk]), told)
    source.refresh_from_db()
    assert looks(web, source, count=3, news=False) == [20, 20, 20]


def test_bounds_that_cross_are_refused(web, client, alice):
    source = web.source()
    client.force_login(alice)
    told = {"name": "Crossed", "url": source.url, "soonest": 60, "latest": 20}
    answer = client.post(reverse("collect.edit_source", args=[source.pk]), told)
    assert (answer.status_code, "must not be smaller" in answer.content.decode()) == (422, True)


def test_a_body_that_is_the_same_is_not_read_again(web, monkeypatch):
    web.stories(1)
    source = web.source()
    web.collect(source)
    monkeypatch.setattr("houtai.modules.collect.client.parse", lambda *args, **told: 1 / 0)
    assert web.collect(source, now=NOW + timedelta(hours=1)).status == "unchanged"
