"""Corrections, the headline that stands, and taking decisions back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from houtai.core.work.models import Decision
from houtai.modules.content.models.headline import Headline
from tests.api.asking import Program, key_of
from tests.api.conftest import written


@pytest.fixture
def two(published):
    """With a further headline."""
    Headline.objects.create(article=published, text="Mind the tide")
    return published


def test_a_correction_is_added_and_withdrawn(of_alice, stranger, published):
    path = f"articles/{published.pk}"
    made = of_alice.post(f"{path}/corrections", {"text": "It was noon.", "because": "A letter"}, idempotency_key="a")
    again = of_alice.post(f"{path}/corrections", {"text": "It was noon."}, idempotency_key="a")
    assert (made.status_code, made.said) == (200, again.said)
    (told,) = stranger.get(path).said["corrections"]
    assert told["text"] == "It was noon."
    assert of_alice.post(f"{path}/corrections/{told['id']}/withdraw", {}).status_code == 200
    assert stranger.get(path).said["corrections"] == []
    assert of_alice.post(f"{path}/corrections/{told['id']}/withdraw", {}).status_code == 409
    assert of_alice.post(f"{path}/corrections", {"text": ""}).status_code == 422


def test_a_headline_is_settled_and_taken_back(of_alice, stranger, two):
    path = f"articles/{two.pk}"
    settled = of_alice.post(f"{path}/headline", {"headline": "Mind the tide"})
    assert stranger.get(path).said["headline"] == "Mind the tide"
    assert of_alice.post(f"{path}/headline", {"headline": "Nobody wrote this"}).status_code == 409
    undo = f"decisions/{settled.said['decision']}/undo"
    back, again = (of_alice.post(undo, {"because": "Too loud"}, idempotency_key="u") for _ in range(2))
    assert (back.status_code, back.said) == (200, again.said)
    assert stranger.get(path).said["headline"] == ""
    assert of_alice.post(undo, {}).status_code == 409


def test_nobody_else_does_any_of_it(of_alice, stranger, alice, bob, of_editor, two, secret):
    path = f"articles/{two.pk}"
    made = of_alice.post(f"{path}/corrections", {"text": "It was noon."}).said["decision"]
    hidden = secret.act("assign", alice, to=alice.pk).pk
    doors = [
        (f"{path}/corrections", {"text": "Mine"}),
        (f"{path}/corrections/{two.corrections.get().pk}/withdraw", {}),
        (f"{path}/headline", {"headline": "Mind the tide"}),
        (f"decisions/{made}/undo", {}),
    ]
    viewer, reads = Program(key_of(bob)), Program(key_of(alice, writes=False))
    bob.groups.set(Group.objects.filter(name="Viewers"))
    for door, body in doors:
        assert stranger.post(door, body).status_code == 401
        assert reads.post(door, body).status_code == viewer.post(door, body).status_code == 403
        status = 404 if door.startswith("decisions") else 403
        assert of_editor.post(door, body).status_code == status, door
        elsewhere = door.replace(f"articles/{two.pk}", f"articles/{secret.pk}").replace(str(made), str(hidden))
        assert of_editor.post(elsewhere, body).status_code == 404
        assert viewer.post(elsewhere, body).status_code == 404
    assert two.corrections.standing().count() == 1
    assert not Decision.objects.filter(action="content.settle_headline").exists()


def test_a_correction_of_another_article_is_not_withdrawn(of_alice, alice, published):
    other = written(title="High water", body="<p>At noon.</p>")
    other.act("publish", alice)
    other.act("correct", alice, text="At one.")
    answer = of_alice.post(f"articles/{published.pk}/corrections/{other.corrections.get().pk}/withdraw", {})
    assert answer.status_code == 409
    assert other.corrections.standing().exists()
