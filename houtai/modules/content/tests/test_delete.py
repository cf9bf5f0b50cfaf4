from __future__ import annotations

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NobodyElse, NotAllowed
from houtai.core.work.models import Decision, Request, Subject
from houtai.modules.content.actions import Delete
from houtai.modules.content.models import Article


def test_what_was_never_published_is_deleted_at_once(draft, alice):
    key = str(draft.pk)
    Delete().run(draft, by=alice)
    assert not Article.objects.exists()
    assert Subject.objects.get(kind="content.article", key=key).state == "deleted"
    assert Decision.objects.get().action == "content.delete"


def test_what_readers_have_seen_waits_for_a_second_person(published, alice, owner):
    decision = Delete().run(published, by=alice)
    assert decision.action == "work.ask"
    assert Article.objects.filter(pk=published.pk).exists()
    catalog.action("work.approve").run(Request.objects.get(), by=owner)
    assert not Article.objects.filter(pk=published.pk).exists()
    done = Decision.objects.get(action="content.delete")
    assert (done.user, done.second) == (alice, owner)


def test_nobody_is_his_own_second_person(published, alice, owner):
    Delete().run(published, by=alice)
    with pytest.raises(NotAllowed):
        catalog.action("work.approve").run(Request.objects.get(), by=alice)
    assert Article.objects.filter(pk=published.pk).exists()


def test_without_a_second_person_nothing_is_asked(published, alice):
    with pytest.raises(NobodyElse):
        Delete().run(published, by=alice)


def test_an_operator_may_not_delete(draft, bob):
    with pytest.raises(NotAllowed):
        Delete().run(draft, by=bob)


def test_deleting_a_whole_list_is_as_many_decisions(draft, alice):
    Article.objects.all().delete()
    assert Decision.objects.get().action == "content.delete"
