"""Writing a strategy through the desk's own form."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.tests.conftest import LONG, MIDDLE

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_strategies_strategy:{name}", args=args)


def form(fact: str = "words", value: str = "120", action: str = "content.accept", **more: Any) -> dict[str, Any]:
    condition = {"deleted": "", "order": 0, "type": "item", "value": {"fact": fact, "operator": "ge", "value": value}}
    rule = {"reason": "Long enough", "action": action, "conditions": {"count": 1, "0": condition}}
    values = {"name": "Long ones", "about": "", "queue": "collect.drafts", "bound": 90, "audit": 10, "most": 200}
    return nested_form_data({**values, "parts": streamfield([("rule", rule)]), **more})


@pytest.fixture
def desk(client: Any, alice: Any) -> Any:
    client.force_login(alice)
    return client


def test_writing_and_publishing_one(desk, alice):
    assert desk.post(url("add"), form(**{"action-publish": "1"})).status_code == 302
    strategy = Strategy.objects.get()
    (rule,) = strategy.rules
    assert (rule.reason, rule.conditions[0].value, rule.action) == ("Long enough", "120", "content.accept")
    assert (strategy.live, strategy.stage) == (True, "draft")
    assert Decision.objects.get().action == "strategies.publish"


def test_saving_a_draft_is_no_decision(desk):
    desk.post(url("add"), form())
    assert not Strategy.objects.get().live
    assert not Decision.objects.exists()


def test_the_form_offers_facts_and_actions_by_queue_and_says_what_to_do(desk):
    page = desk.get(url("add")).content.decode()
    for shown in ("Collected drafts", "Similarity to what we have", "Publish", "Skip", "start it in shadow"):
        assert shown in page, shown


def test_actions_that_ask_for_more_are_not_offered(desk):
    page = desk.get(url("add")).content.decode()
    assert "collect.skip" in page
    assert "collect.merge" not in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fact": "hours_left"}, "Select a valid choice"),
        ({"value": "many"}, "is not a number."),
        ({"action": "work.approve"}, "Select a valid choice"),
        ({"fact": "nothing"}, "Select a valid choice"),
        ({"bound": 0}, "greater than or equal to 1"),
    ],
)
def test_a_fault_is_named_and_what_was_written_is_kept(desk, wrong, said):
    answer = desk.post(url("add"), form(reason="kept", about="I took my time over this.", **wrong))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "I took my time over this." in answer.content.decode()
    assert "Long enough" in answer.content.decode()
    assert not Strategy.objects.exists()


def test_the_preview_shows_what_it_would_do_to_what_waits(desk, unpublished):
    waiting(1, words=LONG, title="Harbour")
    waiting(1, words=MIDDLE, title="Orchard")
    address = url("preview_on_edit", unpublished.pk)
    desk.post(address, form())
    page = desk.get(address, {"mode": ""}).content.decode()
    assert "it would decide 1 and leave 1 to people" in page
    assert page.index("Harbour 1") < page.index("Publish") < page.index("Orchard 2") < page.index("leave it to people")
    assert not Decision.objects.exists()


@pytest.mark.parametrize("gap", [{"value": ""}, {"fact": ""}, {"action": ""}, {"queue": ""}])
def test_the_preview_bears_a_form_with_gaps(desk, unpublished, gap):
    waiting(1, words=LONG)
    address = url("preview_on_edit", unpublished.pk)
    assert desk.post(address, form(**gap)).status_code == 200
    assert desk.get(address, {"mode": ""}).status_code == 200


def test_a_strategy_of_a_module_that_is_gone_can_be_opened(desk, unpublished):
    Strategy.objects.filter(pk=unpublished.pk).update(queue="gone.queue")
    revision = unpublished.latest_revision
    revision.content["queue"] = "gone.queue"
    revision.save()
    for address in (url("edit", unpublished.pk), url("list"), f"/desk/strategies/{unpublished.pk}/"):
        assert desk.get(address).status_code == 200, address
    assert "no longer there" in desk.get(f"/desk/strategies/{unpublished.pk}/").content.decode()


def test_a_copy_is_a_draft_of_its_own(desk, live):
    page = desk.get(url("copy", live.pk)).content.decode()
    assert "Too short" in page
    assert Strategy.objects.count() == 1
