"""Links of public articles are asked about once a week, and what broke is shown to those who work on the article."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from houtai.core.text.models import Refiling
from houtai.core.work.actors import Actor
from houtai.core.workspaces.tests.loopback import reply, serving
from houtai.modules.content.models import Article, AskedLink, PublicLink
from houtai.modules.content.models.asking_again import ask_again, next_turn, note_older
from houtai.modules.content.models.public_link import broken_in
from houtai.modules.content.tests.conftest import act, other_desk, written

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
DOWN: set[str] = set()


def public(by, body, **fields):
    article = written(title="Tides", body=body, **fields)
    act("publish", article, by)
    article.refresh_from_db()
    return article


@pytest.fixture
def place(db, settings):
    with serving(lambda handler: reply(handler, status=404 if handler.path in DOWN else 200)) as found:
        settings.COLLECT_ADMIT = found.admit
        yield found
    DOWN.clear()


def turn(at):
    ask_again(at=at, sleep=lambda _seconds: None)


def test_the_clock_asks_each_about_once_a_week_and_knows_since_when_it_is_broken(place, alice):
    article = public(alice, f'<p><a href="{place.url("/one")}">One</a> <a href="{place.url("/two")}#x">two</a></p>')
    PublicLink.objects.note(article, at=AT)
    turn(AT)
    turn(AT + 6 * DAY)
    assert len(place.seen) == 2
    assert next_turn(now=AT) == AT + 7 * DAY
    DOWN.add("/one")
    turn(AT + 7 * DAY)
    turn(AT + 14 * DAY)
    (broken,) = broken_in(Article.objects.all())
    assert (broken.url, broken.since, broken.article) == (place.url("/one"), AT + 7 * DAY, article.pk)
    DOWN.clear()
    turn(AT + 21 * DAY)
    assert not broken_in(Article.objects.all())
    act("unpublish", article, alice)
    asked = len(place.seen)
    turn(AT + 28 * DAY)
    assert (len(place.seen), next_turn(now=AT)) == (asked, None)


def test_silence_is_asked_less_and_less():
    link = AskedLink(due=AT)
    waits = []
    for _turn in range(5):
        link.hear("unknown", 0, at=AT)
        waits.append((link.due - AT) // (7 * DAY))
    assert waits == [1, 2, 4, 8, 8]


def test_what_was_public_before_is_noted_by_and_by_but_nothing_of_a_played_day(db, alice, monkeypatch):
    monkeypatch.setattr("houtai.modules.content.models.asking_again.NOTED", 1)
    body = '<p><a href="https://x.example/">this</a></p>'
    first, last = public(alice, body), public(alice, body)
    played = public(Actor(kind="person", user=alice, simulated=True), body)
    Refiling.objects.create(name="content.publiclink", below=played.pk + 1)
    for _turn in range(4):
        note_older(at=AT)
    assert not Refiling.of(PublicLink).exists()
    assert set(PublicLink.objects.values_list("article", flat=True)) == {first.pk, last.pk}


def test_those_who_can_mend_it_are_shown_it_and_nobody_else(db, alice, bob, client):
    body = '<p><a href="https://x.example/report">this</a></p>'
    mine = public(alice, body)
    hidden = other_desk()
    Article.objects.filter(pk=hidden.pk).update(live=True, body=body.replace("report", "secret"))
    for row in (mine, Article.objects.get(pk=hidden.pk)):
        PublicLink.objects.note(row, at=AT)
    for link in AskedLink.objects.all():
        AskedLink.objects.remember(link.url, "gone", 404, at=AT)
    listed = reverse("wagtailsnippets_content_article:list") + "?links=broken"
    client.force_login(bob)
    home, found = (client.get(page).content.decode() for page in (reverse("wagtailadmin_home"), listed))
    assert "https://x.example/report" in home
    assert "March" in home
    assert "x.example/secret" not in home
    assert "Tides" in found
    assert "Quarterly secrets" not in found
    client.force_login(alice)
    assert "x.example/secret" in client.get(reverse("wagtailadmin_home")).content.decode()
