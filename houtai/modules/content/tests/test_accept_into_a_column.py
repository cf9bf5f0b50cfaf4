"""Where a manuscript goes: into its column, with its tags, and round no review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from wagtail.models import Workflow

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import Actor
from houtai.core.work.models import Decision, Request
from houtai.core.work.views.telling import outcomes
from houtai.modules.content.models import Article, Column
from houtai.modules.content.tests import test_accept
from houtai.modules.content.tests.conftest import act, status, written
from houtai.modules.content.tests.test_accept import MANUSCRIPT, found

__all__ = ["found"]


@pytest.fixture
def column(db: None) -> Column:
    return Column.objects.create(name="Sea", slug="sea", workflow=Workflow.objects.get(name="Editor's check"))


@pytest.fixture
def told(found: Request, column: Column, monkeypatch: Any) -> Request:
    """For a column that is reviewed."""
    more = {"column": column.pk, "tags": ("Harbour", "news"), "suggested": ("Boats", "NEWS", "Odd one")}
    sent = replace(MANUSCRIPT, summary="Quietly.", **more)
    monkeypatch.setattr(test_accept, "MANUSCRIPT", sent)
    return found


def article(decision: Decision) -> Article:
    return Article.objects.get(pk=decision.effect["article"])


@pytest.mark.parametrize("kind", ["person", "strategy"])
def test_accepting_into_a_reviewed_column_submits_it_instead(told, bob, kind):
    decision = catalog.action("content.accept").run(
        told, by=Actor(kind=kind, user=bob, strategy="x" * (kind[0] == "s"))
    )
    made = article(decision)
    assert (made.live, status(made), made.column.name, made.summary) == (False, "in_progress", "Sea", "Quietly.")
    assert "submitted for review" in decision.outcome
    told.refresh_from_db()
    assert told.state == "taken"
    act("approve", made, bob_s_manager())
    assert Article.objects.get(pk=made.pk).live


def bob_s_manager() -> Any:
    from conftest import person

    return person("manager", "Managers")


def test_undo_ends_the_review_and_it_can_be_accepted_again(told, bob):
    catalog.action("content.accept").run(told, by=bob).undo(by=bob)
    told.refresh_from_db()
    assert (told.state, status(Article.objects.get(origin=told.subject))) == ("waiting", None)
    again = catalog.action("content.accept").run(told, by=bob)
    assert status(article(again)) == "in_progress"


def test_the_page_of_the_decision_says_so(told, bob, alice, client):
    decision = catalog.action("content.accept").run(told, by=bob)
    client.force_login(alice)
    assert "submitted for review" in client.get(f"/desk/work/decisions/{decision.pk}/").content.decode()


def test_choosing_it_for_several_says_how_many_were_submitted(told, bob):
    row = catalog.action("content.accept").run(told, by=bob)
    said = outcomes([row, row])
    assert said.startswith(" 2: It was submitted for review")


def test_a_column_without_review_is_published_into(told, column, bob):
    Column.objects.update(workflow=None)
    decision = catalog.action("content.accept").run(told, by=bob)
    assert (article(decision).live, article(decision).column, decision.outcome) == (True, column, "")


def test_suggested_tags_are_taken_where_they_are_known_and_all_when_somebody_edits(told, bob):
    known = written(title="Known")
    known.tags.add("boats")
    known.save()
    first = catalog.action("content.accept").run(told, by=bob)
    assert sorted(article(first).tags.names()) == ["Harbour", "boats", "news"]
    Article.objects.filter(pk=first.effect["article"]).update(origin=None)
    first.undo(by=bob)
    told.refresh_from_db()
    edited = catalog.action("content.take").run(told, by=bob)
    assert sorted(article(edited).tags.names()) == ["Harbour", "Odd one", "boats", "news"]
