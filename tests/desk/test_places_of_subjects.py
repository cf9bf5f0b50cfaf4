"""A subject's place says who sees it exactly as its object does, whatever happens to either."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils.timezone import now

from conftest import person
from houtai.core.catalog.catalog import catalog
from houtai.core.work.columns import ASKED, NONE
from houtai.core.work.models import Decision, Request, Subject
from houtai.core.work.models.subject import beyond
from houtai.modules.content.actions.articles import Revise
from houtai.modules.content.models import Article, Column
from houtai.modules.content.tests.conftest import written
from houtai.modules.developers.models import Key
from tests.desk.test_columns_of_drafts import column, secret  # noqa: F401 - Fixtures.

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(column: Column, alice: Any) -> list[Any]:  # noqa: F811
    """Who works on all columns, on those without a desk, and on this one too."""
    dan, fay = (person(name, "Editors", "Operators") for name in ("dan", "fay"))
    fay.groups.add(column.desk)
    return [alice, dan, fay]


@pytest.fixture
def draft(db: None) -> Article:
    return written(title="Tide tables go digital")


def differs(people: list[Any]) -> list[str]:
    """Where the place and the object say different things. An object that is gone says nothing."""
    found = []
    for user in (type(user).objects.get(pk=user.pk) for user in people):
        out = beyond(user)
        seen = set((Subject.objects.exclude(out) if out else Subject.objects.all()).values_list("pk", flat=True))
        for subject in Subject.objects.exclude(state="deleted"):
            model = apps.get_model(subject.kind)
            if not model.objects.visible_to(user).query.is_empty() and (subject.pk in seen) != subject.seen_by(user):
                found.append(f"{user}: {subject.kind} {subject}")
    return found


def place(target: Any) -> int:
    return target.subject.place


def test_collected_drafts_and_their_sources(secret, column, people):  # noqa: F811
    alice, _dan, fay = people
    assert (place(secret), place(secret.source), differs(people)) == (column.pk, column.pk, [])
    article = Article.objects.get(pk=catalog.action("content.take").run(secret, by=alice).effect["article"])
    assert (place(article), differs(people)) == (column.pk, [])
    secret.source.go_to(NONE, "")
    assert {row.place for row in Subject.objects.filter(kind="collect.draft")} == {NONE}
    assert differs(people) == []
    column.name = "Money"
    column.save()
    secret.source.go_to(column.pk, column.name)
    assert set(Subject.objects.filter(kind="collect.draft", place=column.pk).values_list("column", flat=True)) == {
        "Money"
    }
    assert differs(people) == []
    assert Decision.objects.visible_to(fay).filter(subject=secret.subject).exists()


def test_articles_between_two_columns(draft, column, people):  # noqa: F811
    alice, dan, fay = people
    other = Column.objects.create(name="Culture", slug="culture")
    Revise({"column": other.slug}).run(draft, by=dan)
    catalog.action("content.publish").run(Article.objects.get(pk=draft.pk), by=alice)
    assert (place(draft), differs(people)) == (other.pk, [])
    Revise({"column": column.slug}).run(Article.objects.get(pk=draft.pk), by=fay)
    row = Article.objects.get(pk=draft.pk)
    assert (row.column, row.draft_column, place(row), differs(people)) == (other, column, ASKED, [])
    # What he did himself he still sees.
    assert Decision.objects.visible_to(dan).filter(subject=row.subject, action="content.revise").exists()
    assert not Decision.objects.visible_to(dan).filter(subject=row.subject, action="content.publish").exists()
    catalog.action("content.publish").run(row, by=alice)
    assert (place(row), differs(people)) == (column.pk, [])


def test_what_is_of_one_person(draft, people):
    alice, dan, _fay = people
    for user in (alice, dan):
        Key.objects.create(user=user, name="Of one", digest=user.pk, opened=now())
        about = {"about": draft.subject, "seen": 1, "asked_at": now(), "expires_at": now()}
        Request.objects.create(asked_by=user, action="content.publish", **about)
    assert {row.place for row in Subject.objects.filter(kind__in=["developers.key", "work.request"])} == {ASKED}
    assert differs(people) == []


def test_those_from_before_get_theirs(secret, draft, column, people):  # noqa: F811
    Revise({"column": column.slug}).run(draft, by=people[2])
    test_what_is_of_one_person(draft, people)
    before = dict(Subject.objects.values_list("pk", "place"))
    assert len(set(before.values())) == 3
    Subject.objects.update(place=NONE)
    for name, fill in (
        ("core.work.migrations.0005_place", "requests_are_asked"),
        ("modules.collect.migrations.0010_places", "fill"),
        ("modules.content.migrations.0028_subjects_have_places", "fill"),
        ("modules.developers.migrations.0002_keys_are_asked", "keys_are_asked"),
    ):
        getattr(import_module(f"houtai.{name}"), fill)(apps, None)
    assert dict(Subject.objects.values_list("pk", "place")) == before
