"""Whatever is done to a workspace is a decision in the default one's log, and most of it can be taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.catalog.catalog import SwitchedOff, catalog
from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.core.workspaces import engine
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import User, Workspace


def act(verb, workspace, by, **inputs):
    return catalog.action(f"platform.{verb}").run(workspace, by=by, **inputs)


def state(workspace):
    return Workspace.objects.get(pk=workspace.pk).state


def test_each_act_is_undone_by_its_inverse(news, owner):
    for verb, inputs in (
        ("suspend", {}),
        ("leave", {}),
        ("rename", {"name": "Else"}),
        ("add_host", {"host": "b.example.com"}),
        ("drop_host", {"host": "news.example.com"}),
    ):
        before = (state(news), Workspace.objects.get(pk=news.pk).name, set(news.hosts.values_list("pk", flat=True)))
        decision = act(verb, news, owner, **inputs)
        decision.undo(by=owner)
        news.refresh_from_db()
        assert (news.state, news.name, set(news.hosts.values_list("pk", flat=True))) == before


def test_a_deletion_taken_back_gives_the_state_it_had(news, owner):
    act("suspend", news, owner)
    act("leave", news, owner)
    act("stay", news, owner)
    assert state(news) == "suspended"


def test_making_is_a_decision_whose_inverse_deletes(owner):
    made = catalog.action("platform.make").make(by=owner, name="Made", on=engine.own().name)
    decision = Decision.objects.get(action="platform.make")
    assert (decision.subject.title, decision.by, made.state) == ("Made", str(owner), "active")
    decision.undo(by=owner)
    assert state(made) == "leaving"


def test_who_may_not_changes_nothing(news, alice):
    with pytest.raises(NotFound):
        act("suspend", news, alice)
    with pytest.raises(NotAllowed):
        catalog.action("platform.make").make(by=alice, name="Made")
    assert (state(news), Workspace.objects.count()) == ("active", 2)


def test_nothing_is_done_from_another_workspace(news):
    with enter(news.pk):
        User.objects.create_superuser("boss@example.com", "correct horse battery")
        with pytest.raises(SwitchedOff):
            catalog.action("platform.suspend")


@pytest.mark.parametrize("verb", ["suspend", "leave"])
def test_the_default_one_is_refused_and_says_why(owner, verb):
    with pytest.raises(NotPossible, match="stays"):
        act(verb, Workspace.objects.get(default=True), owner)


def test_a_purge_is_in_the_log_and_all_is_gone(news, owner):
    act("leave", news, owner)
    assert catalog.action("platform.purge").purge_all(now=now() + timedelta(days=29)) == []
    assert catalog.action("platform.purge").purge_all(now=now() + timedelta(days=31)) == ["News"]
    assert not Workspace.objects.filter(pk=news.pk).exists()
    assert not engine.folder_of(news.pk).exists()
    assert Decision.objects.get(action="platform.purge").subject.state == "deleted"


@pytest.mark.parametrize("again", [False, True])
def test_a_deletion_that_was_taken_back_meanwhile_deletes_nothing(news, owner, again):
    act("leave", news, owner)
    listed = Workspace.objects.get(pk=news.pk)
    act("stay", news, owner)
    if again:
        act("leave", news, owner)
        Workspace.objects.filter(pk=news.pk).update(since=now() + timedelta(days=30))
    assert not catalog.action("platform.purge").purged(listed, now=now() + timedelta(days=31))
    assert state(news) == ("leaving" if again else "active")
    assert engine.exists(news.pk)


def test_several_are_suspended_at_once_and_resumed_by_one_undo(signed_in, news):
    signed_in.post(reverse("platform.several"), {"verb": "suspend", "workspace": [news.pk]})
    assert state(news) == "suspended"
    batch = Decision.objects.get(action="platform.suspend").batch
    assert batch.encode() in signed_in.get(reverse("platform.several"), {"batch": batch}).content
    signed_in.post(reverse("work.undo_batch", args=[batch]), {"next": "/desk/platform/several/"})
    assert state(news) == "active"
