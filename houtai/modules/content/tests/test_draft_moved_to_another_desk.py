"""Who may see an article is asked of its newest draft too, from whichever door that came."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from conftest import person
from houtai.modules.content.actions.articles import Revise
from houtai.modules.content.models import Article, Column, Export
from houtai.modules.content.tests.conftest import act, other_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance():
    return other_desk().column


@pytest.fixture
def fay(finance):
    """Works on Finance."""
    fay = person("fay", "Editors", "Operators")
    fay.groups.add(finance.desk)
    return fay


def moved(article, fay, column):
    Revise({"column": column and column.slug, "title": "Confidential"}).run(article, by=fay)
    return Article.objects.get(pk=article.pk)


def seen(article, user):
    return Article.objects.visible_to(user).filter(pk=article.pk).exists()


@pytest.mark.parametrize("public", [False, True])
def test_a_draft_moved_by_a_program_is_its_new_desks(draft, finance, fay, editor, alice, public):
    if public:
        act("publish", draft, alice)
    row = moved(draft, fay, finance)
    # What is not public has no other column than its draft.
    assert (row.column, row.draft_column, row.live) == (None if public else finance, finance, public)
    assert [seen(row, user) for user in (editor, fay, alice)] == [False, True, True]


def test_back_in_sight_when_the_draft_is(draft, finance, fay, editor):
    row = moved(moved(draft, fay, finance), fay, None)
    assert (row.draft_column, seen(row, editor)) == (None, True)


def test_publishing_and_withdrawing_keep_it(draft, finance, fay, alice, editor):
    before = draft.latest_revision_id
    row = moved(draft, fay, finance)
    act("publish", row, alice, revision=before)
    row = Article.objects.get(pk=row.pk)
    assert (row.column, row.draft_column, seen(row, editor)) == (None, finance, False)
    act("publish", row, alice)
    act("unpublish", row, alice)
    row.refresh_from_db()
    assert (row.column, row.draft_column) == (finance, finance)


def test_it_is_assigned_to_none_who_do_not_see_it(draft, finance, fay, editor):
    row = moved(draft, fay, finance)
    assert editor not in row.workers()
    assert fay in row.workers()


def test_exports_know_the_column_of_drafts(draft, finance, fay, alice):
    act("publish", draft, alice)
    moved(draft, fay, finance)
    row = Export.objects.create(by=fay, at=draft.updated, chosen=[draft.pk])
    row.write(row.articles(None))
    assert (set(row.columns), row.is_in_reach) == ({None, finance.pk}, True)
    fay.groups.remove(finance.desk)
    assert not Export.objects.get(pk=row.pk).is_in_reach


def test_those_from_before_are_told(draft, finance, fay):
    row = moved(draft, fay, finance)
    gone = Column.objects.create(name="Gone", slug="gone", desk=Group.objects.create(name="Gone"))
    other = Article.objects.exclude(pk=row.pk).get()
    other.column = gone
    other.save_revision()
    Article.objects.update(draft_column=None)
    gone.delete()
    import_module("houtai.modules.content.migrations.0019_drafts_have_columns").tell_columns(apps, None)
    assert dict(Article.objects.values_list("pk", "draft_column")) == {row.pk: finance.pk, other.pk: None}
