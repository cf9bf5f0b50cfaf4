from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import now

from houtai.core.work.models import Decision
from houtai.modules.content.models import Article, State

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def scheduled(draft, alice):
    """Approved to go live tomorrow."""
    draft.go_live_at = now() + timedelta(days=1)
    draft.save_revision(user=alice)
    draft.act("publish", alice)
    draft.refresh_from_db()
    return draft


def due(article: Article) -> None:
    """Time goes by: what was for tomorrow was for long ago."""
    revision = article.revisions.exclude(approved_go_live_at=None).get()
    revision.approved_go_live_at = LONG_AGO
    revision.content["go_live_at"] = LONG_AGO.isoformat()
    revision.save()


def test_publishing_for_tomorrow_schedules_and_is_a_decision(scheduled, alice):
    assert (scheduled.state, scheduled.live) == (State.SCHEDULED, False)
    assert Decision.objects.get().user == alice


def test_going_live_by_schedule_is_a_decision_of_the_system(scheduled, client):
    due(scheduled)
    Article.publish_due()
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.subject.state) == (State.PUBLISHED, "published")
    last = Decision.objects.first()
    assert (last.action, last.actor, last.user, last.because) == (
        "content.publish",
        "system",
        None,
        "Its time had come.",
    )
    assert client.get(scheduled.get_absolute_url()).status_code == 200


def test_what_is_due_later_stays_where_it_is(scheduled):
    Article.publish_due()
    scheduled.refresh_from_db()
    assert not scheduled.live


def test_expiry_is_a_decision_too(published):
    published.expire_at = LONG_AGO
    published.save()
    Article.publish_due()
    published.refresh_from_db()
    assert (published.live, published.expired, published.state) == (False, True, State.WITHDRAWN)
    last = Decision.objects.first()
    assert (last.action, last.actor, last.because) == ("content.unpublish", "system", "Its time was over.")


def test_a_schedule_is_cancelled_and_restored(scheduled, alice):
    decision = scheduled.act("unschedule", alice)
    scheduled.refresh_from_db()
    assert scheduled.state == State.DRAFT
    decision.undo(by=alice)
    scheduled.refresh_from_db()
    assert scheduled.state == State.SCHEDULED


def test_undoing_the_schedule_takes_it_off(scheduled, alice):
    Decision.objects.get().undo(by=alice)
    scheduled.refresh_from_db()
    assert scheduled.state == State.DRAFT


def test_running_the_schedule_twice_publishes_once(scheduled):
    due(scheduled)
    Article.publish_due()
    Article.publish_due()
    assert Decision.objects.filter(action="content.publish", actor="system").count() == 1
