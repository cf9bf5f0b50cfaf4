"""Lists and pages of pushes: books that add up, arms, stopping, attention and policy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.work.models import Decision
from houtai.core.workspaces import roles
from houtai.modules.push.models import Delivery, Policy, Push, PushState
from houtai.modules.push.models.arbiter import plan
from houtai.modules.push.tests.conftest import article, planned, readers, refuse, send

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once("what stands on pages; the walks ask for each of them on every engine"),
]
LISTS = ["push.pushes", "push.deliveries", "push.attention", "push.policy"]
ONE = ["push.push", "push.why"]
DAY_LONG = 1440
MOST = 12


@pytest.fixture
def sent(story, bob, policy):
    """To twenty readers: one has refused, one failed, two arms. At whatever hour the test runs."""
    policy.change(quiet_from=0, quiet_to=0)
    everyone = readers(20)
    refuse(everyone[0])
    push = planned(story, by=bob, at=now(), headlines=["Tides", "Harbour"], expires_minutes=DAY_LONG)
    rows = Delivery.objects.filter(push=push).order_by("pk")
    rows.filter(pk=rows.first().pk).settle("failed", at=now(), error="410 Gone")
    rows.filter(state="waiting").settle("delivered", at=now(), reached=True)
    Push.finish([push.pk], at=now())
    push.refresh_from_db()
    return push


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def page(desk, name, *args, **query):
    answer = desk.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_books_of_a_push_add_up_before_everybodys_eyes(desk, sent):
    text = page(desk, "push.push", sent.pk)
    assert "It adds up" in text
    assert "<b>20</b> in the audience" in text
    assert "410 Gone" in text
    assert "Harbour" in text


def test_a_push_that_waits_says_so_and_renews_itself(desk, story, bob):
    push = send(story, by=bob, at=now(), due=(now() + timedelta(hours=2)).isoformat())
    text = page(desk, "push.push", push.pk)
    assert "Waiting for its time" in text
    assert 'data-controller="renew"' in text
    part = desk.get(reverse("push.push", args=[push.pk]), headers={"X-Requested-With": "XMLHttpRequest"})
    assert "<html" not in part.content.decode()


def test_the_list_shows_what_came_of_each_push(desk, sent):
    text = page(desk, "push.pushes")
    assert "Tides" in text
    assert "18" in text
    assert sent.audience_name in text


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"state": "sent"}, True),
        ({"state": "stopped"}, False),
        ({"by": "person"}, True),
        ({"by": "strategy"}, False),
        ({"channel": "webpush"}, True),
        ({"channel": "email"}, False),
        ({"simulated": "true"}, False),
        ({"q": "tide"}, True),
        ({"q": "nothing like it"}, False),
    ],
)
def test_pushes_are_filtered_and_found(desk, sent, query, there):
    assert (reverse("push.push", args=[sent.pk]) in page(desk, "push.pushes", **query)) is there


def test_the_list_is_exported_with_its_figures(desk, sent):
    answer = desk.get(reverse("push.pushes"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert '"Tides"' in text
    assert '"18"' in text


@pytest.mark.parametrize(
    ("query", "count"), [({"state": "failed"}, 1), ({"channel": "email"}, 0), ({"q": "r3"}, 1), ({}, 19)]
)
def test_deliveries_are_filtered_and_found(desk, sent, query, count):
    text = page(desk, "push.deliveries", push=sent.pk, **query)
    assert text.count('data-label="State"') == count


def test_each_reader_can_be_asked_about(desk, sent):
    for asked, said in [("r0", "opted out"), ("r5", "It was delivered"), ("nobody", "There is no reader “nobody”")]:
        assert said in page(desk, "push.why", sent.pk, reader=asked), asked
    number = Delivery.objects.last().reader_id
    assert "It was delivered" in page(desk, "push.why", sent.pk, reader=f"#{number}")


def test_several_pushes_are_stopped_at_once_after_asking(desk, story, bob):
    later = (now() + timedelta(hours=2)).isoformat()
    pushes = [send(story, by=bob, at=now(), due=later, headlines=[title]) for title in ("One", "Two")]
    chosen = {"push": [push.pk for push in pushes]}
    asked = desk.get(reverse("push.stop"), chosen).content.decode()
    assert "Stop these 2 pushes?" in asked
    desk.post(reverse("push.stop"), {**chosen, "because": "Wrong day"})
    assert set(Push.objects.values_list("state", flat=True)) == {PushState.STOPPED}
    assert len(set(Decision.objects.filter(action="push.stop").values_list("batch", flat=True))) == 1


def test_what_is_over_cannot_be_stopped(desk, sent):
    assert desk.get(reverse("push.stop"), {"push": sent.pk}).status_code == 404


def test_attention_says_who_took_the_slots_and_who_has_none_left(desk, sent, story, bob, policy):
    policy.change(cap=1)
    text = page(desk, "push.attention", day=f"{Delivery.objects.first().day:%Y-%m-%d}")
    assert str(bob) in text
    assert "can take no more" in text


def test_a_manager_looks_at_a_policy_before_keeping_it_and_it_is_a_decision(client, alice, sent):
    client.force_login(alice)
    values = {name: getattr(Policy.current(), name) for name in FIELDS} | {"cap": 0}
    looked = client.post(reverse("push.policy"), {**values, "step": "look"}).content.decode()
    assert "18 of the 19" in looked
    assert Policy.current().cap == 5
    client.post(reverse("push.policy"), {**values, "step": "keep"})
    decision = Decision.objects.get(action="push.policy")
    assert (Policy.current().cap, decision.effect) == (0, {"cap": 5})
    decision.undo(by=alice)
    assert Policy.current().cap == 5


FIELDS = ("cap", "webpush_cap", "email_cap", "webhook_cap", "quiet_from", "quiet_to", "holdout", "second_from")


@pytest.mark.parametrize("wrong", [{"cap": -1}, {"quiet_from": 24}, {"holdout": 51}, {"email_cap": "many"}])
def test_a_wrong_policy_is_refused_and_kept_on_the_page(client, alice, policy, wrong):
    client.force_login(alice)
    values = {name: getattr(policy, name) for name in FIELDS} | {"webhook_cap": 77} | wrong
    answer = client.post(reverse("push.policy"), {**values, "step": "keep"})
    assert answer.status_code == 422
    assert 'value="77"' in answer.content.decode()
    assert Policy.current().webhook_cap == 5


def test_an_operator_reads_the_policy_and_changes_nothing(desk, policy):
    assert "disabled" in page(desk, "push.policy")
    assert desk.post(reverse("push.policy"), {"cap": 9, "step": "keep"}).status_code == 404


def test_a_viewer_sees_and_neither_sends_nor_stops(client, charlie, sent):
    roles.assign(charlie, "Viewers")
    client.force_login(charlie)
    for name in LISTS:
        assert client.get(reverse(name)).status_code == 200, name
    assert "Stop" not in page(client, "push.push", sent.pk).replace("Stopped", "")
    assert client.get(reverse("push.console")).status_code == 404
    assert client.post(reverse("push.stop"), {"push": sent.pk}).status_code == 404


def test_a_stranger_finds_no_door(client, charlie, sent):
    roles.assign(charlie, "Editors")
    client.force_login(charlie)
    doors = [*map(reverse, [*LISTS, "push.console", "push.stop"]), *(reverse(name, args=[sent.pk]) for name in ONE)]
    for door in doors:
        assert client.get(door).status_code == 404, door
        assert client.post(door, {"push": sent.pk}).status_code in (404, 405), door


def test_pages_ask_at_most_twelve_times_and_no_more_with_more_rows(client, alice, bob, sent, remembered):
    client.force_login(alice)
    doors = [*map(reverse, [*LISTS, "push.console"]), *(reverse(name, args=[sent.pk]) for name in ONE)]
    few = {door: asked(client, door) for door in doors}
    readers(10)
    for number in range(6):
        planned(article(f"Story {number}"), by=bob, at=now(), headlines=[f"Story {number}"], expires_minutes=DAY_LONG)
    plan(now=now())
    for door in doors:
        many = asked(client, door)
        assert len(many) <= min(len(few[door]), MOST), (door, many)


def asked(client, door):
    client.get(door)
    with CaptureQueriesContext(connections["default"]) as ours, CaptureQueriesContext(connections["control"]) as theirs:
        assert client.get(door).status_code == 200
    return [query["sql"][:300] for query in [*theirs.captured_queries, *ours.captured_queries]]
