from __future__ import annotations

import pytest

from houtai.core.work.models import Decision
from houtai.modules.content.models import Article
from tests.api.asking import Program, key_of

pytestmark = pytest.mark.once("the same actions as the desk's")


def review_of(article):
    state = Article.objects.get(pk=article.pk).current_workflow_state
    return state and state.status


def test_a_draft_is_submitted_sent_back_and_approved(of_alice, alice, draft):
    path = f"articles/{draft.pk}"
    assert of_alice.post(f"{path}/submit", {"because": "Ready"}).status_code == 200
    assert review_of(draft) == "in_progress"
    assert of_alice.post(f"{path}/reject", {}).status_code == 422
    assert of_alice.post(f"{path}/reject", {"comment": "Say where."}).status_code == 200
    assert Decision.objects.first().inputs == {"comment": "Say where."}
    of_alice.post(f"{path}/submit", {})
    assert of_alice.post(f"{path}/approve", {}).said["subject"]["state"] == "published"
    assert of_alice.post(f"{path}/cancel", {}).status_code == 409


def test_it_is_assigned_with_a_day(of_alice, alice, draft):
    path = f"articles/{draft.pk}/assign"
    assert of_alice.post(path, {"to": alice.pk, "due": "2030-01-31"}).status_code == 200
    of_alice.post(path, {"due": None})
    draft.refresh_from_db()
    assert (draft.assignee, draft.due) == (alice, None)
    assert of_alice.post(path, {"to": 10**9}).status_code == 409


def test_what_is_out_of_sight_is_not_there(bob, secret):
    program = Program(key_of(bob))
    for verb, said in {"submit": {}, "approve": {}, "reject": {"comment": "x"}, "cancel": {}, "assign": {}}.items():
        assert program.post(f"articles/{secret.pk}/{verb}", said).status_code == 404
