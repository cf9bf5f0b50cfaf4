"""The pages of keys and webhooks."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.work.models import Decision
from houtai.modules.developers.models import Delivery, Key, Webhook
from houtai.modules.developers.models.telling import trial
from tests.api.asking import Program


def desk(user):
    client = Client()
    client.force_login(user)
    return client


KEY = {"name": "App", "may": "write", "days": "90"}
HOOK = {"name": "Site", "url": "https://site.example.com/hook", "events": ["published"]}


def test_a_key_is_shown_once_and_works(editor, db):
    answer = desk(editor).post(reverse("developers.add_key"), KEY)
    token = re.findall(r"houtai_[\w-]+", answer.content.decode())[0]
    assert "no-store" in answer.headers["Cache-Control"]
    assert Program(token).post("articles", {"title": "By a program"}).status_code == 201
    key = Key.objects.get()
    assert (key.user, key.writes, key.expires is None) == (editor, True, False)
    assert token not in desk(editor).get(reverse("developers.keys")).content.decode()
    assert "App" in desk(editor).get(reverse("developers.keys")).content.decode()


def test_it_is_revoked_by_its_own_page(editor, db):
    desk(editor).post(reverse("developers.add_key"), KEY)
    key = Key.objects.get()
    act = reverse("work.act", args=["developers.revoke_key", key.pk])
    assert desk(editor).get(act).status_code == 200
    assert desk(editor).post(act, {"seen": key.subject.version, "because": "Lost"}).status_code == 302
    assert Key.objects.get().state == "revoked"
    assert Decision.objects.first().because == "Lost"


def test_who_has_no_right_to_keys_gets_none_and_sees_none_of_others(alice, editor, charlie):
    desk(alice).post(reverse("developers.add_key"), {**KEY, "name": "Of Alice"})
    assert "Of Alice" not in desk(editor).get(reverse("developers.keys")).content.decode()
    act = reverse("work.act", args=["developers.revoke_key", Key.objects.get().pk])
    assert desk(editor).get(act).status_code == 404
    for name in ("developers.keys", "developers.add_key", "developers.webhooks", "developers.add_webhook"):
        assert desk(charlie).get(reverse(name)).status_code == 302
    assert desk(editor).get(reverse("developers.webhooks")).status_code == 302


def test_a_webhook_is_made_tried_and_paused(alice, db):
    answer = desk(alice).post(reverse("developers.add_webhook"), HOOK)
    webhook = Webhook.objects.get()
    assert webhook.secret in answer.content.decode()
    place = reverse("developers.webhook", args=[webhook.pk])
    assert webhook.secret not in desk(alice).get(place).content.decode()
    desk(alice).post(place, {})
    assert Delivery.objects.get().type == "test"
    Delivery.objects.update(state="failed", due=None)
    desk(alice).post(place, {"delivery": Delivery.objects.get().pk})
    assert Delivery.objects.get().state == "waiting"
    act = reverse("work.act", args=["developers.pause_webhook", webhook.pk])
    desk(alice).post(act, {"seen": webhook.subject.version})
    assert Webhook.objects.get().state == "off"


@pytest.mark.once("what a form refuses reaches no table")
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"url": "http://site.example.com/"}, "only public https"),
        ({"url": "https://127.0.0.1/"}, "only public https"),
        ({"url": "https://user:word@site.example.com/"}, "only public https"),
        ({"events": []}, "Choose what it is to be told."),
        ({"name": ""}, "required"),
    ],
)
def test_what_cannot_be_a_webhook_is_said_and_nothing_is_lost(alice, fields, said):
    answer = desk(alice).post(reverse("developers.add_webhook"), {**HOOK, **fields})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Site" in page or "name" in fields
    assert not Webhook.objects.exists()


def test_the_pages_ask_little(alice, remembered, django_assert_max_num_queries):
    client = desk(alice)
    for _each in range(3):
        client.post(reverse("developers.add_key"), KEY)
        client.post(reverse("developers.add_webhook"), HOOK)
    webhook = Webhook.objects.first()
    for _each in range(5):
        trial(webhook, at=now())
    for place in (
        reverse("developers.keys"),
        reverse("developers.webhooks"),
        reverse("developers.webhook", args=[webhook.pk]),
    ):
        client.get(place)
        with django_assert_max_num_queries(12):
            assert client.get(place).status_code == 200


def test_what_was_sent_is_shown_to_whoever_answers_for_it_alone(alice, owner, db):
    desk(alice).post(reverse("developers.add_webhook"), HOOK)
    webhook = Webhook.objects.get()
    trial(webhook, at=now())
    place = reverse("developers.webhook", args=[webhook.pk])
    assert "webhook-id" in desk(alice).get(place).content.decode()
    assert "webhook-id" not in desk(owner).get(place).content.decode()
