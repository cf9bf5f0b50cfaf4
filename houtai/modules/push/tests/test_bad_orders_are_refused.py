"""What cannot be sent is refused with words that say what to change, and nothing is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conftest import person
from houtai.core.catalog.catalog import catalog
from houtai.core.readers.models import Audience
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotAllowed, NotFound, Refused
from houtai.core.work.models import Decision, Request
from houtai.core.workspaces.models import Outbox
from houtai.modules.push.models import Policy, Push
from houtai.modules.push.tests.conftest import NOON, readers, send


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"audience": "Al"}, "Did you mean “All”?"),
        ({"audience": "Nobody knows it"}, "There is no audience"),
        ({"headlines": []}, "needs a headline"),
        ({"headlines": ["  "]}, "needs a headline"),
        ({"headlines": list("abcdef")}, "at most 5 headlines"),
        ({"headlines": ["a", "a"]}, "the same"),
        ({"headlines": ["x" * 201]}, "at most 200 characters"),
        ({"body": "x" * 301}, "at most 300 characters"),
        ({"channels": ["webpsh"]}, "Did you mean “webpush”?"),
        ({"channels": []}, "at least one channel"),
        ({"channels": ["email", "email"]}, "only once"),
        ({"due": NOON - timedelta(minutes=2)}, "has passed"),
        ({"due": "soon"}, "not a time"),
        ({"expires_minutes": 0}, "expires_minutes"),
        ({"priority": 10}, "priority"),
        ({"expected": float("nan")}, "expected clicks"),
        ({"holdout": {"percent": 10}}, "hold-out"),
        ({"holdout": {"salt": "s", "percent": 90}}, "hold-out"),
    ],
)
def test_each_mistake_has_its_words(story, bob, inputs, words):
    before = Decision.objects.count()
    with pytest.raises(Refused, match=words):
        send(story, by=bob, **inputs)
    assert (Push.objects.count(), Decision.objects.count()) == (0, before)
    assert not Outbox.objects.filter(task__contains="push").exists()


def test_an_audience_whose_condition_names_what_is_gone_is_refused(story, bob):
    Audience.objects.create(name="Lost", condition='tag "nobody has made it"')
    with pytest.raises(Refused):
        send(story, by=bob, audience="Lost")


def test_an_article_that_is_not_published_is_refused(story, bob, alice):
    story.act("unpublish", alice)
    with pytest.raises(Refused, match="not published"):
        send(story, by=bob)


def test_strangers_and_readers_of_the_desk_may_not_send(story, charlie):
    with pytest.raises(NotFound):
        send(story, by=charlie)
    with pytest.raises(NotAllowed):
        send(story, by=person("viewer", "Viewers"))


def test_a_retry_with_the_same_key_sends_once(story, bob):
    assert send(story, by=bob, once="k") == send(story, by=bob, once="k")
    assert Push.objects.count() == 1


def test_the_push_knows_the_decision_that_sent_it(story, bob):
    push = send(story, by=bob)
    assert Decision.objects.get(pk=push.decision).effect == {"push": push.pk}
    assert Outbox.objects.filter(once=f"push.plan:{push.pk}").exists()


def test_many_readers_need_a_second_person_when_the_policy_says_so(story, bob, alice):
    readers(3)
    Policy.objects.update(second_from=3)
    told = {"audience": "All", "headlines": ["Tides"], "channels": ["webpush"], "due": NOON + timedelta(hours=1)}
    asked = catalog.action("push.send").run(story, by=bob, at=NOON, **told)
    assert (asked.action, Push.objects.count()) == ("work.ask", 0)
    catalog.action("work.approve").run(Request.objects.get(), by=alice, at=NOON)
    assert Push.objects.get().due == NOON + timedelta(hours=1)


def test_a_strategy_needs_none(story, bob):
    readers(3)
    Policy.objects.update(second_from=3)
    push = send(story, by=Actor(kind="strategy", user=bob, strategy="s:1", title="Hot"))
    assert (push.strategy, push.by) == ("s:1", "Hot")
