"""The list, the page of one strategy, and every door to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from conftest import person
from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting
from houtai.core.work.tests.test_queries import cost
from houtai.core.workspaces.roles import grant
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.tests.conftest import LATER, SHORT, decide, look, written

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")

NAMESPACES = ("wagtailsnippets_strategies_strategy", "wagtailsnippetchoosers_strategies_strategy")
LIST = f"{NAMESPACES[0]}:list"
ACTS = {
    "delete": "strategies.delete",
    "unpublish": "strategies.unpublish",
    "revisions_unschedule": "strategies.unschedule",
    "add": "strategies.publish, when the button Publish was pressed",
    "copy": "strategies.publish, when the button Publish was pressed",
    "edit": "strategies.publish, when the button Publish was pressed",
    "revisions_revert": "strategies.publish, when the button Publish was pressed; else it writes a draft",
    "workflow_action": "strategies.publish, when the last step is agreed to",
}
DECIDES_NOTHING = {
    **dict.fromkeys(["list", "list_results", "usage", "history", "history_results", "inspect"], "reads"),
    **dict.fromkeys(["revisions_view", "revisions_compare", "workflow_history", "workflow_history_detail"], "reads"),
    **dict.fromkeys(["preview_on_add", "preview_on_edit", "workflow_preview"], "shows a form to who wrote it"),
    **dict.fromkeys(["lock", "unlock"], "keeps others from writing; it works on as published"),
    "collect_workflow_action_data": "checks a form and hands it back",
    "confirm_workflow_cancellation": "asks",
    **dict.fromkeys(["choose", "choose_results", "chosen", "chosen_multiple", "create"], "is closed"),
}


@pytest.fixture
def desk(client: Any, alice: Any) -> Any:
    client.force_login(alice)
    return client


def names(namespace: str) -> set[str]:
    _prefix, resolver = get_resolver().namespace_dict[namespace]
    return {name for name in resolver.reverse_dict if isinstance(name, str)}


def addresses(strategy: Strategy) -> list[str]:
    values = {"pk": strategy.pk, "revision_id": strategy.latest_revision_id, "action_name": "approve", "task_id": 1}
    values |= {"revision_id_a": "earliest", "revision_id_b": "latest", "task_state_id": 1, "workflow_state_id": 1}
    known = [address(f"{space}:{name}", values) for space in NAMESPACES for name in sorted(names(space))]
    return [*known, f"/desk/strategies/{strategy.pk}/", f"/desk/bulk/strategies/strategy/delete/?id={strategy.pk}"]


def address(name: str, values: dict[str, Any]) -> str:
    for wanted in (
        [],
        ["pk"],
        ["pk", "revision_id"],
        ["pk", "revision_id_a", "revision_id_b"],
        ["pk", "action_name", "task_state_id"],
        ["pk", "workflow_state_id"],
        ["pk", "task_id"],
    ):
        try:
            return reverse(name, kwargs={key: values[key] for key in wanted})
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}: say here what it takes")


def test_every_view_is_an_action_or_has_a_reason(db):
    assert set().union(*map(names, NAMESPACES)) == set(ACTS) | set(DECIDES_NOTHING)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_do_nothing_with_strategies_finds_no_door(live, client, charlie, method):
    grant("Guests", "wagtailadmin.access_admin")
    for user in (person("guest", "Guests"), charlie):
        client.force_login(user)
        for one in addresses(live):
            answer = getattr(client, method)(one)
            assert answer.status_code in ((404, 405) if user != charlie else (302, 403, 404)), one
            assert live.name.encode() not in answer.content, one
    live.refresh_from_db()
    assert (live.live, live.stage) == (True, "live")


def test_operators_look_and_write_but_neither_publish_nor_start(live, client, bob):
    client.force_login(bob)
    page = client.get(f"/desk/strategies/{live.pk}/").content.decode()
    assert "Edit" in page
    assert "Step back" not in page
    made = Decision.objects.count()
    for step in ("pause", "promote", "publish", "unpublish", "delete"):
        assert client.post(f"/desk/work/act/strategies.{step}/{live.pk}/").status_code == 404
    client.post(reverse(f"{NAMESPACES[0]}:unpublish", args=[live.pk]))
    client.post(f"/desk/bulk/strategies/strategy/delete/?id={live.pk}")
    live.refresh_from_db()
    assert (live.stage, live.live, Decision.objects.count()) == ("live", True, made)


def test_a_live_one_is_not_deleted_from_the_desk(desk, live):
    answer = desk.post(reverse(f"{NAMESPACES[0]}:delete", args=[live.pk]), follow=True)
    assert Strategy.objects.filter(pk=live.pk).exists()
    assert "Nothing was done" in answer.content.decode()
    desk.post(f"/desk/bulk/strategies/strategy/delete/?id={live.pk}")
    assert Strategy.objects.filter(pk=live.pk).exists()


def test_withdrawing_from_the_desk_is_a_decision(desk, live, alice):
    desk.post(reverse(f"{NAMESPACES[0]}:unpublish", args=[live.pk]))
    assert (Decision.objects.first().action, Decision.objects.first().user) == ("strategies.unpublish", alice)
    live.refresh_from_db()
    assert live.stage == "paused"


def test_the_list_says_name_queue_stage_and_since(desk, live):
    page = desk.get(reverse(LIST)).content.decode()
    for shown in ("The clear ones", "Collected drafts", "Live", "2026"):
        assert shown in page, shown


def test_an_empty_list_says_what_to_do_next(desk):
    page = desk.get(reverse(LIST)).content.decode()
    assert "There are no strategies yet." in page
    assert reverse(f"{NAMESPACES[0]}:add") in page


def test_the_page_shows_it_at_work(desk, strategy, bob, owner, client):
    drafts = waiting(3, words=SHORT)
    look()
    decide(drafts[:2], "collect.skip", by=bob)
    decide(drafts[2:], "content.accept", by=bob)
    for user in (None, owner):
        if user:
            client.force_login(user)
        page = desk.get(f"/desk/strategies/{strategy.pk}/").content.decode()
        for shown in (
            "Too short",
            "66.7",
            "Promote to live",
            "Pause",
            "Alice answers for it",
            "Watched",
            drafts[2].title,
        ):
            assert shown in page, shown


def test_what_has_fallen_is_not_offered_for_promotion(desk, strategy, bob):
    drafts = waiting(30, words=SHORT)
    look()
    decide(drafts, "content.accept", by=bob)
    page = desk.get(f"/desk/strategies/{strategy.pk}/").content.decode()
    assert "People agree with it too rarely." in page
    assert "Promote to live" not in page


def test_starting_it_from_its_page(desk, unpublished, alice):
    address = f"/desk/strategies/{unpublished.pk}/"
    desk.post(f"/desk/work/act/strategies.publish/{unpublished.pk}/", {"next": address})
    answer = desk.post(f"/desk/work/act/strategies.shadow/{unpublished.pk}/", {"next": address, "because": "trial"})
    assert answer["Location"] == address
    assert "trial" in desk.get(address).content.decode()


def test_the_list_costs_the_same_for_few_and_for_many(desk):
    for number in range(5):
        written(name=f"Strategy {number}")
    few = cost(desk, reverse(LIST))
    for number in range(5, 50):
        written(name=f"Strategy {number}")
    assert cost(desk, reverse(LIST)) == few


def test_the_page_costs_the_same_for_few_and_for_many(desk, strategy, bob):
    drafts = waiting(5, words=SHORT)
    look()
    decide(drafts, "collect.skip", by=bob)
    few = cost(desk, f"/desk/strategies/{strategy.pk}/")
    drafts = waiting(45, words=SHORT)
    look(at=LATER)
    decide(drafts, "collect.skip", by=bob)
    assert cost(desk, f"/desk/strategies/{strategy.pk}/") == few
