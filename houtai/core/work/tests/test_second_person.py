"""What needs a second person waits for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from conftest import person
from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.errors import Changed, NobodyElse, NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision, Request
from houtai.core.work.models.request import LASTS
from houtai.core.work.tests.conftest import NOW

DELETE, APPROVE, REFUSE = "content.delete", "work.approve", "work.refuse"


def run(name: str, target: Any, **context: Any) -> Decision:
    decision: Decision = catalog.action(name).run(target, at=context.pop("at", NOW), **context)
    return decision


@pytest.fixture
def article(alice: Any) -> Any:
    """Readers have seen it, so deleting it needs two."""
    row = apps.get_model("content.Article")(title="Tides", body="<p>Text.</p>", live=False)
    row.save()
    run("content.publish", row, by=alice)
    row.refresh_from_db()
    return row


@pytest.fixture
def request_(article: Any, alice: Any, owner: Any) -> Request:
    run(DELETE, article, by=alice, because="twice in the paper")
    return Request.objects.get()


def gone(article: Any) -> bool:
    return not type(article).objects.filter(pk=article.pk).exists()


def test_nothing_happens_until_another_agrees(article, request_, alice, owner):
    assert not gone(article)
    run(APPROVE, request_, by=owner)
    assert gone(article)
    done = Decision.objects.get(action=DELETE)
    assert (done.user, done.second, done.because) == (alice, owner, "twice in the paper")


def test_who_refuses_ends_it(article, request_, owner):
    run(REFUSE, request_, by=owner)
    assert not gone(article)
    with pytest.raises(NotPossible):
        run(APPROVE, request_, by=owner)


@pytest.mark.parametrize("who", ["alice", "owner"])
def test_nobody_agrees_with_himself_not_even_a_superuser(article, alice, owner, who):
    asker = {"alice": alice, "owner": owner}[who]
    run(DELETE, article, by=asker)
    with pytest.raises(NotAllowed):
        run(APPROVE, Request.objects.get(), by=asker)
    assert not gone(article)


def test_without_anybody_else_it_is_refused(article, alice):
    with pytest.raises(NobodyElse):
        run(DELETE, article, by=alice)
    assert not Request.objects.exists()


def test_who_does_not_see_it_is_nobody_else(article, alice):
    column = apps.get_model("content.Column").objects.create(
        name="Finance", slug="finance", desk=Group.objects.create(name="Finance desk")
    )
    article.column = column
    article.save()
    outsider = person("outsider", "Operators")
    agreeing = Group.objects.create(name="Agreeing")
    agreeing.permissions.add(*permission("decide_request"))
    outsider.groups.add(agreeing)
    with pytest.raises(NobodyElse):
        run(DELETE, article, by=alice)
    outsider.groups.add(column.desk)
    run(DELETE, article, by=alice)
    assert list(Request.objects.visible_to(fresh(outsider))) == [Request.objects.get()]
    outsider.groups.remove(column.desk)
    with pytest.raises(NotFound):
        run(APPROVE, Request.objects.get(), by=fresh(outsider))


def permission(codename: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename=codename)


def fresh(user: Any) -> Any:
    """Without what was cached of their permissions."""
    return type(user).objects.get(pk=user.pk)


def test_it_is_bound_to_the_version_that_was_seen(article, request_, owner):
    article.title = "Another"
    article.save()
    with pytest.raises(Changed):
        run(APPROVE, request_, by=owner)
    request_.refresh_from_db()
    assert request_.state == "waiting"


def test_it_expires(article, request_, owner):
    with pytest.raises(NotPossible, match="too late"):
        run(APPROVE, request_, by=owner, at=NOW + LASTS + timedelta(seconds=1))
    assert not gone(article)
    run(REFUSE, request_, by=owner, at=NOW + LASTS + timedelta(seconds=1))


def test_who_asked_must_still_be_allowed_to(article, request_, alice, owner):
    alice.groups.clear()
    with pytest.raises(NotFound):
        run(APPROVE, request_, by=owner)
    assert not gone(article)


def test_it_is_asked_for_once(article, request_, alice):
    with pytest.raises(NotPossible, match="already"):
        run(DELETE, article, by=alice)
    run(DELETE, article, by=alice, at=NOW + LASTS + timedelta(seconds=1))


def test_a_second_person_cannot_be_made_up(article, alice, bob):
    for second in (alice, bob):
        with pytest.raises(NotAllowed):
            run(DELETE, article, by=alice, second=second)
    assert not gone(article)


def test_neither_a_strategy_nor_houtai_itself_asks(article, alice, owner):
    for actor in (Actor(kind="strategy", user=alice, strategy="strategies.strategy:1"), SYSTEM):
        with pytest.raises(NotAllowed):
            run(DELETE, article, by=actor)


def test_asking_for_nothing_is_refused(article, alice, owner):
    with pytest.raises(NotAllowed):
        run("work.ask", article, by=alice)


def test_it_waits_in_a_queue_with_its_facts(request_, owner, alice):
    queue = catalog.queue("work.requested")
    assert list(queue.visible_to(owner)) == [request_]
    facts = queue.facts([request_], now=NOW + timedelta(hours=12))[request_.pk]
    assert facts == {"asked_by": "Alice", "action": "Delete", "hours_left": 60.0}
