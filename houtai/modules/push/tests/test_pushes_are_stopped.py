"""Stopping spares whom it still can, and taking a push back is stopping it."""

from __future__ import annotations

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.modules.push.models import Delivery
from houtai.modules.push.models.arbiter import plan
from houtai.modules.push.tests.conftest import HOUR, NOON, article, balanced, planned, readers, send


def test_who_has_it_keeps_it_and_the_others_get_their_attention_back(story, bob):
    readers(3)
    push = planned(story, by=bob)
    first = Delivery.objects.order_by("pk").first()
    Delivery.objects.filter(pk=first.pk).update(state="delivered")
    decision = catalog.action("push.stop").run(story, by=bob, push=push.pk, at=NOON)
    push.refresh_from_db()
    assert decision.effect == {"push": push.pk, "spared": 2}
    assert (push.state, push.finished) == ("stopped", NOON)
    assert (push.books["delivered"], push.books["stopped"]) == (1, 2)
    assert Delivery.objects.exclude(slot=None).count() == 1
    assert balanced(push)


def test_undoing_the_decision_stops_the_push(story, bob):
    readers(2)
    push = planned(story, by=bob)
    Decision.objects.get(pk=push.decision).undo(by=bob)
    push.refresh_from_db()
    assert push.state == "stopped"


def test_a_scheduled_push_that_was_stopped_is_never_planned(story, bob):
    readers(2)
    push = send(story, by=bob, due=NOON + HOUR)
    catalog.action("push.stop").run(story, by=bob, push=push.pk, at=NOON)
    assert plan(now=NOON + HOUR) == []
    assert not Delivery.objects.exists()


def test_what_is_over_and_what_belongs_to_another_article_cannot_be_stopped(story, bob):
    push = planned(story, by=bob)
    assert push.state == "sent"
    for target in (story, article("Another")):
        with pytest.raises(NotPossible):
            catalog.action("push.stop").run(target, by=bob, push=push.pk, at=NOON)


def test_a_stranger_stops_nothing(story, bob, owner, charlie):
    readers(1)
    push = planned(story, by=bob)
    with pytest.raises(NotFound):
        catalog.action("push.stop").run(story, by=charlie, push=push.pk, at=NOON)
    push.refresh_from_db()
    assert push.state == "sending"


def test_who_may_read_but_not_send_stops_nothing(story, bob):
    from conftest import person

    readers(1)
    push = planned(story, by=bob)
    with pytest.raises(NotAllowed):
        catalog.action("push.stop").run(story, by=person("viewer", "Viewers"), push=push.pk, at=NOON)
