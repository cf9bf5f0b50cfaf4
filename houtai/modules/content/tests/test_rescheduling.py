"""Another time for what is planned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.modules.content.models import Article, State
from houtai.modules.content.tests.conftest import act, other_desk

SOON = now() + timedelta(days=3)


@pytest.fixture
def scheduled(draft, alice):
    draft.go_live_at, draft.expire_at = now() + timedelta(days=1), now() + timedelta(days=30)
    act("publish", draft, alice, revision=draft.save_revision().pk)
    return draft


def move(article, by, part="go_live", when=SOON):
    return act("reschedule", article, by, part=part, when=when.isoformat())


def goes_live(article):
    return Article.objects.get(pk=article.pk).scheduled_revision.approved_go_live_at


def test_what_waits_goes_live_at_the_new_time_and_is_taken_back(scheduled, alice):
    before = goes_live(scheduled)
    decision = move(scheduled, alice)
    assert goes_live(scheduled) == SOON
    assert scheduled.get_latest_revision_as_object().go_live_at == SOON
    decision.undo(by=alice)
    assert goes_live(scheduled) == before


def test_the_schedule_then_keeps_to_it(scheduled, alice, monkeypatch):
    move(scheduled, alice)
    monkeypatch.setattr("django.utils.timezone.now", lambda: SOON + timedelta(minutes=1))
    Article.publish_due()
    scheduled.refresh_from_db()
    assert scheduled.state == State.PUBLISHED


def test_what_is_public_expires_at_the_new_time_and_its_draft_agrees(published, alice):
    published.expire_at = now() + timedelta(days=9)
    act("publish", published, alice, revision=published.save_revision().pk)
    decision = move(published, alice, "expire")
    published.refresh_from_db()
    assert published.expire_at == published.latest_revision.as_object().expire_at == SOON
    decision.undo(by=alice)
    published.refresh_from_db()
    assert published.expire_at > SOON


def test_what_cannot_be_is_refused(scheduled, draft, alice, editor, charlie):
    for part, when in (
        ("go_live", now() - timedelta(days=1)),
        ("go_live", now() + timedelta(days=40)),
        ("expire", SOON),
    ):
        with pytest.raises(NotPossible):
            move(scheduled, alice, part, when)
    with pytest.raises(NotPossible):
        act("reschedule", scheduled, alice, part="go_live", when="tomorrow")
    with pytest.raises(NotAllowed):
        move(scheduled, editor)
    with pytest.raises(NotFound):
        move(other_desk(), editor)
