"""Doing one thing to one subject, on a page that asks first."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting


@pytest.fixture
def page(draft):
    return f"/desk/work/act/collect.skip/{draft.pk}/"


def test_it_asks_and_does(desk, draft, bob, page):
    (form,) = fromstring(desk.get(page, {"next": "/desk/reports/"}).content.decode()).xpath("//form[@data-controller]")
    sent = {**dict(form.form_values()), "because": "too short", "touch_ms": "900"}
    answer = desk.post(page, sent)
    assert answer["Location"] == "/desk/reports/"
    decision = Decision.objects.get()
    assert (decision.action, decision.user, decision.because) == ("collect.skip", bob, "too short")
    assert decision.touch_ms == 900


def test_a_refusal_says_why_and_keeps_what_was_written(desk, draft, page):
    sent = {"seen": draft.subject.version, "because": "I took some time to write this."}
    draft.save()
    answer = desk.post(page, sent)
    assert answer.status_code == 409
    assert "has changed since you saw it" in answer.content.decode()
    assert "I took some time to write this." in answer.content.decode()


def test_a_form_with_a_fault_comes_back_with_its_input(desk, draft):
    waiting(1)
    answer = desk.post(f"/desk/work/act/collect.merge/{draft.pk}/", {"m-into": "999", "because": "the same story"})
    assert answer.status_code == 409
    assert "the same story" in answer.content.decode()
    assert not Decision.objects.exists()


def test_taking_back_from_a_decisions_page_returns_there(desk, draft, bob, skip):
    decision = skip.run(draft, by=bob)
    address = f"/desk/work/decisions/{decision.pk}/"
    assert "Take back" in desk.get(address).content.decode()
    page = desk.post(f"/desk/work/undo/{decision.pk}/", {"next": address}, follow=True)
    assert page.redirect_chain[-1][0] == address
    assert "Take back" not in page.content.decode()


def test_a_decision_of_a_module_that_is_gone_is_shown(desk, draft, bob):
    row = Decision.objects.append(
        at=draft.collected_at, action="gone.explode", subject=draft.subject, version=1, actor="person", user=bob
    )
    assert "gone.explode" in desk.get(f"/desk/work/decisions/{row.pk}/").content.decode()
    assert "gone.explode" in desk.get("/desk/work/decisions/").content.decode()
