"""Many at once from a list, and the way back: each a decision of its own, all of them one batch."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import fromstring

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting

LIST = "/desk/collect/drafts/"


def chosen(drafts: list[Any], verb: str = "skip") -> str:
    return f"/desk/bulk/collect/draft/{verb}/?{'&'.join(f'id={draft.pk}' for draft in drafts)}&next={LIST}"


def way_back(page: Any) -> tuple[str, dict[str, str]]:
    """Where the message's form goes, and what it says."""
    (form,) = fromstring(page.content.decode()).xpath("//form[@class='h-told']")
    return form.get("action"), dict(form.form_values())


def states(drafts: list[Any]) -> list[str]:
    return [type(draft).objects.get(pk=draft.pk).state for draft in drafts]


def test_a_list_offers_what_can_be_done_to_many_and_takes_it_back(desk):
    drafts = waiting(3)
    page = fromstring(desk.get(LIST).content.decode())
    assert len(page.xpath("//input[@data-bulk-action-checkbox]")) == 3
    assert "/desk/bulk/collect/draft/skip/" in page.xpath("//a[@data-bulk-action-button]/@href")
    done = desk.post(chosen(drafts[:2]), follow=True)
    assert done.redirect_chain[-1][0] == LIST
    assert states(drafts) == ["skipped", "skipped", "waiting"]
    assert len(set(Decision.objects.values_list("batch", flat=True))) == 1
    assert [(row.queue, row.facts["words"]) for row in Decision.objects.all()] == [("collect.drafts", 2)] * 2
    undo, said = way_back(done)
    back = desk.post(undo, said, follow=True)
    assert back.redirect_chain[-1][0] == LIST
    assert "2 decisions taken back." in back.content.decode()
    assert states(drafts) == ["waiting"] * 3


def test_what_is_refused_is_told_with_its_reason_when_done_and_when_taken_back(desk, alice, skip):
    first, second, third = waiting(3)
    skip.run(third, by=alice)
    done = desk.post(chosen([first, second, third]), follow=True)
    told = done.content.decode()
    assert "2 done" in told
    assert "1 was refused. “Draft 3”: “Draft 3” was decided by Alice meanwhile" in told
    Decision.objects.get(subject=second.subject).undo(by=alice)
    back = desk.post(*way_back(done), follow=True).content.decode()
    assert "1 decision taken back." in back
    assert states([first, second, third]) == ["waiting", "waiting", "skipped"]


def test_a_batch_goes_back_once_and_only_by_who_decided_it_and_still_may(desk, client, alice, bob):
    drafts = waiting(2)
    undo, said = way_back(desk.post(chosen(drafts), follow=True))
    client.force_login(alice)
    assert "Nothing of this is left" in client.post(undo, said, follow=True).content.decode()
    client.force_login(bob)
    bob.groups.clear()
    client.post(undo, said)
    assert states(drafts) == ["skipped"] * 2
    bob.groups.add(*alice.groups.model.objects.filter(name="Operators"))
    client.force_login(type(bob).objects.get(pk=bob.pk))
    client.post(undo, said)
    assert "Nothing of this is left" in client.post(undo, said, follow=True).content.decode()
    assert Decision.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["skip", "accept"])
def test_who_may_not_decide_is_offered_nothing_and_does_nothing(client, verb):
    from conftest import person

    drafts = waiting(1)
    client.force_login(person("editor", "Editors"))
    assert "data-bulk-action-button" not in client.get(LIST).content.decode()
    client.post(chosen(drafts, verb))
    assert states(drafts) == ["waiting"]


def test_one_act_has_its_way_back_too(desk, draft):
    page = f"/desk/work/act/collect.skip/{draft.pk}/"
    done = desk.post(page, {"next": LIST, "seen": draft.subject.version}, follow=True)
    desk.post(*way_back(done))
    assert states([draft]) == ["waiting"]


def test_what_cannot_be_taken_back_offers_no_way_back(desk, alice):
    from django.apps import apps

    waiting(1)
    source = apps.get_model("collect.Source").objects.get()
    desk.force_login(alice)
    done = desk.post(f"/desk/work/act/collect.refresh/{source.pk}/", {"seen": source.subject.version}, follow=True)
    assert "Look now: “Feed”" in done.content.decode()
    assert "h-told" not in done.content.decode()
