"""The console: choose, look, test, confirm, send; whatever is wrong is said, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now

from houtai.core.work.models import Decision
from houtai.modules.push.models import Push
from houtai.modules.push.tests.conftest import article, readers, refuse

pytestmark = pytest.mark.django_db
CONSOLE = "push.console"


@pytest.fixture
def told(story, everybody):
    readers(6)
    return {
        "subject": story.subject.pk,
        "audience": everybody.pk,
        "headline_1": "Tides for all",
        "headline_2": "Know your tide",
        "body": "From today on.",
        "channel_1": "webpush",
        "priority": "5",
        "when": "now",
        "expires_minutes": "1440",
        "once": "a1",
    }


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def post(desk, told, step, **more):
    return desk.post(reverse(CONSOLE), {**told, "step": step, **more})


def test_the_article_of_the_link_is_chosen_and_its_title_the_headline(desk, story):
    page = desk.get(reverse(CONSOLE), {"subject": story.subject.pk}).content.decode()
    assert f'value="{story.subject.pk}" data-title="{story.title}"' in page
    assert page.count("checked") >= 1
    assert f'name="headline_1" value="{story.title}"' in page


def test_looking_counts_who_can_be_reached_and_says_why_others_cannot(desk, told):
    one, *_ = readers(2)
    refuse(one)
    page = post(desk, told, "look").content.decode()
    assert "<b>8</b> belong" in page
    assert "<b>7</b> can be reached" in page
    assert "Opted out" in page
    assert not Push.objects.exists()


def test_looking_complains_of_nothing(desk, told):
    answer = post(desk, {**told, "subject": "", "when": "at", "at": ""}, "look")
    assert answer.status_code == 200
    assert "errorlist" not in answer.content.decode()


def test_the_island_is_given_only_what_changes(desk, told):
    answer = desk.post(reverse(CONSOLE), {**told, "step": "look"}, headers={"X-Requested-With": "XMLHttpRequest"})
    text = answer.content.decode()
    assert 'data-console-part="reach"' in text
    assert "<html" not in text


def test_asking_repeats_audience_and_count_and_sends_nothing(desk, told):
    page = post(desk, told, "ask").content.decode()
    assert "<b>All</b>" in page
    assert "<b>6</b> belong" in page
    assert not Push.objects.exists()


def test_sending_makes_one_push_however_often_it_is_pressed(desk, told, bob):
    first, again = post(desk, told, "send"), post(desk, told, "send")
    push = Push.objects.get()
    assert first["Location"] == again["Location"] == reverse("push.push", args=[push.pk])
    assert push.headlines == ["Tides for all", "Know your tide"]
    assert (push.by, push.channels, push.audience_name) == (str(bob), ["webpush"], "All")
    assert Decision.objects.get(pk=push.decision).user == bob


def test_a_push_can_be_scheduled_in_the_persons_own_time(desk, told):
    at = localtime(now()).replace(second=0, microsecond=0) + timedelta(hours=3)
    post(desk, told, "send", when="at", at=f"{at:%Y-%m-%dT%H:%M}")
    assert Push.objects.get().due == at


WRONG = [
    ({"subject": ""}, "Choose an article."),
    ({"audience": ""}, "Choose an audience."),
    ({"headline_2": "Tides for all"}, "Two variants say the same"),
    ({"channel_1": ""}, "Choose at least one channel."),
    ({"channel_2": "webpush"}, "Each channel can stand in the order once."),
    ({"when": "at", "at": "2020-01-01T10:00"}, "This time has passed."),
    ({"when": "at", "at": ""}, "Say when it is to be sent."),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk, told, wrong, said):
    answer = post(desk, told, "ask", **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "From today on." in page
    assert "Know your tide" in page or "headline_2" in wrong


def test_an_article_withdrawn_meanwhile_is_not_sent(desk, told, story, alice):
    story.act("unpublish", alice)
    answer = post(desk, told, "send")
    assert answer.status_code == 422
    assert not Push.objects.exists()


def test_a_search_finds_published_articles_by_their_words(desk, told):
    article("Harbour lights go out")
    page = post(desk, told, "look", q="harbour lights").content.decode()
    assert "Harbour lights go out" in page


def test_a_test_goes_to_oneself_and_keeps_what_was_written(desk, told):
    answer = post(desk, told, "test", channel_1="email")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "to you, and to nobody else" in page
    assert "Know your tide" in page
    assert not Push.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_send_finds_no_console(client, charlie, told, method):
    client.force_login(charlie)
    assert getattr(client, method)(reverse(CONSOLE), {**told, "step": "send"}).status_code in (302, 403, 404)
    assert not Push.objects.exists()
