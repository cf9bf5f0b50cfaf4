from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import now

from houtai.core.work.models import Decision
from houtai.core.workspaces import membership
from houtai.core.workspaces.worker import Worker
from houtai.modules.developers.actions import (
    DeleteWebhook,
    MakeWebhook,
    PauseWebhook,
    ResumeWebhook,
    SendAgain,
    SendTest,
)
from houtai.modules.developers.models import Delivery, Webhook
from houtai.modules.developers.models.foreseen import next_delivery
from houtai.modules.developers.models.sending import WAITS, send_due
from houtai.modules.developers.models.telling import follow
from houtai.modules.push.sample import Sinks


@pytest.fixture
def sinks(settings):
    with Sinks() as running:
        settings.PUSH_ADMIT = running.admit
        yield running


@pytest.fixture
def webhook(sinks, alice):
    return made(sinks, alice)


def made(sinks, user, *, events=("published", "updated", "withdrawn"), decisions=()):
    """One whose receiver knows its secret."""
    row = Webhook(name="Site", url=sinks.hook("site")["url"], events=list(events), decisions=list(decisions))
    MakeWebhook().make(row, by=user)
    row.secret = sinks.hooks.secret("site")
    row.save()
    return row


def work():
    follow(now=now())
    return send_due(clock=now)


def kinds():
    return list(Delivery.objects.order_by("pk").values_list("type", "state"))


def later(minutes):
    """What waits was tried so long ago."""
    for row in Delivery.objects.exclude(due=None):
        Delivery.objects.filter(pk=row.pk).update(due=row.due - timedelta(minutes=minutes))


def test_what_readers_see_is_told_signed_and_once(webhook, sinks, alice, draft):
    draft.act("publish", alice)
    draft.title = "Tide tables go paper again"
    draft.save_revision()
    draft.act("publish", alice)
    draft.act("unpublish", alice)
    work()
    work()
    assert [kind for kind, _state in kinds()] == ["article.published", "article.updated", "article.withdrawn"]
    assert sinks.problems == []
    assert [(one.channel, one.address) for one in sinks.received] == [("webhook", "site")]
    told = [json.loads(row.body) for row in Delivery.objects.order_by("pk")]
    assert [one["type"] for one in told] == ["article.published", "article.updated", "article.withdrawn"]
    subject = told[2]["data"]["subject"]
    decision = Decision.objects.get(pk=told[2]["data"]["decision"])
    assert (decision.action, subject["version"]) == ("content.unpublish", decision.version)
    assert (subject["kind"], subject["key"], subject["state"]) == ("content.article", str(draft.pk), "withdrawn")
    assert subject["url"].startswith("http")


def test_what_a_draft_goes_through_is_told_nobody(webhook, alice, draft):
    draft.act("delete", alice)
    work()
    assert kinds() == []


def test_further_decisions_by_name_within_the_sight_of_whoever_answers(sinks, alice, bob, draft, secret):
    rows = [made(sinks, alice, events=[], decisions=["content.publish"]) for _each in (alice, bob)]
    Webhook.objects.filter(pk=rows[1].pk).update(user=bob)
    for article in (draft, secret):
        article.act("publish", alice)
    work()
    told = [row.webhook_id for row in Delivery.objects.filter(type="content.publish")]
    assert sorted(told) == sorted([rows[0].pk, rows[0].pk, rows[1].pk])
    assert "quay" not in Delivery.objects.get(webhook=rows[1]).body


def test_the_address_is_told_soon_without_waiting_for_the_next_minute(webhook, sinks, alice, draft):
    draft.act("publish", alice)
    Worker().drain()
    assert kinds() == [("article.published", "delivered")]
    assert next_delivery(now=now()) is None


def test_a_failing_one_is_asked_again_after_growing_waits_and_then_paused(webhook, sinks, alice, draft):
    sinks.behave("site", "broken")
    draft.act("publish", alice)
    for wait in WAITS:
        assert work() == 1
        assert work() == 0
        row = Delivery.objects.get()
        assert (row.state, row.status) == ("waiting", 500)
        assert timedelta(minutes=wait - 1) < row.due - now() <= timedelta(minutes=wait)
        later(wait)
    work()
    webhook.refresh_from_db()
    assert (webhook.state, kinds()) == ("failing", [("article.published", "failed")])
    paused = Decision.objects.first()
    assert (paused.action, paused.actor) == ("developers.pause_webhook", "system")
    Worker().drain()
    assert mail.outbox[0].to == [alice.email]
    assert webhook.url in mail.outbox[0].body


def test_one_that_is_gone_is_paused_at_once_and_goes_on_when_turned_on(webhook, sinks, alice, draft):
    sinks.behave("site", "gone")
    draft.act("publish", alice)
    work()
    webhook.refresh_from_db()
    assert webhook.state == "failing"
    draft.act("unpublish", alice)
    sinks.behave("site", "")
    ResumeWebhook().run(webhook, by=alice)
    SendAgain().run(webhook, by=alice, delivery=Delivery.objects.get().pk)
    work()
    assert kinds() == [("article.published", "delivered")]


def test_a_worker_that_was_killed_with_one_in_hand_leaves_it_to_another(webhook, sinks, alice, draft):
    from houtai.modules.developers.models.sending import take

    draft.act("publish", alice)
    follow(now=now())
    assert len(take(now=now())) == 1
    assert work() == 0
    later(5)
    assert work() == 1
    assert kinds() == [("article.published", "delivered")]
    assert sinks.repeats == 0


def test_while_it_is_off_nothing_is_told_and_nothing_afterwards(webhook, sinks, alice, draft):
    PauseWebhook().run(webhook, by=alice)
    draft.act("publish", alice)
    work()
    ResumeWebhook().run(webhook, by=alice)
    work()
    assert kinds() == []
    SendTest().run(webhook, by=alice)
    Worker().drain()
    assert kinds() == [("test", "delivered")]
    DeleteWebhook().run(webhook, by=alice)
    assert not Delivery.objects.exists()


def test_when_nobody_answers_for_it_any_more_it_is_turned_off(webhook, alice, owner, draft):
    draft.act("publish", alice)
    membership.remove(alice, by=owner)
    work()
    webhook.refresh_from_db()
    assert (webhook.state, kinds()) == ("off", [])


def test_nothing_is_sent_into_our_own_network(webhook, sinks, settings, alice, draft):
    settings.PUSH_ADMIT = []
    draft.act("publish", alice)
    work()
    assert sinks.received == []
    assert "only https" in Delivery.objects.get().answer
    assert json.loads(Delivery.objects.get().body)["type"] == "article.published"
