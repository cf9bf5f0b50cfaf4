from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Decision, Request
from houtai.modules.content.models import Article, State
from tests.api.asking import Program, key_of


def state_of(article):
    article.refresh_from_db()
    return article.state


def test_published_and_taken_down_again(of_alice, alice, draft):
    path = f"articles/{draft.pk}"
    answer = of_alice.post(f"{path}/publish", {"because": "Ready"})
    assert answer.status_code == 200
    assert answer.said["subject"]["state"] == state_of(draft) == State.PUBLISHED
    made = Decision.objects.get(pk=answer.said["decision"])
    assert (made.action, made.user, made.because) == ("content.publish", alice, "Ready")
    assert of_alice.post(f"{path}/unpublish", {}).status_code == 200
    assert state_of(draft) == State.WITHDRAWN


def test_published_against_the_version_that_was_seen(of_alice, draft):
    seen = of_alice.get(f"articles/{draft.pk}").headers["ETag"]
    draft.save_revision()
    answer = of_alice.post(f"articles/{draft.pk}/publish", {}, if_match=seen)
    assert answer.status_code == 412
    assert state_of(draft) == State.DRAFT


def test_scheduled_and_taken_off_the_schedule(of_alice, draft):
    path, at = f"articles/{draft.pk}", now() + timedelta(days=1)
    until = at + timedelta(days=1)
    answer = of_alice.post(f"{path}/schedule", {"at": at.isoformat(), "until": until.isoformat()})
    assert (answer.status_code, state_of(draft)) == (200, State.SCHEDULED)
    assert draft.scheduled_revision.as_object().expire_at.date() == until.date()
    Decision.objects.get(action="content.schedule").undo(by=Decision.objects.first().user)
    assert state_of(draft) == State.DRAFT
    of_alice.post(f"{path}/schedule", {"at": at.isoformat()})
    assert of_alice.post(f"{path}/unschedule", {}).status_code == 200
    assert state_of(draft) == State.DRAFT


def test_no_time_that_has_passed_and_none_without_its_zone(of_alice, draft):
    path = f"articles/{draft.pk}/schedule"
    past = of_alice.post(path, {"at": "2020-01-01T09:00:00Z"})
    assert (past.status_code, past.said["detail"]) == (409, "This time has passed.")
    assert of_alice.post(path, {"at": "2999-01-01T09:00:00"}).status_code == 422
    assert state_of(draft) == State.DRAFT
    assert draft.revisions.count() == 1


def test_deleting_what_readers_saw_waits_for_a_second_person(of_alice, owner, published):
    answer = of_alice.ask("DELETE", f"articles/{published.pk}")
    assert answer.status_code == 202
    waits = Request.objects.get()
    assert answer.said["request"] == waits.pk
    assert Article.objects.exists()
    catalog.action("work.approve").run(waits, by=owner)
    assert of_alice.get(f"articles/{published.pk}").status_code == 404


def test_a_draft_is_deleted_at_once(of_alice, draft):
    answer = of_alice.ask("DELETE", f"articles/{draft.pk}")
    assert (answer.status_code, answer.said["subject"]["state"]) == (200, "deleted")
    assert not Article.objects.exists()


def test_an_editor_may_not_publish_and_a_stranger_sees_nothing(of_editor, charlie, draft):
    answer = of_editor.post(f"articles/{draft.pk}/publish", {})
    assert (answer.status_code, answer.said["type"]) == (403, "/api/v1/#not-allowed")
    assert Program(key_of_nobody(charlie)).post(f"articles/{draft.pk}/publish", {}).status_code == 404
    assert state_of(draft) == State.DRAFT


def key_of_nobody(user):
    """Made while they still might."""
    from conftest import person

    user.groups.add(*person("helper", "Editors").groups.all())
    token = key_of(type(user).objects.get(pk=user.pk))
    user.groups.clear()
    return token
