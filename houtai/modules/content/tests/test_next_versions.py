"""A version that is to go live later waits on, whatever happens to the one before it, or waits again after undo."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from houtai.core.work.models import Decision
from houtai.modules.content.models import Article, State
from houtai.modules.content.tests.conftest import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(published, alice):
    """Goes live tomorrow, in place of what is public."""
    draft = published.get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Tomorrow's", now() + timedelta(days=1)
    revision = draft.save_revision(user=alice)
    act("publish", published, alice, revision=revision.pk)
    return waits(published)


def waits(article):
    return Article.objects.get(pk=article.pk).revisions.exclude(approved_go_live_at=None).get()


def state(article):
    return Article.objects.get(pk=article.pk).state


def test_when_the_time_of_what_is_public_is_over_it_waits_on(published, later, alice):
    Article.objects.filter(pk=published.pk).update(expire_at=now() - timedelta(hours=1))
    Article.publish_due()
    assert state(published) == State.SCHEDULED
    assert waits(published).approved_go_live_at == later.approved_go_live_at
    Decision.objects.first().undo(by=alice)
    assert (state(published), waits(published)) == (State.PUBLISHED, later)


def test_what_unpublishing_took_off_the_schedule_is_put_back_by_undo(published, later, alice):
    decision = act("unpublish", published, alice)
    assert state(published) == State.WITHDRAWN
    decision.undo(by=alice)
    assert (state(published), Article.objects.get().title) == (State.PUBLISHED, "Tide tables go digital")
    assert waits(published) == later
    assert waits(published).approved_go_live_at == later.approved_go_live_at
