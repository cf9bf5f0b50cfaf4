"""A column whose articles are reviewed first."""

from __future__ import annotations

import pytest
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from houtai.modules.content.models import Column, State
from houtai.modules.content.models.review import NotReviewed
from houtai.modules.content.tests.conftest import act, status, written
from houtai.modules.content.tests.test_editor import form, url


@pytest.fixture
def column(db):
    return Column.objects.create(name="Sea", slug="sea", workflow=Workflow.objects.get(name="Editor's check"))


@pytest.fixture
def careful(column):
    return written(title="Careful", column=column)


def test_nobody_publishes_past_the_review(careful, alice, owner):
    for who in (alice, owner):
        with pytest.raises(NotReviewed):
            act("publish", careful, who)
    careful.refresh_from_db()
    assert not careful.live


def test_what_was_approved_is_published_and_may_come_back(careful, editor, alice):
    act("submit", careful, editor)
    act("approve", careful, alice)
    act("unpublish", careful, alice)
    act("publish", careful, alice)
    careful.refresh_from_db()
    assert careful.state == State.PUBLISHED


def test_what_was_changed_afterwards_is_reviewed_again(careful, editor, alice):
    act("submit", careful, editor)
    act("approve", careful, alice)
    careful.title = "Careless"
    careful.save_revision(user=alice)
    with pytest.raises(NotReviewed):
        act("publish", careful, alice)


def test_an_earlier_version_was_not_approved_with_the_last(careful, editor, alice):
    sent_back = careful.latest_revision
    act("submit", careful, editor)
    act("reject", careful, alice, comment="Too early.")
    careful.title = "Mended"
    careful.save_revision(user=editor)
    act("submit", careful, editor)
    act("approve", careful, alice)
    with pytest.raises(NotReviewed):
        act("publish", careful, alice, revision=sent_back.pk)


def test_a_version_from_before_it_was_in_the_column_is_reviewed_too(draft, column, alice):
    draft.column = column
    draft.save()
    with pytest.raises(NotReviewed):
        act("publish", draft, alice, revision=draft.latest_revision_id)


def test_what_leaves_the_column_is_reviewed_a_last_time(careful, editor, alice):
    WorkflowContentType.objects.all().delete()
    act("submit", careful, editor)
    act("approve", careful, alice)
    careful.refresh_from_db()
    careful.column = None
    careful.save_revision(user=alice)
    with pytest.raises(NotReviewed):
        act("publish", careful, alice)
    act("submit", careful, editor)
    act("approve", careful, alice)
    careful.refresh_from_db()
    assert careful.column is None


def test_the_editor_offers_no_button_that_is_refused(client, careful, draft, alice):
    client.force_login(alice)
    assert "action-publish" not in client.get(url("edit", careful.pk)).content.decode()
    assert "action-publish" in client.get(url("edit", draft.pk)).content.decode()


def test_choosing_such_a_column_while_publishing_keeps_the_draft_and_says_why(client, draft, column, alice):
    client.force_login(alice)
    told = form(title="Kept", column=column.pk, **{"action-publish": "1"})
    page = client.post(url("edit", draft.pk), told, follow=True).content.decode()
    assert "Articles of this column are reviewed first." in page
    draft.refresh_from_db()
    assert (draft.live, draft.get_latest_revision_as_object().title) == (False, "Kept")


def test_a_column_without_a_workflow_is_published_at_once(column, careful, alice):
    Column.objects.update(workflow=None)
    act("publish", careful, alice)
    careful.refresh_from_db()
    assert careful.live


def test_its_own_workflow_is_the_one_it_goes_through(column, careful, editor):
    own = Workflow.objects.create(name="Its own", active=True)
    WorkflowTask.objects.create(workflow=own, task=column.workflow.tasks.first(), sort_order=0)
    Column.objects.update(workflow=own)
    act("submit", careful, editor)
    assert status(careful) == "in_progress"
    assert careful.current_workflow_state.workflow == own
