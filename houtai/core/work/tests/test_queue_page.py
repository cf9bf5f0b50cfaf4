"""The queue as a plain form, without any script."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import fromstring

from houtai.core.work.models import Claim, Decision
from houtai.core.work.tests.conftest import QUEUE, waiting

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")


def form_of(page: Any) -> dict[str, str]:
    """What a browser would send, without a button."""
    (form,) = fromstring(page.content.decode()).xpath("//form[contains(@class, 'h-queue')]")
    return {name: value for name, value in form.form_values() if name != "subjects"}


def press(desk: Any, action: str, **more: Any) -> Any:
    return desk.post(QUEUE, {**form_of(desk.get(QUEUE)), "action": action, **more}, follow=True)


def test_one_item_at_a_time_with_its_facts_and_choices(desk, draft):
    page = desk.get(QUEUE).content.decode()
    assert draft.title in page
    for shown in ("Publish", "Edit", "Merge", "Skip", "Source", "Feed"):
        assert shown in page, shown


def test_a_button_decides_and_the_next_item_comes(desk, bob):
    first, second = waiting(2)
    page = press(desk, "collect.skip", because="too short", touch_ms="4200")
    decision = Decision.objects.get()
    assert (decision.subject.key, decision.action, decision.user) == (str(first.pk), "collect.skip", bob)
    assert (decision.because, decision.touch_ms, decision.queue) == ("too short", 4200, "collect.drafts")
    assert decision.facts["words"] == 2
    assert form_of(page)["subject"] == str(second.pk)
    assert f"Skip: “{first.title}”." in page.content.decode()


def test_a_form_sent_twice_counts_once(desk, draft):
    form = {**form_of(desk.get(QUEUE)), "action": "collect.skip"}
    answers = [desk.post(QUEUE, form, follow=True).content.decode() for _ in range(2)]
    assert all("Skip: “Draft 1”." in answer for answer in answers)
    assert Decision.objects.count() == 1


def test_the_last_decision_is_taken_back_by_a_button(desk, draft):
    page = press(desk, "collect.skip")
    (button,) = fromstring(page.content.decode()).xpath("//p[@class='h-undo']/button")
    page = desk.post(button.get("formaction"), {"touch_ms": "1500"}, follow=True)
    assert page.redirect_chain[-1][0] == QUEUE
    back = Decision.objects.first()
    assert (back.action, back.queue, back.touch_ms) == ("collect.restore", "collect.drafts", 1500)
    assert form_of(page)["subject"] == str(draft.pk)


def test_several_at_once_are_a_batch_and_go_back_as_one(desk):
    drafts = waiting(3)
    pairs = [f"{draft.pk}:{draft.subject.version}" for draft in drafts[:2]]
    page = press(desk, "collect.skip", subjects=pairs, touch_ms="9001")
    assert "2 decisions made." in page.content.decode()
    made = Decision.objects.order_by("id")
    assert [row.touch_ms for row in made] == [4500, 4500]
    assert len({row.batch for row in made}) == 1
    (button,) = fromstring(page.content.decode()).xpath("//p[@class='h-undo']/button")
    assert "2 decisions taken back." in desk.post(button.get("formaction"), follow=True).content.decode()
    assert {type(draft).objects.get(pk=draft.pk).state for draft in drafts} == {"waiting"}


def test_in_a_batch_what_cannot_be_is_told_and_the_rest_is_done(desk, alice, skip):
    first, second = waiting(2)
    pairs = [f"{draft.pk}:{draft.subject.version}" for draft in (first, second)]
    form = form_of(desk.get(QUEUE))
    skip.run(first, by=alice)
    page = desk.post(QUEUE, {**form, "subjects": pairs, "action": "collect.skip"}, follow=True).content.decode()
    assert "1 decision made." in page
    assert "was decided by Alice" in page


def test_a_batch_taken_back_can_be_decided_again_from_the_same_page(desk, draft):
    def sent(action: str) -> Any:
        return {"action": action, "once": "page:1", "subjects": f"{draft.pk}:{draft.subject.version}"}

    desk.post(QUEUE, sent("collect.skip"))
    Decision.objects.get().undo(by=Decision.objects.get().user)
    desk.post(QUEUE, sent("collect.skip"))
    draft.refresh_from_db()
    assert draft.state == "skipped"


def test_a_choice_that_asks_for_more_is_for_one_only(desk):
    drafts = waiting(2)
    pairs = [f"{draft.pk}:{draft.subject.version}" for draft in drafts]
    assert "asks for more" in press(desk, "collect.merge", subjects=pairs).content.decode()
    assert not Decision.objects.exists()


def test_a_choice_with_a_form_says_what_is_missing_and_shows_the_item_again(desk):
    first, _second = waiting(2)
    form = {**form_of(desk.get(QUEUE)), "action": "collect.merge", "m-into": ""}
    page = desk.post(QUEUE, form, follow=True)
    assert "This field is required." in page.content.decode()
    assert form_of(page)["subject"] == str(first.pk)


def test_a_decision_on_what_somebody_decided_meanwhile_names_them(desk, draft, alice, skip):
    form = {**form_of(desk.get(QUEUE)), "action": "content.accept"}
    skip.run(draft, by=alice)
    assert "decided by Alice meanwhile: Skip" in desk.post(QUEUE, form, follow=True).content.decode()


def test_what_somebody_else_holds_is_refused(desk, draft, alice, queue):
    from django.utils.timezone import now

    form = {**form_of(desk.get(QUEUE)), "action": "collect.skip"}
    Claim.objects.all().delete()
    queue.next_for(alice, now=now())
    assert "Somebody else is working on “Draft 1”" in desk.post(QUEUE, form, follow=True).content.decode()
    assert "Somebody else is working" in desk.get(QUEUE, {"item": draft.pk}, follow=True).content.decode()
    assert not Decision.objects.exists()


def test_what_never_waited_is_not_decided_here(desk, draft, bob, skip):
    skip.run(draft, by=bob)
    sent = {"action": "content.accept", "subject": draft.pk, "seen": draft.subject.version}
    desk.post(QUEUE, sent)
    desk.post(QUEUE, {**sent, "seen": ""})
    draft.refresh_from_db()
    assert draft.state == "skipped"


@pytest.mark.parametrize("odd", ["", "²", "-1", "9" * 30, "x", "1; DROP TABLE"])
def test_odd_input_is_refused_in_words(desk, draft, odd):
    for sent in ({"subject": odd}, {"subjects": f"{odd}:1"}, {"subject": draft.pk, "seen": odd}):
        assert desk.post(QUEUE, {"action": "collect.skip", **sent}).status_code == 302
    assert desk.get(QUEUE, {"item": odd, "after": odd}).status_code == 200
    assert not Decision.objects.exists()


def test_the_queue_offers_only_its_own_choices(desk, draft):
    assert "no such choice" in press(desk, "collect.pause").content.decode()


def test_search_finds_what_waits(desk, queue, monkeypatch):
    monkeypatch.setattr(type(queue), "searched", "title")
    waiting(2)
    waiting(1, title="Copper")
    listed = fromstring(desk.get(QUEUE, {"q": "copp"}).content.decode()).xpath("//li[@data-queue-entry]")
    assert [entry.text_content().strip() for entry in listed] == ["Copper 3"]


def test_an_empty_queue_says_what_to_do_next(desk):
    page = desk.get(QUEUE).content.decode()
    assert "Nothing is waiting for you here." in page
    assert "/desk/work/queues/" in page
