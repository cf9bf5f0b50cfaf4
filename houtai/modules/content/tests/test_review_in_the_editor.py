"""Wagtail's buttons and windows run the actions."""

from __future__ import annotations

import json

import pytest

from conftest import person
from houtai.core.work.models import Decision
from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import status
from houtai.modules.content.tests.test_editor import form, url

pytestmark = pytest.mark.once("forms that run the same actions")


@pytest.fixture
def writer(client, editor):
    client.force_login(editor)
    return client


def made():
    return list(Decision.objects.order_by("id").values_list("action", flat=True))


def test_writing_and_submitting_in_one_go(writer):
    writer.post(url("add"), form(**{"action-submit": "1"}))
    assert status(Article.objects.get()) == "in_progress"
    assert made() == ["content.submit"]


def test_whoever_submitted_can_only_look_and_cancel(writer, submitted):
    page = writer.get(url("edit", submitted.pk)).content.decode()
    assert "Only reviewers for this task can edit the article." in page
    writer.post(url("edit", submitted.pk), form(title="Changed", **{"action-cancel-workflow": "1"}))
    assert status(submitted) is None
    assert submitted.get_latest_revision_as_object().title != "Changed"
    assert made() == ["content.submit", "content.cancel_review"]


def test_a_reviewer_writes_and_asks_for_changes_in_one_go(client, submitted, alice):
    client.force_login(alice)
    told = {"workflow-action-name": "reject", "workflow-action-extra-data": json.dumps({"comment": "Say where."})}
    client.post(url("edit", submitted.pk), form(title="Tides", **told, **{"action-workflow-action": "1"}))
    assert status(submitted) == "needs_changes"
    assert Decision.objects.first().inputs == {"comment": "Say where."}
    assert Article.objects.get().get_latest_revision_as_object().title == "Tides"


def test_what_was_sent_back_is_submitted_again(writer, submitted, alice):
    from houtai.modules.content.tests.conftest import act

    act("reject", submitted, alice, comment="Say where.")
    assert "Resubmit to" in writer.get(url("edit", submitted.pk)).content.decode()
    writer.post(url("edit", submitted.pk), form(**{"action-submit": "1"}))
    assert status(submitted) == "in_progress"
    writer.post(url("edit", submitted.pk), form(**{"action-cancel-workflow": "1"}))
    assert made()[1:] == ["content.reject", "content.submit", "content.cancel_review"]


def test_the_window_without_a_comment_says_what_is_missing(client, submitted, alice):
    client.force_login(alice)
    step = submitted.current_workflow_task_state.pk
    answer = client.post(url("workflow_action", submitted.pk, "reject", step), {"comment": ""}, follow=True)
    assert "Write what is to be changed." in answer.content.decode()
    assert status(submitted) == "in_progress"


def test_the_step_of_another_article_is_not_answered(client, submitted, alice, editor):
    from houtai.modules.content.tests.conftest import act, written

    other = written(title="Other")
    act("submit", other, editor)
    client.force_login(alice)
    step = other.current_workflow_task_state.pk
    client.post(url("workflow_action", submitted.pk, "approve", step), {"comment": ""})
    assert status(other) == "in_progress"


def test_managers_make_workflows_and_editors_do_not(client, alice):
    client.force_login(alice)
    assert client.get("/desk/workflows/add/").status_code == 200
    assert client.get("/desk/workflows/tasks/index/").status_code == 200
    client.force_login(person("eve", "Editors"))
    assert client.get("/desk/workflows/add/").status_code == 302
