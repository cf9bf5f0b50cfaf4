"""The queue of articles to review."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import GroupApprovalTask

from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Decision
from houtai.modules.content.models import Author, Column
from houtai.modules.content.models.judged import COMPARE
from houtai.modules.content.tests.conftest import act, other_desk, status, written

QUEUE = "/desk/work/queues/content-reviews/"


@pytest.fixture
def queue(db):
    return catalog.queue("content.reviews")


def test_it_holds_what_i_may_answer_and_see(queue, submitted, editor, alice, bob, owner):
    hidden = other_desk()
    act("submit", hidden, owner)
    written(title="Not submitted")
    GroupApprovalTask.objects.get(name="Editor's check").groups.add(Group.objects.get(name="Operators"))
    assert list(queue.visible_to(bob)) == [submitted]
    assert list(queue.visible_to(editor)) == []
    assert set(queue.visible_to(alice)) == {submitted, hidden}


def test_facts_are_of_the_newest_draft_and_asked_for_at_once(queue, editor, alice, django_assert_num_queries):
    sea, ann = Column.objects.create(name="Sea", slug="sea"), Author.objects.create(name="Ann")
    for number in range(3):
        article = written(title=f"Old {number}")
        article.body, article.column, article.author = "<p>one two three</p>", sea, ann
        article.save_revision(user=editor)
        act("submit", article, editor)
    items = list(queue.visible_to(alice))
    with django_assert_num_queries(4):
        facts = list(queue.facts(items, now=now()).values())
    known = {"words": 3, "column": "Sea", "author": "Ann", "submitted_by": "Editor", "step": "Editor's check"}
    assert all(known.items() <= one.items() for one in facts)
    assert set(facts[0]) == {fact.name for fact in queue.known}


def test_people_decide_in_it(client, queue, submitted, alice):
    client.force_login(alice)
    page = client.get(QUEUE).content.decode()
    assert "harbour office" in page
    assert "Open in the editor" in page
    told = {"subject": submitted.pk, "seen": submitted.subject.version, "action": "content.reject"}
    client.post(QUEUE, told)
    assert status(submitted) == "in_progress"
    client.post(QUEUE, {**told, "r-comment": "Say where."})
    assert status(submitted) == "needs_changes"
    assert Decision.objects.first().facts["words"] == 9


def test_it_says_since_when_there_is_something_to_read(client, queue, submitted, editor, alice):
    client.force_login(alice)
    assert "It is new: readers have not seen any of it." in client.get(QUEUE).content.decode()
    seen = submitted.latest_revision_id
    act("reject", submitted, alice, comment="Say where.")
    submitted.refresh_from_db()
    submitted.title = "Tide tables go digital in Salt Harbour"
    submitted.save_revision(user=editor)
    act("submit", submitted, editor)
    page = client.get(QUEUE).content.decode()
    assert "“Say where.”" in page
    assert reverse(COMPARE, args=[submitted.pk, seen, "latest"]) in page
    act("approve", submitted, alice)
    submitted.refresh_from_db()
    submitted.title = "Later"
    submitted.save_revision(user=editor)
    act("submit", submitted, editor)
    assert reverse(COMPARE, args=[submitted.pk, "live", "latest"]) in client.get(QUEUE).content.decode()


def test_strangers_find_no_queue(client, charlie):
    client.force_login(charlie)
    assert client.get(QUEUE).status_code in (302, 404)
