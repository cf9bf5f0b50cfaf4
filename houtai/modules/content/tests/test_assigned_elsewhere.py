"""Who has another number after an import is assigned what they were assigned before."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Decision
from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.archive.tests.test_archives import with_another_number
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.models import User
from houtai.modules.content.models import Article
from houtai.modules.content.models.assigned import renumbered
from houtai.modules.content.tests.conftest import written


@pytest.mark.django_db(transaction=True)
def test_taking_an_assignment_back_assigns_it_to_the_same_person(tmp_path: Any, alice: Any, owner: Any) -> None:
    article = written(title="A", body="<p>Hi</p>")
    assign = catalog.action("content.assign")
    assign.run(article, by=owner, to=alice.pk)
    assign.run(article, by=owner, to=owner.pk)
    export(current(), tmp_path / "a.tar", now=now())
    with_another_number(alice.email)
    with enter(bring_in(tmp_path / "a.tar", now=now(), hosts=[], member=alice.pk + 100).pk):
        there = User.objects.get(email=alice.email)
        first, second = Decision.objects.filter(action="content.assign").order_by("id")
        assert there.pk == alice.pk + 100
        assert (first.inputs["to"], second.effect["to"]) == (there.pk, there.pk)
        second.undo(by=User.objects.get(email=owner.email))
        assert Article.objects.get().assignee_id == there.pk


def test_what_waits_for_a_second_person_is_renumbered_too() -> None:
    asked = {"action": "content.assign", "asked": {"to": 7, "due": None}}
    values = {"action": "work.ask", "inputs": asked, "effect": {}}
    assert renumbered(values, {7: 9}) == {"inputs": {**asked, "asked": {"to": 9, "due": None}}}
    assert renumbered({**values, "action": "push.send"}, {7: 9}) == {}
